"""The demo's programmes: each template tells its own part."""

from allin.core.story import Story
from allin.programmes.demo import (
    duty,
    education,
    enquiry,
    festival,
    naturalisation,
    seminars,
    tandem,
)


def make(story: Story) -> None:
    """Tell of every programme, in the order of the motion."""
    education.make(story)
    enquiry.make(story)
    duty.make(story)
    naturalisation.make(story)
    tandem.make(story)
    festival.make(story)
    seminars.make(story)

"""The demo's programmes: each template tells its own part."""

import datetime as dt
from typing import Final

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
from allin.programmes.demo.enquiry import coordination
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Hours

CONFIRMED_AFTER: Final = dt.timedelta(days=45)


def make(story: Story) -> None:
    """Tell of every programme, in the order of the motion."""
    education.make(story)
    enquiry.make(story)
    duty.make(story)
    naturalisation.make(story)
    tandem.make(story)
    festival.make(story)
    seminars.make(story)
    _confirm(story)


def _confirm(story: Story) -> None:
    """Have the coordination confirm what was worked more than six weeks ago."""
    waiting = Hours.objects.waiting().filter(
        centre=story.centre, worked_on__lt=story.today - CONFIRMED_AFTER
    )
    volunteers.confirm_hours(
        ids=waiting.values_list("pk", flat=True),
        by=coordination(story),
        now=story.now,
    )

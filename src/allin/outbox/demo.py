"""The demo's letters: those of the past arrived long ago, the newest can be read."""

from django.db.models import F

from allin.core.story import Story
from allin.outbox import operations
from allin.outbox.models import Letter


def make(story: Story) -> None:
    """Put every letter of the story into the local mailbox, as of its own day."""
    story.say("Briefe der letzten Tage")
    of_centres = Letter.objects.filter(state=Letter.WAITING)
    of_centres.update(
        state=Letter.SENT, tries=1, sending_at=F("written_at"), done_at=F("written_at")
    )
    operations.drop_texts(now=story.now)

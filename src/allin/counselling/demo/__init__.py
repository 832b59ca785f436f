"""The demo's year of contacts: made by the operations, with a moved clock."""

import datetime as dt
from typing import Final

from allin.core.story import Story
from allin.counselling.demo.bulk import make_many
from allin.counselling.demo.scene import Scene, empty, lay
from allin.counselling.demo.timeline import Timeline
from allin.counselling.demo.today import plan_today
from allin.counselling.demo.year import plan_year
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Hours

SIZE_M: Final = 10_000
RECENT: Final = dt.timedelta(days=5)  # boards look at hours once a week


def make(story: Story) -> None:
    """Make about 1,200 contacts of the last year, and what is open this morning."""
    story.say("1.200 Kontakte eines Jahres, und was heute wartet")
    scene = lay(story)
    if not scene.slots:
        return
    time = Timeline(story)
    plan_year(scene, time)
    plan_today(scene, time)
    time.happen()
    _confirm(scene)


def make_region(story: Story) -> None:
    """Make a region's referrals of a year beside those of the story."""
    story.say(f"{SIZE_M:,} Vermittlungen".replace(",", "."))
    make_many(empty(story), SIZE_M)


def _confirm(scene: Scene) -> None:
    """Confirm the hours of the year; those of the last days wait for the boards."""
    waiting = Hours.objects.waiting().filter(
        centre=scene.story.centre,
        kind="counselling",
        worked_on__lt=scene.story.today - RECENT,
    )
    volunteers.confirm_hours(
        ids=list(waiting.values_list("pk", flat=True)),
        by=scene.by,
        now=scene.story.now - dt.timedelta(days=2),
    )

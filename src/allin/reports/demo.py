"""The demo's reports: the quarters of the last year that are over, published."""

import datetime as dt

from allin.core import people
from allin.core.people import Role, Visitor
from allin.core.story import Story
from allin.reports import operations


def make(story: Story) -> None:
    """Freeze and publish the last two quarters that are over."""
    story.say("Zwei Berichte, festgeschrieben und veröffentlicht")
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    by = Visitor(id=user.pk, name=user.name, roles=frozenset({role}))
    for year, quarter in _over(story.today)[:2]:
        report = operations.freeze(
            centre=story.centre, year=year, quarter=quarter, by=by, now=story.now
        )
        operations.publish(report=report, by=by, now=story.now)


def _over(today: dt.date) -> list[tuple[int, int]]:
    """Return the quarters that are over, newest first."""
    quarter = (today.month + 2) // 3
    every = [(today.year, n) for n in range(quarter - 1, 0, -1)]
    return [*every, *((today.year - 1, n) for n in (4, 3, 2, 1))]

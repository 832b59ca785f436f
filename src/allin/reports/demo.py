"""
The demo's papers: a year as a dossier, and as a report where that is the same year.

A report of the calendar year beside a dossier of other twelve months could be
subtracted from it; the operation refuses that, so the demo does not try.
"""

from allin.core import people
from allin.core.people import Role, Visitor
from allin.core.story import Story
from allin.reports import operations
from allin.reports.rules.periods import Period, last_twelve_months


def make(story: Story) -> None:
    """Make a dossier of the last twelve months with a link, and a year's report."""
    story.say("Ein Jahresbericht und ein Dossier, festgeschrieben")
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    by = Visitor(id=user.pk, name=user.name, roles=frozenset({role}))
    period, year = last_twelve_months(story.today), story.today.year - 1
    report = operations.freeze(centre=story.centre, year=year, by=by, now=story.now)
    if period == Period(year):
        operations.publish(report=report, by=by, now=story.now)
    dossier = operations.make_dossier(
        centre=story.centre, period=period, by=by, now=story.now
    )
    operations.show_dossier(dossier=dossier, by=by, now=story.now)
    operations.give_link(
        dossier=dossier, whom="Ausschuss für Finanzen (Beispiel)", until_on=None,
        by=by, now=story.now,
    )  # fmt: skip

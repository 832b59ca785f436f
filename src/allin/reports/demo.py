"""
The demo's papers: what the city reads, and the last twelve months as a dossier.

The city finds published reports whatever the day: of the year where the twelve months
are one, else of each of their quarters. A dossier adds such quarters up; a report of
the calendar year beside other twelve months could be subtracted, so it stays a draft.
"""

from allin.core import people
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.reports import operations
from allin.reports.models import Report
from allin.reports.rules.periods import Period, last_twelve_months


def make(story: Story) -> None:
    """Make a year's report, published ones, and a dossier of them with a link."""
    story.say("Berichte und ein Dossier, festgeschrieben")
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    by = Visitor(id=user.pk, name=user.name, roles=frozenset({role}))
    period, year = last_twelve_months(story.today), story.today.year - 1
    report = operations.freeze(centre=story.centre, year=year, by=by, now=story.now)
    published = [report] if period == Period(year) else _quarters(story, period, by)
    for one in published:
        operations.publish(report=one, by=by, now=story.now)
    dossier = operations.make_dossier(
        centre=story.centre, period=period, by=by, now=story.now
    )
    operations.show_dossier(dossier=dossier, by=by, now=story.now)
    operations.give_link(
        dossier=dossier, whom="Ausschuss für Finanzen (Beispiel)", until_on=None,
        by=by, now=story.now,
    )  # fmt: skip


def _quarters(story: Story, period: Period, by: Person) -> list[Report]:
    return [
        operations.freeze(
            centre=story.centre,
            year=int(column[:4]),
            quarter=int(column[-1]),
            by=by,
            now=story.now,
        )
        for column in period.columns
    ]

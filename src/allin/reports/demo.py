"""The demo's papers: the last year that is over as report and as dossier."""

from allin.core import people
from allin.core.people import Role, Visitor
from allin.core.story import Story
from allin.reports import operations
from allin.reports.rules.periods import Period


def make(story: Story) -> None:
    """Publish the report of the last closed year, and make its dossier with links."""
    story.say("Ein Jahresbericht und ein Dossier, festgeschrieben")
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    by = Visitor(id=user.pk, name=user.name, roles=frozenset({role}))
    year = story.today.year - 1
    report = operations.freeze(centre=story.centre, year=year, by=by, now=story.now)
    operations.publish(report=report, by=by, now=story.now)
    dossier = operations.make_dossier(
        centre=story.centre, period=Period(year), by=by, now=story.now
    )
    operations.show_dossier(dossier=dossier, by=by, now=story.now)
    operations.give_link(
        dossier=dossier, whom="Ausschuss für Finanzen (Beispiel)", until_on=None,
        by=by, now=story.now,
    )  # fmt: skip

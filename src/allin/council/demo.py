"""
The motion's own case, and an invented one that is further on.

Of its own motion the source states the year 2020, what is asked, the committee, that a
rapporteur is named and that the council decides. Every other date is an assumption and
entered as one; what the council decided is not told, because the demo does not know.
It is seen from the day the money is seen from (docs/decisions/0006). The second motion
is of another matter and invented from beginning to end: it shows the time after.
"""

import datetime as dt
from typing import Final

from allin.core import people
from allin.core.fuzzy import FuzzyDate
from allin.core.people import Role, Visitor
from allin.core.story import Story
from allin.council import operations
from allin.council.models import Motion, NextDate, Task
from allin.council.operations import Change, Errand, Told, Words
from allin.council.rules import states
from allin.council.rules.votes import Count, FactionVote

FINANCE: Final = "Ausschuss für Finanzen, Wirtschaft und Grundsatzfragen"
COUNCIL: Final = "Stadtverordnetenversammlung"
# The days funding.demo tells of, too; a test holds them together.
COMMITTEE_ON, COUNCIL_ON = dt.date(2020, 10, 28), dt.date(2020, 11, 9)
PAPERS_ON: Final = dt.date(2020, 10, 21)
YEAR: Final = 2021

OWN: Final = Words(
    title="ALL IN als Servicestelle auf Dauer verstetigen",
    asked=(
        "Der Magistrat wird gebeten, die Servicestelle ALL IN für die Vereine von"
        " Migrantinnen und Migranten in Kassel auf Dauer zu verstetigen, mit Personal"
        " und mit Geld. Miete und begleitende Koordination kosten 60.000 Euro im Jahr."
    ),
    rapporteur="Marit Sonnfeld (Name erfunden)",
    for_good=True,
)
PLANNED: Final = (
    ("Haushaltsstelle für 60.000 Euro im Jahr benennen", Task.MAGISTRAT, "2020-12-15"),
    ("Bescheid über Miete und Koordination geben", Task.MAGISTRAT, "2021-01-31"),
    ("Koordination wieder besetzen", Task.HOUSE, "2021-02-28"),
    ("Im Ausschuss berichten, was daraus wurde", Task.MAGISTRAT, "2021-11-30"),
)
INVENTED: Final = Words(
    title="Beispiel, erfunden: Fahrradbügel an der Treppe 4",
    asked="Vor dem Haus werden zehn Fahrradbügel aufgestellt.",
    number="Beispiel 7",
    originator="Fraktion A",
    rapporteur="Jorid Nebel (Name erfunden)",
)
VOTES: Final = (
    FactionVote("Fraktion A", Count(21, 0, 0)),
    FactionVote("Fraktion B", Count(12, 3, 1)),
    FactionVote("Fraktion C", Count(0, 9, 2)),
)


def make(story: Story) -> None:
    """Make the motion before the committee, and one that is being carried out."""
    story.say("Der Antrag und ein Beispiel nach dem Beschluss")
    user = story.cast["derya"]
    by = Visitor(
        id=user.pk,
        name=user.name,
        roles=frozenset({Role(people.COORDINATOR, story.centre.pk)}),
    )
    _invented(story, by)
    _own(story, by)


def _own(story: Story, by: Visitor) -> None:
    """Make the motion's own case: filed, before the committee."""
    motion = operations.file(
        centre=story.centre, words=OWN, kind=states.FILED, on=FuzzyDate(2020),
        by=by, now=story.now,
    )  # fmt: skip
    for where, body, on, papers in (
        (NextDate.COMMITTEE, FINANCE, COMMITTEE_ON, PAPERS_ON),
        (NextDate.COUNCIL, COUNCIL, COUNCIL_ON, None),
    ):
        operations.set_date(
            motion=motion, where=where, body=body, on=FuzzyDate.of(on), assumed=True,
            papers_on=papers, papers_assumed=True, by=by, now=story.now,
        )  # fmt: skip
    operations.settle_budget(
        motion=motion, line="", year=YEAR, year_assumed=True, by=by, now=story.now
    )
    for title, of, due in PLANNED:
        errand = Errand(title, of, dt.date.fromisoformat(due), due_assumed=True)
        operations.give_task(motion=motion, errand=errand, by=by, now=story.now)


def _invented(story: Story, by: Visitor) -> None:
    """Make a motion of another matter, adopted some months ago."""

    def ago(days: int) -> dt.date:
        """Return the Wednesday on or before: nobody meets on a Sunday."""
        day = story.today - dt.timedelta(days=days)
        return day - dt.timedelta(days=(day.weekday() - 2) % 7)

    motion = operations.file(
        centre=story.centre, words=INVENTED, kind=states.FILED,
        on=FuzzyDate.of(ago(330)), by=by, now=story.now,
    )  # fmt: skip
    _amended(story, by, motion, ago(300))
    committee = "Ausschuss für Stadtentwicklung (Beispiel)"
    for told in (
        Told(states.REFERRED, on=FuzzyDate.of(ago(320)), body=committee),
        Told(states.ON_AGENDA, on=FuzzyDate.of(ago(300)), body=committee),
        Told(
            states.RECOMMENDED, states.ADOPT_AMENDED, FuzzyDate.of(ago(293)),
            body=committee, speaker="Jorid Nebel (Name erfunden)",
            count=Count(7, 3, 1),
        ),
        Told(
            states.COUNCIL_AGENDA, states.WITHOUT_DEBATE, FuzzyDate.of(ago(270)),
            body=COUNCIL,
        ),
        Told(
            states.DECIDED, states.ADOPTED_AMENDED, FuzzyDate.of(ago(263)),
            body=COUNCIL, paper="Niederschrift, Punkt 12 (Beispiel)",
            count=Count(33, 12, 3), factions=VOTES,
        ),
        Told(states.WITH_MAGISTRAT, on=FuzzyDate.of(ago(250))),
    ):  # fmt: skip
        operations.take_step(motion=motion, told=told, by=by, now=story.now)
    operations.settle_budget(
        motion=motion, line="Beispiel: Radverkehr", year=story.today.year, by=by,
        now=story.now,
    )  # fmt: skip
    _tasks(story, by, motion)


def _amended(story: Story, by: Visitor, motion: Motion, on: dt.date) -> None:
    amendment = operations.add_amendment(
        motion=motion,
        change=Change(
            "Sechs Bügel statt zehn", number="Beispiel 7-1", originator="Fraktion B",
            filed=FuzzyDate.of(on),
        ),
        by=by,
        now=story.now,
    )  # fmt: skip
    operations.settle_amendment(
        amendment=amendment, state="adopted", on=FuzzyDate.of(on), by=by, now=story.now
    )


def _tasks(story: Story, by: Visitor, motion: Motion) -> None:
    """Make a task that is done, one that is overdue and one to come."""
    day = dt.timedelta(days=1)
    done, *_others = (
        operations.give_task(
            motion=motion, errand=Errand(title, Task.MAGISTRAT, due, owner=owner),
            by=by, now=story.now,
        )
        for title, owner, due in (
            ("Ort vermessen", "Tiefbau", story.today - 120 * day),
            ("Bügel bestellen", "Tiefbau", story.today - 9 * day),
            ("Bügel aufstellen und melden", "", story.today + 60 * day),
        )
    )  # fmt: skip
    operations.finish_task(
        task=done, done_on=story.today - 125 * day,
        evidence="Lageplan vom Tiefbau, liegt im Ordner", by=by, now=story.now,
    )  # fmt: skip

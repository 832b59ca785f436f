"""The demo's seminar series: four over, one under way, one with a waiting list."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.story import Story
from allin.planning.recurrence import Rule
from allin.programmes import operations
from allin.programmes.demo.enquiry import DAY, coordination
from allin.programmes.models import Assignment, Occasion, Series, Setup
from allin.programmes.rules import kernel
from allin.volunteers.models import Volunteer

NAMES: Final = (
    "Samira Rahimi", "Oleh Kovalenko", "Yusuf Demir", "Hanna Weber", "Amina Warsame",
    "Luca Ferri", "Mariam Haddad", "Dilan Kaya", "Petra Schulz", "Ivan Petrov",
    "Selam Berhe", "Jelena Ilić", "Omar Farouk", "Aylin Yıldız", "Nadia Karimi",
)  # fmt: skip
LANGUAGES: Final = ("de", "ar", "de", "en", "de")


@dataclass(frozen=True)
class Told:
    """
    One series.

    :param weeks: the first evening, so many weeks from today
    :param people: how many register
    """

    title: str
    about: str
    weeks: int
    evenings: int
    capacity: int
    people: int


SERIES: Final = (
    Told(
        "Ehrenamtliche gewinnen und halten",
        "Vier Abende: Suchen, Begrüßen, Begleiten, Danken.",
        -43, 4, 12, 9,
    ),
    Told(
        "Buchführung für kleine Vereine",
        "Vier Abende: Belege, Kasse, Spenden, Jahresabschluss.",
        -32, 4, 12, 11,
    ),
    Told(
        "Feste sicher planen",
        "Drei Abende: Genehmigungen, Versicherung, Ablauf.",
        -21, 3, 12, 8,
    ),
    Told(
        "Verein gründen und führen",
        "Fünf Abende: Satzung, Vorstand, Kasse, Haftung, Versammlung.",
        -9, 5, 12, 10,
    ),
    Told(
        "Fördermittel beantragen",
        "Vier Abende: Idee, Kostenplan, Antrag, Nachweis.",
        -2, 4, 12, 8,
    ),
    Told(
        "Öffentlichkeitsarbeit für Vereine",
        "Vier Abende: Worte, Bilder, Presse, Netz.",
        1, 4, 9, 13,
    ),
)  # fmt: skip


def make(story: Story) -> None:
    """Make the series of a year with everybody who registered."""
    story.say("Seminarreihen mit Warteliste")
    by = coordination(story)
    setup = operations.set_up(
        centre=story.centre,
        template=kernel.SEMINARS,
        name="Seminarreihe Vereinsarbeit",
        about="Abende für Vorstände und alle, die es werden wollen.",
        by=by,
        now=story.now - 340 * DAY,
    )
    for number, told in enumerate(SERIES):
        _tell(story, by, setup, told, number)


def _tell(story: Story, by: Person, setup: Setup, told: Told, number: int) -> None:
    first = story.today + told.weeks * 7 * DAY
    first += (2 - first.weekday()) % 7 * DAY  # a Wednesday
    begun = story.now + (told.weeks * 7 - 20) * DAY
    then = min(begun, story.now - 10 * DAY)
    planned = operations.plan_weekly(
        programme=setup.programme,
        kind=kernel.SEMINAR,
        title=told.title,
        about=told.about,
        rule=Rule(
            first=first,
            until=first + (told.evenings - 1) * 7 * DAY,
            starts=dt.time(18),
            ends=dt.time(20),
            zone=story.centre.tz,
        ),
        place="vhs, Raum 201",
        capacity=told.capacity,
        one_registration=True,
        registers=kernel.OPEN,
        public=True,
        positions=[operations.Wanted(label="Leitung")],
        by=by,
        now=then,
    )
    assert planned.series is not None  # noqa: S101  (nothing is in the way)
    _register(story, planned.series, told, then)
    leads = story.cast["volunteers"][number * 7 + 2 :]
    for occasion in planned.occasions:
        _evening(story, by, occasion, leads, then)


def _register(story: Story, series: Series, told: Told, then: dt.datetime) -> None:
    for n in range(told.people):
        by_letter = n % 3 == 0
        operations.register(
            event=series,
            name=NAMES[n % len(NAMES)],
            contact=f"teil{series.pk}.{n}@post.example"
            if by_letter
            else f"+4915123{series.pk % 100:02}{n:03}0",
            language=LANGUAGES[n % len(LANGUAGES)],
            by=None,
            now=then + dt.timedelta(hours=6 * n + 1),
            chance=story.random,
        )
    if told.people > told.capacity:  # somebody has left: a seat is offered
        leaves = series.registrations.registered()[2]
        operations.cancel_registration(
            registration=leaves, by=None, now=story.now - dt.timedelta(hours=5)
        )


def _evening(
    story: Story,
    by: Person,
    occasion: Occasion,
    leads: list[Volunteer],
    then: dt.datetime,
) -> None:
    one = _lead(occasion, leads, by, then)
    if occasion.ends_at > story.now:
        return
    noted = min(occasion.ends_at + DAY, story.now)
    people = [who.pk for who in operations.participants(occasion)]
    here = {pk for pk in people if story.random.random() < 0.85}
    operations.note_participants(
        occasion=occasion,
        present=here,
        others=story.random.randrange(2),
        by=by,
        now=noted,
    )
    if one is not None:
        operations.note_attendance(assignment=one, came=True, by=by, now=noted)


def _lead(
    occasion: Occasion, leads: list[Volunteer], by: Person, then: dt.datetime
) -> Assignment | None:
    """Put down the first who can at that time."""
    position = occasion.positions.get()
    for volunteer in leads[:6]:
        try:
            return operations.assign(
                position=position, volunteer=volunteer, by=by, now=then
            )
        except Refusal:
            continue  # away or taken that evening
    return None

"""The demo's ways to citizenship: a year of them, each at another stage."""

import datetime as dt
from typing import Final

from allin.core.people import Person
from allin.core.story import Story
from allin.programmes.demo.enquiry import DAY, coordination, set_up
from allin.programmes.models import Path, Setup
from allin.programmes.operations import naturalisation as ways
from allin.programmes.rules import kernel
from allin.programmes.rules.pathway import Stage
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Hours, Volunteer

FIRST: Final = (Stage.FIRST_TALK, Stage.PRECHECK)
FILED: Final = (*FIRST, Stage.DOCUMENTS, Stage.FILED)
OFFICE: Final = (*FILED, Stage.RECEIPT, Stage.WAITING)
DONE: Final = (*OFFICE, Stage.GRANTED, Stage.CERTIFICATE, Stage.CEREMONY)
NAMES: Final = ("Samira", "Yonas", "Oksana", "Mehmet", "Farid", "Adanna", "Goran")
# language, taken in so many days ago, stages since then, why it ended early
PEOPLE: Final = (
    ("ar", 420, DONE, ""),
    ("ti", 410, DONE, ""),
    ("tr", 400, (*OFFICE, Stage.ADDITIONAL, Stage.WAITING), ""),
    ("ar", 390, OFFICE, ""),
    ("fa", 380, (*OFFICE, Stage.REJECTED, Stage.LAWYER), ""),
    ("uk", 330, (*FIRST, Stage.DROPPED), "stay"),
    ("ar", 300, OFFICE, ""),
    ("tr", 280, OFFICE, ""),
    ("ar", 260, (*FIRST, Stage.GAPS), ""),
    ("ti", 240, (*FIRST, Stage.GAPS, Stage.DROPPED), "language"),
    ("ar", 200, FILED, ""),
    ("so", 150, (*FIRST, Stage.DOCUMENTS), ""),
    ("tr", 120, (*FIRST, Stage.DROPPED), "alone"),
    ("ar", 90, (*FIRST, Stage.GAPS), ""),
    ("uk", 60, (*FIRST,), ""),
    ("ar", 21, (Stage.FIRST_TALK,), ""),
    ("ti", 6, (), ""),
    ("fa", 2, (), ""),
)  # fmt: skip
# days ago on which a companion gave time: the year through
VISITS: Final = (330, 295, 262, 231, 204, 178, 150, 127, 101, 72, 40, 12)
CONFIRMED_AFTER: Final = 21


def make(story: Story) -> None:
    """Make companions, people under way, and those who have arrived."""
    story.say("Begleitung zur Einbürgerung")
    by = coordination(story)
    setup = set_up(story, by, kernel.NATURALISATION, "Mein Kassel – mein Zuhause")
    speaking = _companions(story, by, setup)
    for number, line in enumerate(PEOPLE):
        _person(story, by, setup, speaking, number, line)
    _confirm(story, by, setup)
    ways.forget_overdue(centre=story.centre, now=story.now)


def _companions(story: Story, by: Person, setup: Setup) -> dict[str, list[Volunteer]]:
    """Enter who has promised confidentiality, two for a language, the adviser first."""
    speaking: dict[str, list[Volunteer]] = {}
    there: set[int] = set()
    for code in sorted({language for language, *_more in PEOPLE}):
        found = [
            one
            for one in (story.cast["volunteer"], *story.cast["volunteers"])
            if one.level_of(code) in {"native", "fluent"}
            and one.is_bound(story.today)
            and not one.is_paused(story.today)
        ]
        chosen = list(dict.fromkeys(found))[:2]
        for one in chosen:
            if one.pk not in there:
                ways.make_companion(
                    programme=setup.programme,
                    volunteer=one,
                    by=by,
                    now=story.now - 430 * DAY,
                )
                there.add(one.pk)
        speaking[code] = chosen
    return speaking


def _person(  # noqa: PLR0917  (the columns of PEOPLE)
    story: Story,
    by: Person,
    setup: Setup,
    speaking: dict[str, list[Volunteer]],
    number: int,
    line: tuple[str, int, tuple[Stage, ...], str],
) -> None:
    language, ago, stages, reason = line
    begun = story.now - ago * DAY
    path = ways.take_in(
        programme=setup.programme,
        language=language,
        contact=ways.Contact(
            NAMES[number % len(NAMES)], f"+49151700{number:05}", "abends anrufen"
        ),
        agreed=True,
        by=by,
        now=begun,
        chance=story.random,
    )
    # With the latest and every eighth nobody has been found yet.
    if ago > 10 and number % 8 != 7 and speaking[language]:
        who = speaking[language][number % len(speaking[language])]
        asked = ways.ask_companion(
            path=path, volunteer=who, letter=False, by=by, now=story.now - DAY
        )
        ways.answer(ask=asked.ask, yes=True, by=None, now=story.now - DAY)
        ended = ago // (len(stages) + 1) if reason or stages == DONE else 0
        for days in VISITS:
            if ended < days < ago:
                ways.note_visit(
                    path=path,
                    held_on=story.today - days * DAY,
                    minutes=story.random.choice((45, 60, 90)),
                    by=by,
                    now=story.now - (days - 1) * DAY,
                )
    _walk(story, by, path, begun, stages, reason)


def _walk(  # noqa: PLR0917  (as above)
    story: Story,
    by: Person,
    path: Path,
    begun: dt.datetime,
    stages: tuple[Stage, ...],
    reason: str,
) -> None:
    pause = (story.now - begun) / (len(stages) + 1)
    for step, stage in enumerate(stages, start=1):
        at = begun + step * pause
        if stage == Stage.GAPS:
            ways.look_again(path=path, since=None, gaps=["test"], by=by, now=at)
        ways.advance(path=path, to=stage, reason=reason, by=by, now=at)
    path.refresh_from_db()
    if path.is_over:
        return
    if stages:
        what, days = ("meet", 5) if path.before_filing else ("call", 9 + path.pk * 5)
        ways.plan_next(
            path=path, step=what, on=story.today + days * DAY, by=by, now=story.now
        )


def _confirm(story: Story, by: Person, setup: Setup) -> None:
    """Confirm what is older than three weeks; the rest waits for the boards."""
    old = Hours.objects.waiting().filter(
        programme=setup.programme,
        worked_on__lt=story.today - CONFIRMED_AFTER * DAY,
    )
    volunteers.confirm_hours(
        ids=list(old.values_list("pk", flat=True)), by=by, now=story.now - 2 * DAY
    )

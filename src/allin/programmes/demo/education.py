"""The demo's education counsellors: office hours in three languages, a tally."""

import datetime as dt
from typing import Final

from allin.core.people import Person
from allin.core.story import Story
from allin.planning.recurrence import Rule
from allin.programmes import operations
from allin.programmes.demo.enquiry import DAY, coordination, qualify, set_up
from allin.programmes.models import Assignment, Occasion, Setup, Theme
from allin.programmes.operations import education
from allin.programmes.rules import education as rules
from allin.programmes.rules import kernel
from allin.volunteers.models import Volunteer

# language, weekday (0 is Monday), from, to, place, weeks it has taken place
HOURS: Final = (
    ("ar", 1, dt.time(16), dt.time(18), "vhs, Raum 104", 50),
    ("tr", 2, dt.time(10), dt.time(12), "vhs, Raum 104", 6),
    ("uk", 3, dt.time(15), dt.time(17), "Stadtteilzentrum Wesertor", 6),
)
AHEAD: Final = 6  # weeks
OUTCOMES: Final = (
    rules.HELPED, rules.HELPED, rules.HELPED, rules.AGAIN, rules.PROFESSIONAL,
)  # fmt: skip


def make(story: Story) -> None:
    """Make office hours, who sits there, and who came."""
    story.say("Sprechstunden der Bildungsberatung")
    by = coordination(story)
    setup = set_up(story, by, kernel.EDUCATION, "Interkulturelle Bildungsberatung")
    education.furnish(setup=setup)
    people = qualify(story, by, "education", tuple(code for code, *_more in HOURS))
    for line, counsellor in zip(HOURS, people, strict=True):
        for occasion in _plan(story, by, setup, *line):
            _sit(story, by, setup, occasion, counsellor)


def _plan(  # noqa: PLR0917  (the columns of HOURS)
    story: Story,
    by: Person,
    setup: Setup,
    language: str,
    weekday: int,
    starts: dt.time,
    ends: dt.time,
    place: str,
    behind: int,
) -> tuple[Occasion, ...]:
    first = story.today - behind * 7 * DAY
    first += (weekday - first.weekday()) % 7 * DAY
    planned = operations.plan_weekly(
        programme=setup.programme,
        kind=kernel.OFFICE_HOUR,
        title="Sprechstunde Bildungsberatung",
        rule=Rule(
            first=first,
            until=story.today + AHEAD * 7 * DAY,
            starts=starts,
            ends=ends,
            zone=story.centre.tz,
        ),
        place=place,
        language=language,
        public=True,
        positions=[
            operations.Wanted(
                label="Beratung", qualification=rules.QUALIFICATION, language=language
            )
        ],
        by=by,
        now=story.now - (behind * 7 + 2) * DAY,
    )
    return planned.occasions


def _sit(
    story: Story, by: Person, setup: Setup, occasion: Occasion, who: Volunteer
) -> None:
    """Somebody sits there, but for the last dates, which are still open."""
    if occasion.starts_at > story.now + 21 * DAY:
        return
    over = occasion.ends_at < story.now
    then = occasion.starts_at - 2 * DAY if over else story.now - DAY
    operations.assign(position=occasion.positions.get(), volunteer=who, by=by, now=then)
    if over:
        _hold(story, by, setup, occasion)


def _hold(story: Story, by: Person, setup: Setup, occasion: Occasion) -> None:
    chance = story.random
    themes = list(Theme.objects.standing().filter(programme=setup.programme))
    after = min(story.now, occasion.ends_at + dt.timedelta(hours=1))
    came = chance.randrange(3, 8)
    for _person in range(came):
        education.count(
            setup=setup,
            theme=chance.choice(themes),
            language=occasion.language,
            outcome=chance.choice(OUTCOMES),
            occasion=occasion,
            held_on=occasion.starts_at.astimezone(story.centre.tz).date(),
            by=by,
            now=after,
        )
    there = Assignment.objects.of(occasion).get()
    operations.wind_up(
        occasion=occasion, headcount=came, came={there.pk: 120}, by=by, now=after
    )

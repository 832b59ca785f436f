"""The demo's emergency accompaniment: fourteen invented people, a year around today."""

import datetime as dt
from typing import Final

from allin.core import languages, people
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.directory.models import Programme
from allin.programmes import operations
from allin.programmes.models import DutyMember, DutyWeek, Setup
from allin.programmes.operations import duty

NAME: Final = "Muslimische Notfallbegleitung"
COMPANIONS: Final = 14
WEEKS_BACK: Final = 40
BACK: Final = dt.timedelta(weeks=WEEKS_BACK)
WEEKS_AHEAD: Final = 12
BLOCKED: Final = 20
# days ago, hour, minutes to arrive, minutes there; what a list says of it
DEPLOYED: Final = (
    (268, 4, 30, 120, "fire", "control", "6-10", "1-2", "community", False),
    (246, 22, 40, 150, "death_home", "chaplaincy", "3-5", "0", "family", False),
    (219, 13, 20, 90, "accident", "police", "1-2", "1-2", "hospital", False),
    (187, 1, 35, 165, "death_notice", "police", "3-5", "3-5", "family", False),
    (151, 2, 35, 140, "death_home", "control", "3-5", "1-2", "family", False),
    (117, 19, 25, 95, "accident", "chaplaincy", "1-2", "0", "hospital", False),
    (83, 23, 40, 180, "death_notice", "police", "6-10", "3-5", "community", True),
    (40, 6, 30, 75, "fire", "control", "11+", "3-5", "counselling", False),
    (2, 21, 30, 160, "death_home", "control", "3-5", "0", "family", True),
)


def make(story: Story) -> None:
    """Make roster, plan, deployments, one open swap and the control centre's list."""
    story.say("Notfallbegleitung: ein Jahr Dienstwochen")
    by = _coordination(story)
    then = story.now - BACK - dt.timedelta(days=21)
    setup = _setup(story, by, then)
    members = _members(story, setup, by, then)
    _block(story, members, by, then)
    programme = setup.programme
    duty.generate(
        programme=programme,
        first=story.today - BACK,
        after=story.today + dt.timedelta(weeks=WEEKS_AHEAD),
        by=by,
        now=then,
        seconds=2,
    )
    weeks = DutyWeek.objects.filter(programme=programme)
    whole = [week for week in weeks if len(week.team) == len(DutyWeek.PLACES)]
    duty.publish(programme=programme, weeks=whole, by=by, now=then)
    _deployments(story, programme, by)
    _swap(story, programme, by)
    duty.give_link(
        programme=programme, label="Leitstelle Feuerwehr Kassel", by=by, now=story.now
    )


def _coordination(story: Story) -> Person:
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def _setup(story: Story, by: Person, then: dt.datetime) -> Setup:
    known = Programme.objects.of(story.centre).filter(name__icontains="notfall")
    return operations.set_up(
        centre=story.centre,
        template="emergency",
        name=NAME,
        programme=known.first(),
        settings={"rest": 3, "in_a_row": 1, "a_year": 12, "reserve": 1},
        by=by,
        now=then,
    )


def _members(
    story: Story, setup: Setup, by: Person, then: dt.datetime
) -> list[DutyMember]:
    """Enter the adviser of the cast and thirteen others who are there all year."""
    mothers = languages.mask(["ar", "tr", "sq", "so"])
    free = [
        one
        for one in story.cast["volunteers"]
        if one.native & mothers
        and one.left_on is None
        and one.paused_until is None
        and one.is_bound(story.today)
    ]
    made = []
    for number, one in enumerate(free[:COMPANIONS]):
        soon = dt.timedelta(days=120 if number == COMPANIONS - 1 else 500)
        made.append(
            duty.join(
                programme=setup.programme,
                volunteer=one,
                channel="paper",
                language="de",
                certificate_on=min(then.date(), dt.date(2017, 2, 11)),
                refresher_due_on=story.today + soon,
                badge=f"NB {number + 1:02}",
                by=by,
                now=then,
            )
        )
    return made


def _block(
    story: Story, members: list[DutyMember], by: Person, then: dt.datetime
) -> None:
    for _number in range(BLOCKED):
        week = story.random.randrange(1 - WEEKS_BACK, WEEKS_AHEAD)
        day = story.today + dt.timedelta(weeks=week)
        companion = story.random.choice(members)
        duty.block(companion=companion, day=day, by=by, now=then)


def _deployments(story: Story, programme: Programme, by: Person) -> None:
    districts = story.centre.districts or [""]
    for ago, hour, way, there, keyword, asked, adults, children, to, again in DEPLOYED:
        day = story.today - dt.timedelta(days=ago)
        wall = dt.datetime.combine(day, dt.time(hour, 10), tzinfo=story.centre.tz)
        alarm = wall.astimezone(dt.UTC)
        week = DutyWeek.objects.binding().filter(programme=programme).at(alarm).first()
        arrived = alarm + dt.timedelta(minutes=way)
        ended = arrived + dt.timedelta(minutes=there)
        if week is None or ended > story.now:
            continue
        made = duty.log(
            programme=programme,
            companions=week.team.values(),
            alarm_at=alarm,
            arrived_at=arrived,
            ended_at=ended,
            requested_by=asked,
            keyword=keyword,
            district=story.random.choice(districts),
            spoken_codes=["ar", "de"],
            adults=adults,
            children=children,
            handed_to=to,
            follow_up=again,
            by=by,
            now=ended + dt.timedelta(hours=3),
        )
        for part in made.parts.order_by("pk") if ago > DEPLOYED[-1][0] else ():
            talked = ended + dt.timedelta(days=2)
            duty.settle_debrief(part=part, held=True, by=by, now=talked)


def _swap(story: Story, programme: Programme, by: Person) -> None:
    """Ask to be relieved of a week some weeks ahead, the first that can be."""
    ahead = story.now + dt.timedelta(weeks=4)
    weeks = DutyWeek.objects.published().filter(
        programme=programme, starts_at__gt=ahead, weight=1
    )
    for week in weeks:
        roster = duty.open_roster(programme=programme, by=by, now=story.now)
        if roster.takers(week) and week.first_id is not None:
            duty.relieve(week=week, companion_id=week.first_id, by=by, now=story.now)
            return

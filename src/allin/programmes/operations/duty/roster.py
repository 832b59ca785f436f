"""A roster as it stands: people opened, weeks, what stands in whose way."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from allin.core.people import Person
from allin.directory.models import Programme
from allin.planning import roster as planning
from allin.planning.roster import Limits, Member, Plan, Problem, Reason
from allin.programmes.models import Blocked, DutyMember, DutyWeek, Part, Setup
from allin.programmes.operations.duty import loads, who
from allin.programmes.rules import duty as rules
from allin.programmes.rules import kernel
from allin.programmes.rules import settings as numbers
from allin.volunteers.models import Volunteer

# How far back and ahead weeks can stand in each other's way: rest, and a whole year.
REACH: Final = dt.timedelta(days=400)
ONE_WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True)
class Roster:
    """
    All that is needed to plan, opened once.

    :ivar people: who is who, by the id of the companion; closed ones are missing
    :ivar to_talk: with whom nobody has talked after their last deployment
    :ivar today: in the centre's zone
    """

    programme: Programme
    setup: Setup
    companions: tuple[DutyMember, ...]
    people: Mapping[int, Volunteer]
    blocked: Mapping[int, frozenset[dt.date]]
    weeks: tuple[DutyWeek, ...]
    to_talk: frozenset[int]
    today: dt.date

    @property
    def limits(self) -> Limits:
        return rules.limits(
            rest=self.number("rest"),
            in_a_row=self.number("in_a_row"),
            a_year=self.number("a_year"),
        )

    @property
    def talk_first_until(self) -> dt.date:
        """The last day on which a week begins that needs the talk before."""
        return self.today + dt.timedelta(days=self.number("talk_days"))

    def number(self, key: str) -> int:
        return numbers.number(kernel.EMERGENCY, self.setup.settings, key)

    def name_of(self, companion_id: int | None) -> str:
        """Return the name of who is opened; "" for nobody or a closed one."""
        person = self.people.get(companion_id or 0)
        return str(person) if person else ""

    def why_out(self, companion: DutyMember, monday: dt.date) -> Reason | None:
        """Return why somebody cannot have a week at all, or None."""
        person = self.people.get(companion.pk)
        if person is None or not person.is_bound(self.today):
            return Reason.UNSEALED
        last = monday + ONE_WEEK
        if not (companion.is_qualified(monday) and companion.is_qualified(last)):
            return Reason.UNQUALIFIED
        gone = person.left_on is not None and person.left_on <= last
        if gone or person.is_paused(monday) or monday in self.blocked[companion.pk]:
            return Reason.AWAY
        # Weeks further ahead are planned as ever: until then the talk has been.
        if companion.pk in self.to_talk and monday <= self.talk_first_until:
            return Reason.TALK
        return None

    def problem(
        self,
        mondays: Mapping[dt.date, int],
        *,
        fixed: Mapping[int, frozenset[int]] | None = None,
    ) -> Problem:
        """
        Put the question: who serves on these Mondays.

        :param mondays: with what each week weighs
        :param fixed: weeks among them that stay as they are, by number
        """
        first = min(mondays, default=self.today)
        borne = loads.borne(self.companions, self.weeks, before=first)
        least = min(borne.values(), default=0)
        asked = {planning.number_of(monday) for monday in mondays}
        served: dict[int, set[int]] = {one.pk: set() for one in self.companions}
        for week in self.weeks:
            number = planning.number_of(week.monday)
            if week.state == DutyWeek.DRAFT or number in asked:
                continue
            for held in week.team.values():
                served.setdefault(held, set()).add(number)
        return Problem(
            weights={planning.number_of(day): w for day, w in mondays.items()},
            members=tuple(
                Member(
                    one.pk,
                    carried=borne[one.pk] - least,
                    out={
                        planning.number_of(monday): reason
                        for monday in mondays
                        if (reason := self.why_out(one, monday)) is not None
                    },
                    served=frozenset(served[one.pk]),
                )
                for one in self.companions
            ),
            limits=self.limits,
            fixed=fixed or {},
        )

    def as_planned(self, weeks: Iterable[DutyWeek]) -> tuple[Problem, Plan]:
        """Return the question some weeks answer, and the answer they give."""
        rows = list(weeks)
        known = {one.pk for one in self.companions}
        teams = {
            planning.number_of(week.monday): frozenset(
                held for held in week.team.values() if held in known
            )
            for week in rows
        }
        return self.problem({week.monday: week.weight for week in rows}), Plan(teams)

    def way_of(self, week: DutyWeek) -> dict[int, Reason | None]:
        """Return what keeps each companion from a place in a week, or None."""
        problem, plan = self.as_planned([*self._others(week), week])
        return {
            member.key: planning.why_not(
                member=member,
                week=planning.number_of(week.monday),
                plan=plan,
                problem=problem,
            )
            for member in problem.members
        }

    def takers(self, week: DutyWeek) -> list[int]:
        """Return who may take over a place in a week; who bears least comes first."""
        problem, plan = self.as_planned([*self._others(week), week])
        number = planning.number_of(week.monday)
        return planning.takers(week=number, plan=plan, problem=problem)

    def _others(self, week: DutyWeek) -> list[DutyWeek]:
        """Return the weeks from here on that may stand in the way of one."""
        start = self.today - ONE_WEEK
        return [w for w in self.weeks if w.monday >= start and w.pk != week.pk]


def open_roster(
    *,
    programme: Programme,
    by: Person | None,
    now: dt.datetime,
    setup: Setup | None = None,
) -> Roster:
    """
    Open a programme's roster: who is on it, what they blocked, the weeks around now.

    The opening stands in the record of reads. Source: docs/rules.md#R-E1
    """
    companions = who.roster_of(programme)
    blocked: dict[int, set[dt.date]] = {one.pk: set() for one in companions}
    for row in Blocked.objects.filter(companion__in=companions):
        blocked[row.companion_id].add(row.monday)
    weeks = DutyWeek.objects.filter(
        programme=programme, ends_at__gt=now - REACH, starts_at__lt=now + 2 * REACH
    )
    return Roster(
        programme=programme,
        setup=setup or Setup.objects.get(programme=programme),
        companions=tuple(companions),
        people=who.people_of(companions, centre=programme.centre, by=by, now=now),
        blocked={key: frozenset(days) for key, days in blocked.items()},
        weeks=tuple(weeks),
        to_talk=frozenset(
            Part.objects.to_debrief()
            .filter(companion__in=companions)
            .values_list("companion_id", flat=True)
        ),
        today=now.astimezone(programme.centre.tz).date(),
    )

"""What everybody has borne, out of the weeks that were theirs."""

import datetime as dt
from collections.abc import Iterable

from allin.directory.models import Programme
from allin.programmes.models import DutyMember, DutyWeek
from allin.programmes.rules import duty as rules


def borne(
    companions: Iterable[DutyMember], weeks: Iterable[DutyWeek], *, before: dt.date
) -> dict[int, int]:
    """
    Return the weights everybody bore in the 52 weeks before a day.

    What a newcomer was taken to bring along counts as long as it lies in that time.

    :param weeks: of one programme; drafts do not count
    """
    since = before - rules.LOAD_FOR
    bears = {
        one.pk: one.brought if one.joined_at.date() >= since else 0
        for one in companions
    }
    for week in weeks:
        if week.state == DutyWeek.DRAFT or not since <= week.monday < before:
            continue
        for held in week.team.values():
            if held in bears:
                bears[held] += week.weight
    return bears


def level_of(programme: Programme, *, now: dt.datetime) -> int:
    """Return what who bore least has borne; a newcomer begins there."""
    others = list(DutyMember.objects.standing().filter(programme=programme))
    weeks = DutyWeek.objects.binding().filter(programme=programme)
    today = now.astimezone(programme.centre.tz).date()
    return min(borne(others, weeks, before=today).values(), default=0)

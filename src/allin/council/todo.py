"""What waits about motions for the coordination, as rows to be counted in one query."""

import datetime as dt
from functools import cache
from typing import Any, Final

from django.db.models import QuerySet

from allin.centres.models import Centre
from allin.core.prepared import Prepared
from allin.council.models import NextDate, Task

SOON: Final = 7  # days before papers are due from which Today says so


def waiting(
    centre: Centre, now: dt.datetime, today: dt.date | None = None
) -> dict[str, QuerySet[Any]]:
    """
    Return rows of this centre by what is to be done about them.

    Each has the column `centre`; whoever asks counts them with those of other rooms.

    :param today: None is the centre's day of `now`
    """
    today = today or now.astimezone(centre.tz).date()
    dates = NextDate.objects.of(centre).waiting().seen_today()
    return {
        "motion_tasks_overdue": Task.objects.of(centre).overdue(today),
        "motion_papers_due": dates.papers_due(today, SOON),
        "motion_dates_passed": dates.passed(today),
    }


def motion_of(centre: Centre, now: dt.datetime, what: str) -> int | None:
    """Return the motion of the first thing that waits, one of `waiting`'s names."""
    today = now.astimezone(centre.tz).date()
    found = _first(what).rows(centre=centre.pk, today=today)
    return found[0][0] if found else None


@cache
def _first(what: str) -> Prepared:
    """Return the query for the first thing that waits, put into words once."""

    def first(*, centre: int, today: dt.date) -> QuerySet[Any, Any]:
        midnight = dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC)
        rows = waiting(Centre(pk=centre), midnight, today)[what]
        rows = rows if rows.ordered else rows.order_by("pk")
        return rows.values_list("motion_id")[:1]

    return Prepared(first)

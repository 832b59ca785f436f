"""What waits about motions for the coordination, as rows to be counted in one query."""

import datetime as dt
from typing import Any, Final

from django.db.models import QuerySet

from allin.centres.models import Centre
from allin.council.models import NextDate, Task

SOON: Final = 7  # days before papers are due from which Today says so


def waiting(centre: Centre, now: dt.datetime) -> dict[str, QuerySet[Any]]:
    """
    Return rows of this centre by what is to be done about them.

    Each has the column `centre`; whoever asks counts them with those of other rooms.
    """
    today = now.astimezone(centre.tz).date()
    dates = NextDate.objects.of(centre).waiting().seen_today()
    return {
        "motion_tasks_overdue": Task.objects.of(centre).overdue(today),
        "motion_papers_due": dates.papers_due(today, SOON),
        "motion_dates_passed": dates.passed(today),
    }


def motion_of(centre: Centre, now: dt.datetime, what: str) -> int | None:
    """Return the motion of the first thing that waits, one of `waiting`'s names."""
    rows = waiting(centre, now)[what]
    found: int | None = rows.values_list("motion_id", flat=True).first()
    return found

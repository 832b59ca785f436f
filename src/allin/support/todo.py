"""What waits in support for the coordination, as rows to be counted in one query."""

import datetime as dt
from typing import Any, Final

from django.db.models import QuerySet

from allin.centres.models import Centre
from allin.support.models import Meeting, Paper, Request, Task

SOON: Final = 30  # days before a paper ends from which Today says so


def waiting(
    centre: Centre, now: dt.datetime, today: dt.date | None = None
) -> dict[str, QuerySet[Any]]:
    """
    Return rows of this centre by what is to be done about them.

    Each has the column `centre`; whoever asks counts them with those of other rooms.

    :param today: None is the centre's day of `now`
    """
    today = today or now.astimezone(centre.tz).date()
    lost = Meeting.objects.of(centre).planned()
    return {
        "requests_overdue": Request.objects.of(centre).overdue(today),
        "rooms_lost": lost.filter(room_lost_at__isnull=False, ends_at__gt=now),
        "tasks_overdue": Task.objects.of(centre).overdue(today),
        "requests_new": Request.objects.of(centre).filter(
            state=Request.NEW, due_on__gte=today
        ),
        "papers_expired": Paper.objects.of(centre).expired(today),
        "papers_ending": Paper.objects.of(centre).ending(today, SOON),
        "meetings_to_note": Meeting.objects.of(centre)
        .planned()
        .filter(ends_at__lte=now),
    }

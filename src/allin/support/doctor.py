"""What is not as it should be in support. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from allin.core.findings import Finding, found
from allin.support.models import Advice, Meeting, Paper, Request, SignUp

ROOM: Final = "support"
LONG: Final = dt.timedelta(days=30)


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look for what was forgotten for a month, and for rows of two centres."""
    yield from found(
        Request.objects.overdue((now - LONG).date()),
        ROOM,
        "request_forgotten",
        _("Associations have waited a month longer than they were told."),
        level="warn",
        page="support:index",
    )
    yield from found(
        Meeting.objects.planned().filter(ends_at__lt=now - LONG),
        ROOM,
        "meeting_not_noted",
        _("Meetings were over a month ago, and nobody noted how they went."),
        level="warn",
        page="support:index",
    )
    of_associations: tuple[QuerySet[Any], ...] = (
        Request.objects.all(),
        Paper.objects.all(),
        Advice.objects.all(),
        SignUp.objects.all(),
    )
    for rows in of_associations:
        yield from found(
            rows.exclude(association__centre_id=F("centre_id")),
            ROOM,
            f"{rows.model._meta.model_name}_of_another_centre",
            _("Entries name an association of another centre."),
        )

"""What is not as it should be with volunteers and hours."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from allin.core.findings import Finding, found
from allin.volunteers import rules
from allin.volunteers.models import Commitment, Hours, Volunteer

ROOM = "volunteers"
PEOPLE, HOURS = "volunteers:index", "volunteers:hours"


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look for what is kept too long, ran out, or hangs on nothing."""
    today = now.date()
    yield from found(
        Volunteer.objects.kept_too_long(today),
        ROOM,
        "retention_overdue",
        _("Volunteers who left more than 12 months ago are still known."),
    )
    yield from found(
        Hours.objects.waiting().filter(worked_on__lt=today - rules.CONFIRM_WITHIN),
        ROOM,
        "hours_unconfirmed",
        _("Hours have been waiting for confirmation for more than 60 days."),
        level="warn",
        page=HOURS,
    )
    yield from found(
        Volunteer.objects.standing().filter(
            confidentiality_until__lt=today - rules.RENEW_WITHIN, share__gt=0
        ),
        ROOM,
        "confidentiality_ended",
        _("Commitments to confidentiality have ended and were not renewed."),
        level="warn",
        page=PEOPLE,
    )
    yield from found(
        Hours.objects.exclude(association__centre_id=F("centre_id")),
        ROOM,
        "hours_of_another_centre",
        _("Hours cross centres."),
    )
    yield from found(
        Commitment.objects.standing().filter(
            volunteer__erased_at__isnull=False, ends_at__gt=now
        ),
        ROOM,
        "time_of_nobody",
        _("Time is promised by somebody who is no longer known."),
        centre="volunteer__centre_id",
    )

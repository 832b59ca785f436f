"""What is not as it should be with volunteers and hours."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from allin.core.findings import Finding
from allin.volunteers import rules
from allin.volunteers.models import Commitment, Hours, Volunteer

ROOM = "volunteers"


def _ids(rows: QuerySet[Volunteer] | QuerySet[Hours]) -> tuple[str, ...]:
    return tuple(str(pk) for pk in rows.values_list("pk", flat=True)[:20])


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look for what is kept too long, ran out, or hangs on nothing."""
    today = now.date()
    late = Volunteer.objects.kept_too_long(today)
    if count := late.count():
        yield Finding(
            ROOM,
            "retention_overdue",
            _("Volunteers who left more than 12 months ago are still known."),
            count,
            ids=_ids(late),
        )
    waiting = Hours.objects.waiting().filter(worked_on__lt=today - rules.CONFIRM_WITHIN)
    if count := waiting.count():
        yield Finding(
            ROOM,
            "hours_unconfirmed",
            _("Hours have been waiting for confirmation for more than 60 days."),
            count,
            level="warn",
            ids=_ids(waiting),
        )
    ended = Volunteer.objects.standing().filter(
        confidentiality_until__lt=today - rules.RENEW_WITHIN, share__gt=0
    )
    if count := ended.count():
        yield Finding(
            ROOM,
            "confidentiality_ended",
            _("Commitments to confidentiality have ended and were not renewed."),
            count,
            level="warn",
            ids=_ids(ended),
        )
    crossed = Hours.objects.exclude(association__centre_id=F("centre_id"))
    if count := crossed.count():
        yield Finding(ROOM, "hours_of_another_centre", _("Hours cross centres."), count)
    held = Commitment.objects.standing().filter(
        volunteer__erased_at__isnull=False, ends_at__gt=now
    )
    if count := held.count():
        yield Finding(
            ROOM,
            "time_of_nobody",
            _("Time is promised by somebody who is no longer known."),
            count,
        )

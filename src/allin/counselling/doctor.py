"""What is not as it should be with referrals: counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.findings import Finding
from allin.counselling.models import Referral, Session, Slip
from allin.counselling.rules import OPEN, State
from allin.vault import operations as vault

GRACE = dt.timedelta(days=1)  # the job of the night has not run yet
SHOWN = 20


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Yield what is overdue for forgetting, and what contradicts itself."""
    for centre in Centre.objects.order_by("pk"):
        today = (now - GRACE).astimezone(centre.tz).date()
        overdue = [
            *_ids(Referral.objects.filter(centre=centre).overdue(today), "referral"),
            *_ids(Slip.objects.filter(centre=centre).overdue(today), "slip"),
            *_ids(Session.objects.filter(centre=centre).overdue(today), "session"),
        ]
        if overdue:
            yield Finding(
                room="counselling",
                rule="retention_overdue",
                sentence=_(
                    "Some entries should have been forgotten by now. The nightly job "
                    "has not run."
                ),
                count=len(overdue),
                ids=tuple(overdue[:SHOWN]),
            )
    yield from _keyless()
    yield from _handless()


def _ids(rows: "Iterable[Referral | Slip | Session]", word: str) -> list[str]:
    return [f"{word}:{row.pk}" for row in rows]


def _keyless() -> Iterable[Finding]:
    lost = [
        f"referral:{pk}"
        for pk, subject_id in Referral.objects.filter(
            state__in=OPEN, subject_id__isnull=False
        ).values_list("pk", "subject_id")
        if subject_id is not None and not vault.exists(subject_id=subject_id)
    ]
    if lost:
        yield Finding(
            room="counselling",
            rule="open_referral_without_person",
            sentence=_("Open referrals lead to nobody: the person was erased."),
            count=len(lost),
            ids=tuple(lost[:SHOWN]),
        )


def _handless() -> Iterable[Finding]:
    left = [
        f"referral:{pk}"
        for pk in Referral.objects.filter(
            state__in=[State.ACCEPTED, State.APPOINTMENT],
            volunteer__isnull=True,
            asks__volunteer__isnull=False,
            asks__answer="yes",
        ).values_list("pk", flat=True)
    ]
    if left:
        yield Finding(
            room="counselling",
            rule="adviser_gone",
            sentence=_("Somebody took these on and has left since."),
            count=len(left),
            level="warn",
            ids=tuple(left[:SHOWN]),
        )

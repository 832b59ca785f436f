"""What is not as it should be with referrals: counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core.findings import SHOWN, Finding, by_centre, found
from allin.counselling.models import Referral, Session, Slip
from allin.counselling.rules import OPEN, State
from allin.vault import operations as vault

ROOM = "counselling"
REFERRALS = "counselling:referrals"
GRACE = dt.timedelta(days=1)  # the job of the night has not run yet


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Yield what is overdue for forgetting, and what contradicts itself."""
    for centre in Centre.objects.order_by("pk"):
        yield from _overdue(centre, now)
    yield from _keyless()
    yield from found(
        Referral.objects.filter(
            state__in=[State.ACCEPTED, State.APPOINTMENT],
            volunteer__isnull=True,
            asks__volunteer__isnull=False,
            asks__answer="yes",
        ),
        ROOM,
        "adviser_gone",
        _("Somebody took these on and has left since."),
        level="warn",
        page=REFERRALS,
    )


def _overdue(centre: Centre, now: dt.datetime) -> Iterable[Finding]:
    today = (now - GRACE).astimezone(centre.tz).date()
    overdue = [
        *_ids(Referral.objects.filter(centre=centre).overdue(today), "referral"),
        *_ids(Slip.objects.filter(centre=centre).overdue(today), "slip"),
        *_ids(Session.objects.filter(centre=centre).overdue(today), "session"),
    ]
    if overdue:
        yield Finding(
            ROOM,
            "retention_overdue",
            _(
                "Some entries should have been forgotten by now. The nightly job "
                "has not run."
            ),
            count=len(overdue),
            ids=tuple(overdue[:SHOWN]),
            centre=centre.pk,
        )


def _ids(rows: "Iterable[Referral | Slip | Session]", word: str) -> list[str]:
    return [f"{word}:{row.pk}" for row in rows]


def _keyless() -> Iterable[Finding]:
    kept = Referral.objects.filter(state__in=OPEN, subject_id__isnull=False)
    rows = list(kept.values_list("centre_id", "pk", "subject_id"))
    known = vault.kept_among(subject for _centre, _pk, subject in rows)
    lost = [
        (centre, f"referral:{pk}")
        for centre, pk, subject in rows
        if subject not in known
    ]
    for centre, ids in by_centre(lost):
        yield Finding(
            ROOM,
            "open_referral_without_person",
            _("Open referrals lead to nobody: the person was erased."),
            count=len(ids),
            ids=tuple(ids[:SHOWN]),
            centre=centre,
            page=REFERRALS,
        )

"""One person: everything that is kept of them, and its erasure."""

import datetime as dt
from typing import Any

from django.db import transaction

from allin.audit.models import READS, Entry
from allin.core.people import Person
from allin.counselling.models import Referral
from allin.vault import operations as vault

FIELDS = ("name", "channel", "note")


def openings(referral: Referral) -> list[dt.datetime]:
    """Return when the person's details were opened, newest first; never by whom."""
    if referral.subject_id is None:
        return []
    return list(
        Entry.objects.filter(
            centre_id=referral.centre_id,
            kind=READS,
            thing="vault.Subject",
            thing_id=str(referral.subject_id),
        )
        .order_by("-seq")
        .values_list("at", flat=True)[:50]
    )


def export(*, referral: Referral, by: Person, now: dt.datetime) -> dict[str, Any]:
    """
    Return everything kept of the person, for the person (GDPR Art. 15).

    Opening it is written down like any other opening.
    """
    kept: dict[str, Any] = {
        "code": referral.code,
        "topic": referral.topic.key if referral.topic else "",
        "language": referral.language,
        "district": referral.district,
        "urgency": referral.urgency,
        "deadline_on": referral.deadline_on,
        "wishes": [referral.wish_gender, referral.wish_time],
        "not_from": [
            str(one.association or one.volunteer)
            for one in referral.exclusions.select_related("association", "volunteer")
        ],
        "state": referral.state,
        "forget_on": referral.forget_on,
        "steps": list(referral.steps.values("was", "became", "at")),
        "appointments": list(
            referral.appointments.values("place_kind", "place", "starts_at", "ends_at")
        ),
        "sessions": list(referral.sessions.values("held_on", "minutes", "outcome")),
    }
    if referral.subject_id is None:
        return kept
    subject_id = referral.subject_id
    kept["opened_at"] = openings(referral)
    kept["consents"] = [
        {
            "purpose": given.purpose,
            "receiver": given.receiver,
            "text_version": given.text_version,
            "language": given.language,
            "read_by": given.read_by,
            "given_at": given.given_at,
            "withdrawn_at": given.withdrawn_at,
            "expires_at": given.expires_at,
        }
        for given in vault.consents(subject_id)
    ]
    kept["sealed"] = {
        field: vault.read(
            subject_id=subject_id, field=field, by=by, purpose="export", now=now
        )
        for field in FIELDS
        if vault.exists(subject_id=subject_id, field=field)
    }
    return kept


@transaction.atomic
def erase(*, referral: Referral, why: str, now: dt.datetime) -> None:
    """
    This will leave of a referral its code and state, and of the person nothing.

    The vault's key dies; topic, language, district, wishes, exclusions and sessions
    go; facts already written stay as they are. Twice is harmless.

    :param why: "withdrawn", "expired", "retention", as the erasure ledger says it
    """
    if referral.subject_id is not None:
        vault.erase(subject_id=referral.subject_id, why=why, now=now)
    referral.exclusions.all().delete()
    referral.sessions.all().delete()
    referral.appointments.all().delete()
    referral.asks.update(named="")
    Referral.objects.filter(pk=referral.pk).update(
        subject_id=None,
        topic=None,
        language="",
        district="",
        deadline_on=None,
        wish_gender="",
        wish_time="",
        tells_sender=False,
        handed_to="",
    )
    referral.refresh_from_db()

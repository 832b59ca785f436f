"""Who registered: the name and the way to reach them, in the vault alone."""

import datetime as dt
import uuid
from collections.abc import Iterable

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import STRANGER, Person
from allin.core.recipients import Recipient
from allin.programmes.models import Registration
from allin.vault import operations as vault

RECIPIENT = "programmes.registration"
NAME, EMAIL, PHONE = "name", "email", "phone"


def seal(
    *, centre: Centre, name: str, contact: str, keep: dt.datetime, now: dt.datetime
) -> uuid.UUID:
    """Seal a name and one way to reach somebody; return under which id."""
    subject_id: uuid.UUID = vault.new_subject(centre=centre, now=now).id
    way = EMAIL if "@" in contact else PHONE
    vault.seal_all(subject_id=subject_id, values={NAME: name, way: contact})
    vault.keep_until(subject_id=subject_id, until=keep)
    return subject_id


def by_letter(registration: Registration) -> bool:
    """Whether letters reach them; else the coordination calls."""
    return registration.subject_id is not None and vault.exists(
        subject_id=registration.subject_id, field=EMAIL
    )


def _read(
    registration: Registration,
    field: str,
    *,
    by: Person,
    purpose: str,
    now: dt.datetime,
) -> str:
    if registration.subject_id is None:
        return ""
    try:
        return vault.read(
            subject_id=registration.subject_id,
            field=field,
            by=by,
            purpose=purpose,
            now=now,
        )
    except Refusal:  # forgotten, or reached another way
        return ""


def name_of(
    registration: Registration, *, by: Person, purpose: str, now: dt.datetime
) -> str:
    """Open one name; "" when it is no longer kept. Every opening is recorded."""
    return _read(registration, NAME, by=by, purpose=purpose, now=now)


def names_of(
    registrations: Iterable[Registration],
    *,
    by: Person,
    purpose: str,
    now: dt.datetime,
) -> dict[int, str]:
    """Open some names, by registration."""
    return {
        one.pk: name_of(one, by=by, purpose=purpose, now=now) for one in registrations
    }


def phone_of(registration: Registration, *, by: Person, now: dt.datetime) -> str:
    """Open the number of somebody letters do not reach."""
    return _read(registration, PHONE, by=by, purpose="call", now=now)


def recipient(registration_id: int, now: dt.datetime) -> Recipient | None:
    """Return where a letter to somebody registered goes, or None."""
    one = Registration.objects.filter(pk=registration_id).first()
    if one is None:
        return None
    address = _read(one, EMAIL, by=STRANGER, purpose="letter", now=now)
    return Recipient(address, one.language or "de") if address else None

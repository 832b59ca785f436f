import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.vault import clients, rules
from allin.vault.models import Consent, Subject, Value
from allin.vault.operations.consents import allowed

TABLE = "vault_value"
AT_ONCE = 500  # people asked about in one query


class GoneError(Refusal):
    """The values are gone, as they should be."""


@transaction.atomic
def new_subject(*, centre: Centre, now: dt.datetime) -> Subject:
    """Make a key for a person nothing is known of yet."""
    ring = clients.keyring()
    return Subject.objects.create(
        centre=centre,
        wrapped_key=rules.wrap(rules.new_key(), under=ring.key),
        key_version=ring.current,
        created_at=now,
    )


def seal(*, subject_id: uuid.UUID, field: str, text: str) -> None:
    """
    Seal a value under the person's key; an earlier one is replaced.

    :raises Refusal: if the person was erased
    """
    seal_all(subject_id=subject_id, values={field: text})


@transaction.atomic
def seal_all(*, subject_id: uuid.UUID, values: Mapping[str, str]) -> None:
    """
    Seal some values under the person's key; earlier ones are replaced.

    :param values: by field
    :raises Refusal: if the person was erased
    """
    subject = _standing(subject_id)
    key = _key_of(subject)
    Value.objects.bulk_create(
        (
            Value(
                subject=subject,
                field=field,
                centre_id=subject.centre_id,
                sealed=rules.seal(
                    text, key=key, bound_to=rules.place(TABLE, subject.id, field)
                ),
            )
            for field, text in values.items()
        ),
        update_conflicts=True,
        unique_fields=("subject", "field"),
        update_fields=("sealed",),
    )


@transaction.atomic
def read(
    *,
    subject_id: uuid.UUID,
    field: str,
    by: Person,
    purpose: str,
    now: dt.datetime,
    receiver: str = "",
) -> str:
    """
    Open a sealed value for somebody, and write down that they did.

    :param purpose: what for; it stands in the record of reads
    :param receiver: when given, a standing consent for it and `purpose` is needed
    :raises Refusal: without purpose or consent, or when the values are gone
    Source: docs/rules.md#R-VA2
    """
    if not purpose.strip():
        raise Refusal(_("Sealed details open only for a purpose."))
    subject = _standing(subject_id)
    if receiver and not allowed(
        subject_id=subject_id, purpose=purpose, receiver=receiver, now=now
    ):
        raise Refusal(_("There is no consent for this, or it was withdrawn."))
    value = Value.objects.filter(subject=subject, field=field).first()
    if value is None:
        raise GoneError(_("Nothing is kept here."))
    audit.record_read(
        centre=subject.centre,
        verb="vault.read",
        thing="vault.Subject",
        thing_id=subject.id,
        by=by,
        now=now,
        detail=f"{field} {purpose}"[:200],
    )
    return rules.unseal(
        bytes(value.sealed),
        key=_key_of(subject),
        bound_to=rules.place(TABLE, subject.id, field),
    )


@transaction.atomic(savepoint=False)
def read_each(
    *,
    centre: Centre,
    subject_ids: Iterable[uuid.UUID],
    field: str,
    by: Person | None,
    purpose: str,
    receiver: str,
    now: dt.datetime,
) -> dict[uuid.UUID, str]:
    """
    Open one value of several people at once, in one entry of the record of reads.

    Who was erased, or has no standing consent for `receiver` and `purpose`, is left
    out: their value stays closed.

    :param by: None when the house itself needs it
    Source: docs/rules.md#R-VA2
    """
    if not purpose.strip():
        raise Refusal(_("Sealed details open only for a purpose."))
    agreed = Consent.objects.standing(now).filter(
        subject__in=set(subject_ids), purpose=purpose, receiver=receiver
    )
    values = Value.objects.filter(
        centre_id=centre.pk,
        subject__in=agreed.values("subject"),
        subject__erased_at__isnull=True,
        field=field,
    ).select_related("subject")
    opened = {
        value.subject_id: rules.unseal(
            bytes(value.sealed),
            key=_key_of(value.subject),
            bound_to=rules.place(TABLE, value.subject_id, field),
        )
        for value in values
    }
    if opened:
        audit.record_read(
            centre=centre,
            verb="vault.read_each",
            thing="vault.Subject",
            thing_id=len(opened),
            by=by,
            now=now,
            detail=f"{field} {purpose}"[:200],
        )
    return opened


def exists(*, subject_id: uuid.UUID, field: str = "") -> bool:
    """Return whether the person (or one value of theirs) is still kept."""
    standing = Subject.objects.standing().filter(pk=subject_id)
    if field:
        standing = standing.filter(values__field=field)
    return standing.exists()


def kept_among(subject_ids: Iterable[uuid.UUID | None]) -> set[uuid.UUID]:
    """Return which of these people are still kept."""
    asked = sorted({one for one in subject_ids if one is not None})
    kept: set[uuid.UUID] = set()
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        kept.update(
            Subject.objects.standing().filter(pk__in=some).values_list("pk", flat=True)
        )
    return kept


@transaction.atomic
def keep_until(*, subject_id: uuid.UUID, until: dt.datetime) -> None:
    """Fix the moment by which the person's values have to be gone."""
    Subject.objects.standing().filter(pk=subject_id).update(keep_until=until)


@transaction.atomic
def erase(*, subject_id: uuid.UUID, why: str, now: dt.datetime) -> None:
    """
    Destroy a person's key, values and consents at once; twice is harmless.

    The opaque id goes to a ledger outside the database, so that a restored backup
    forgets the person again.

    :param why: a code, such as "withdrawn" or "retention"
    Source: docs/rules.md#R-VA4
    """
    changed = (
        Subject.objects.standing()
        .filter(pk=subject_id)
        .update(wrapped_key=b"", erased_at=now, keep_until=None, why=why[:40])
    )
    if not changed:
        return
    Value.objects.filter(subject_id=subject_id).delete()
    Consent.objects.filter(subject_id=subject_id).delete()
    subject = Subject.objects.select_related("centre").get(pk=subject_id)
    line = _line(subject)
    transaction.on_commit(lambda: clients.note_erasures([line]))
    audit.record(
        centre=subject.centre,
        verb="vault.erase",
        thing="vault.Subject",
        thing_id=subject.id,
        by=None,
        now=now,
        detail=why[:40],
    )


def erase_overdue(*, now: dt.datetime) -> int:
    """Erase everybody whose date has come; return how many."""
    overdue = list(Subject.objects.overdue(now).values_list("pk", flat=True)[:5000])
    for subject_id in overdue:
        erase(subject_id=subject_id, why="retention", now=now)
    return len(overdue)


def keep_ledger() -> int:
    """
    Write to the ledger what a crash kept from it; return how many lines.

    Between the commit of an erasure and its line in the ledger the power may fail.
    """
    known = clients.erased_ids()
    gone = Subject.objects.filter(erased_at__isnull=False).iterator()
    missing = [_line(subject) for subject in gone if str(subject.id) not in known]
    if missing:
        clients.note_erasures(missing)
    return len(missing)


def replay_ledger(*, now: dt.datetime) -> int:
    """Erase again whoever a restored backup brought back; return how many."""
    ids = clients.erased_ids()
    back = list(Subject.objects.standing().values_list("pk", flat=True))
    again = [subject_id for subject_id in back if str(subject_id) in ids]
    for subject_id in again:
        erase(subject_id=subject_id, why="ledger", now=now)
    return len(again)


def _line(subject: Subject) -> str:
    at = subject.erased_at.isoformat() if subject.erased_at else ""
    return f"{subject.id} {at} {subject.why}"


def _standing(subject_id: uuid.UUID) -> Subject:
    subject: Subject | None = (
        Subject.objects.standing()
        .select_related("centre")
        .filter(pk=subject_id)
        .first()
    )
    if subject is None:
        raise GoneError(_("The person's details were deleted."))
    return subject


def _key_of(subject: Subject) -> bytes:
    keys = clients.keyring().keys
    if subject.key_version not in keys:
        raise clients.MissingKey(
            _("The vault key file is an older one. Put back the newest.")
        )
    return rules.unwrap(bytes(subject.wrapped_key), under=keys[subject.key_version])

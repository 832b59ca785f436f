"""Writing down what happened, and proving that nobody rewrote it."""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.db import connection, transaction

from allin.audit import rules
from allin.audit.models import ACTS, READS, Checkpoint, Entry, Head
from allin.core.people import Centre, Person

SALT = "allin.audit.checkpoint"

_MOVE_HEAD = (
    "UPDATE audit_head SET seq = seq + 1, hash = {hash} "
    "WHERE centre_id = %s AND kind = %s RETURNING seq, hash"
)
_COLUMNS = "(centre_id, kind, at, actor, verb, thing, thing_id, detail, seq, hash) "
_SQLITE_HEAD = _MOVE_HEAD.format(hash="SHA256(hash || %s)")
_SQLITE_ENTRY = (
    f"INSERT INTO audit_entry {_COLUMNS}VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"
)
# One round trip: the head is locked, moved, and the entry written with what it says.
_POSTGRES_HEAD = _MOVE_HEAD.format(
    hash="encode(sha256(convert_to(hash || %s, 'UTF8')), 'hex')"
)
_POSTGRES = (
    f"WITH head AS ({_POSTGRES_HEAD}) INSERT INTO audit_entry {_COLUMNS}"  # noqa: S608
    "SELECT %s,%s,%s::timestamptz,%s::bigint,%s,%s,%s,%s, seq, hash FROM head"
)


# No savepoint: an act that cannot be written down must not have happened either.
@transaction.atomic(savepoint=False)
def record(
    *,
    centre: Centre,
    verb: str,
    thing: str,
    thing_id: object,
    by: Person | None,
    now: dt.datetime,
    detail: str = "",
) -> None:
    """
    Write down that somebody did something.

    Call it last in an operation: it locks the chain's head.

    :param verb: "room.verb", such as "rooms.book"
    :param thing: "room.Model"; never a name, never a concern
    :param by: None when the house itself acted
    :param detail: codes only, at most 200 characters; nothing a person typed
    """
    _append(centre, ACTS, verb, thing, thing_id, by, now, detail)


@transaction.atomic(savepoint=False)
def record_read(
    *,
    centre: Centre,
    verb: str,
    thing: str,
    thing_id: object,
    by: Person | None,
    now: dt.datetime,
    detail: str = "",
) -> None:
    """Write down that somebody read something; parameters as for `record`."""
    _append(centre, READS, verb, thing, thing_id, by, now, detail)


def _append(  # noqa: PLR0917  (the two above pass all on)
    centre: Centre,
    kind: str,
    verb: str,
    thing: str,
    thing_id: object,
    by: Person | None,
    now: dt.datetime,
    detail: str,
) -> None:
    actor = by.id if by is not None else None
    words = rules.payload(
        at=now,
        actor=actor,
        verb=verb,
        thing=thing,
        thing_id=str(thing_id),
        detail=detail,
    )
    at = connection.ops.adapt_datetimefield_value(now.astimezone(dt.UTC))
    entry = (centre.pk, kind, str(at), actor, verb, thing, str(thing_id), detail)
    if not _write(words, centre.pk, kind, entry):
        Head.objects.get_or_create(
            centre_id=centre.pk, kind=kind, defaults={"hash": rules.GENESIS}
        )
        _write(words, centre.pk, kind, entry)


def _write(
    words: str, centre_id: int, kind: str, entry: tuple[str | int | None, ...]
) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE_HEAD, (words, centre_id, kind))
            row = cursor.fetchone()
            if row is not None:
                cursor.execute(_SQLITE_ENTRY, (*entry, *row))
            return row is not None
        cursor.execute(_POSTGRES, (words, centre_id, kind, *entry))
        return bool(cursor.rowcount)


@dataclass(frozen=True)
class Broken:
    """Where a chain does not hold: which one, and the first place that is wrong."""

    kind: str
    seq: int
    what: str  # "gap", "changed", "cut", "checkpoint"


def verify(centre: Centre) -> list[Broken]:
    """Return the first broken place of each chain of a centre; nothing if all hold."""
    found = (_verify(centre.pk, kind) for kind in (ACTS, READS))
    return [broken for broken in found if broken is not None]


def _verify(centre_id: int, kind: str) -> Broken | None:
    seq, previous = 0, rules.GENESIS
    closed = _last_checkpoint(centre_id, kind)
    if closed is not None:
        if not _signature_holds(closed):
            return Broken(kind, closed.last_seq, "checkpoint")
        seq, previous = closed.last_seq, closed.last_hash
    rest = Entry.objects.chain(centre_id, kind).filter(seq__gt=seq)
    for entry in rest.iterator(chunk_size=2000):
        seq += 1
        if entry.seq != seq:
            return Broken(kind, seq, "gap")
        words = rules.payload(
            at=entry.at,
            actor=entry.actor,
            verb=entry.verb,
            thing=entry.thing,
            thing_id=entry.thing_id,
            detail=entry.detail,
        )
        previous = rules.link(previous, words)
        if entry.hash != previous:
            return Broken(kind, seq, "changed")
    head = Head.objects.filter(centre_id=centre_id, kind=kind).first()
    ends = (head.seq, head.hash) if head is not None else (0, rules.GENESIS)
    return None if ends == (seq, previous) else Broken(kind, seq, "cut")


def _last_checkpoint(centre_id: int, kind: str) -> Checkpoint | None:
    of_chain = Checkpoint.objects.filter(centre_id=centre_id, kind=kind)
    return of_chain.order_by("-last_seq").first()


def _signed(centre_id: int, kind: str, last_seq: int, last_hash: str) -> str:
    words = f"{centre_id}:{kind}:{last_seq}:{last_hash}"
    return signing.Signer(salt=SALT).signature(words)


def _signature_holds(closed: Checkpoint) -> bool:
    return closed.signature == _signed(
        closed.centre_id, closed.kind, closed.last_seq, closed.last_hash
    )


@transaction.atomic
def expire(*, centre: Centre, kind: str, before: dt.datetime, now: dt.datetime) -> int:
    """
    Remove the closed segment of a chain that is older than `before`.

    Its end stays in a signed checkpoint, so that the rest can still be verified.
    Return how many entries were removed.
    """
    chain = Entry.objects.chain(centre.pk, kind)
    kept = chain.filter(at__gte=before).first()
    old = chain.filter(seq__lt=kept.seq) if kept is not None else chain
    last = old.last()
    if last is None:
        return 0
    Checkpoint.objects.create(
        centre_id=centre.pk,
        kind=kind,
        last_seq=last.seq,
        last_hash=last.hash,
        entries=old.count(),
        until=last.at,
        made_at=now,
        signature=_signed(centre.pk, kind, last.seq, last.hash),
    )
    return int(old._raw_delete(using=old.db))  # noqa: SLF001  (past the model's refusal)


def heads(centre: Centre) -> dict[str, tuple[int, str]]:
    """Return where each chain of a centre ends; it leaves with every backup."""
    rows = Head.objects.filter(centre_id=centre.pk).order_by("kind")
    return {head.kind: (head.seq, head.hash) for head in rows}

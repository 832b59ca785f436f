import datetime as dt
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.people import Person
from allin.vault import clients, rules
from allin.vault.models import Draft, Subject, WordsKey

Kept = TypeVar("Kept", Subject, WordsKey, Draft)


def rotate(*, by: Person | None, now: dt.datetime) -> int:
    """
    Change the installation's vault key; return how many keys were wrapped anew.

    The new key is written to the file first and the old one leaves it last, so that
    a crash at any moment leaves everything readable. Sealed values stay as they are.
    """
    before = clients.keyring()
    version = max(before.keys) + 1
    ring = clients.KeyRing({**before.keys, version: rules.new_key()}, version)
    clients.write_key_file(ring)
    count = _rewrap(ring)
    with transaction.atomic():
        for centre in Centre.objects.order_by("pk"):
            audit.record(
                centre=centre,
                verb="vault.rotate",
                thing="vault.key",
                thing_id=version,
                by=by,
                now=now,
            )
    clients.write_key_file(clients.KeyRing({version: ring.key}, version))
    return count


@transaction.atomic
def _rewrap(ring: clients.KeyRing) -> int:
    # All of them at once: no wrapped key may be left when the file forgets the old one.
    subjects = Subject.objects.select_for_update().standing()
    return (
        _rewrap_all(Subject, subjects, ring)
        + _rewrap_all(WordsKey, WordsKey.objects.select_for_update(), ring)
        + _rewrap_all(Draft, Draft.objects.select_for_update(), ring)
    )


def _rewrap_all(model: type[Kept], rows: QuerySet[Kept], ring: clients.KeyRing) -> int:
    changed = list(rows.exclude(key_version=ring.current))
    for row in changed:
        key = rules.unwrap(bytes(row.wrapped_key), under=ring.keys[row.key_version])
        row.wrapped_key = rules.wrap(key, under=ring.key)
        row.key_version = ring.current
    manager = model._default_manager
    manager.bulk_update(changed, ["wrapped_key", "key_version"], batch_size=500)
    return len(changed)

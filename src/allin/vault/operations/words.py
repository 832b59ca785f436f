from django.db import transaction

from allin.vault import clients, rules
from allin.vault.models import WordsKey


def seal_words(*, name: str, row: object, text: str) -> bytes:
    """
    Seal words that belong to no person under a key of their kind.

    :param name: the kind, such as "outbox.letter"; bound into the seal with `row`
    """
    key = _key(name)
    return rules.seal(text, key=key, bound_to=rules.place(name, row, "words"))


def open_words(*, name: str, row: object, sealed: bytes | memoryview) -> str:
    """Open words sealed by `seal_words`; moved or changed ones do not open."""
    key = _key(name)
    return rules.unseal(
        bytes(sealed), key=key, bound_to=rules.place(name, row, "words")
    )


# Unwrapped once a process: a letter is written in the middle of a booking.
_known: dict[tuple[str, bytes], bytes] = {}


def _key(name: str) -> bytes:
    ring = clients.keyring()
    known = _known.get((name, ring.key))
    if known is not None:
        return known
    with transaction.atomic():
        kept, _made = WordsKey.objects.get_or_create(
            name=name,
            defaults={
                "wrapped_key": rules.wrap(rules.new_key(), under=ring.key),
                "key_version": ring.current,
            },
        )
    key = rules.unwrap(bytes(kept.wrapped_key), under=ring.keys[kept.key_version])
    # not before the row is there for good: a rollback would leave a key nobody has
    transaction.on_commit(lambda: _known.update({(name, ring.key): key}))
    return key

"""
Lock first, then look, then write.

On PostgreSQL fifty processes that race into one exclusion constraint wait for each
other crosswise and end in deadlocks. Whoever takes an advisory lock per key before
writing, always in ascending order, waits in a queue instead. On SQLite a transaction
is a writer from its first statement, so there is nothing to lock.
"""

import functools
import time
import zlib
from collections.abc import Callable, Iterable
from typing import Final, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.utils.translation import gettext as _

from allin.core.errors import Refusal

P = ParamSpec("P")
T = TypeVar("T")

TRIES: Final = 3
_PAUSE: Final = 0.05  # seconds before the second try, doubled before the third
_DEADLOCK_OR_SERIALIZATION: Final = frozenset({"40P01", "40001", "55P03"})
_BUSY: Final = "database is locked"


def _signed(number: int) -> int:
    """Fold a number into PostgreSQL's four-byte integer."""
    return (number + 2**31) % 2**32 - 2**31


def hold(kind: str, keys: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """
    Hold each key of a kind until the transaction ends; wait for whoever holds it.

    :param kind: what is locked, such as "rooms.thing"; each kind has its own keys
    :param keys: any order, any number; they are taken in ascending order
    """
    connection = connections[using]
    wanted = sorted({_signed(key) for key in keys})
    if connection.vendor != "postgresql" or not wanted:
        return
    with connection.cursor() as cursor:
        # unnest yields in the order of the array, and so the locks are taken.
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, key) FROM unnest(%s::int[]) AS key",
            [_signed(zlib.crc32(kind.encode())), wanted],
        )


def _passes(error: OperationalError) -> bool:
    """Whether trying again may help: somebody else was in the way just then."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _DEADLOCK_OR_SERIALIZATION or _BUSY in str(error)


def retried(operation: Callable[P, T]) -> Callable[P, T]:
    """
    Run an operation again when it lost a deadlock; give up kindly after three times.

    Belongs *outside* `@transaction.atomic`. Within a running transaction it does
    nothing: there is no second try inside a transaction that has failed.
    """

    @functools.wraps(operation)
    def tried(*args: P.args, **kwargs: P.kwargs) -> T:
        if connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return operation(*args, **kwargs)
        for attempt in range(TRIES):
            try:
                return operation(*args, **kwargs)
            except OperationalError as error:
                if not _passes(error):
                    raise
                time.sleep(_PAUSE * 2**attempt)
        raise Refusal(
            _(
                "Many people are saving at this moment. Nothing was changed. "
                "Trying again in a minute will work."
            )
        )

    return tried

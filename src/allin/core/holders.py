"""
Who holds a room or somebody's time.

`rooms.book` and `volunteers.commit` store `(holder_kind, holder_id)` and know nothing
else of the holder. When a booking or commitment is cancelled, moved or released from
below, the holder's function is called in the same transaction; it may raise Refusal,
and then nothing happens. Bound in `config.holders`.
"""

import datetime as dt
from typing import Protocol

from allin.core.people import Person


class Holder(Protocol):
    """What a higher room gives, so that lower ones can tell it what happened."""

    def released(
        self, holder_id: int, *, what: str, by: Person, now: dt.datetime
    ) -> None:
        """Tell that `what` ("room", "time") was taken away. May raise Refusal."""

    def moved(
        self,
        holder_id: int,
        *,
        what: str,
        starts_at: dt.datetime,
        ends_at: dt.datetime,
        by: Person,
        now: dt.datetime,
    ) -> None:
        """Tell that `what` was moved to another time. May raise Refusal."""

    def label(self, holder_id: int, *, person: Person) -> str:
        """Return a neutral word for lists; never a name or a concern."""


_holders: dict[str, Holder] = {}


def bind(kind: str, holder: Holder) -> None:
    """Bind a holder kind such as "counselling.appointment" to its functions."""
    _holders[kind] = holder


def of(kind: str) -> Holder | None:
    """Return who answers for a kind, or None when nobody does (then just release)."""
    return _holders.get(kind)

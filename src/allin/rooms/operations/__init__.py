"""What can be done with rooms."""

from allin.rooms.operations.booking import book
from allin.rooms.operations.changing import cancel, cancel_series, move, rename
from allin.rooms.operations.finding import (
    Alternative,
    alternatives,
    free_rooms,
    free_spans,
    has_spare,
    pieces,
    rooms_of,
    said,
    ways_out,
)
from allin.rooms.operations.series import Outcome, Round, book_weekly, look_ahead
from allin.rooms.operations.settling import (
    open_address,
    retire_room,
    revoke_address,
    settle_equipment,
    settle_room,
)

__all__ = (
    "Alternative",
    "Outcome",
    "Round",
    "alternatives",
    "book",
    "book_weekly",
    "cancel",
    "cancel_series",
    "free_rooms",
    "free_spans",
    "has_spare",
    "look_ahead",
    "move",
    "open_address",
    "pieces",
    "rename",
    "retire_room",
    "revoke_address",
    "rooms_of",
    "said",
    "settle_equipment",
    "settle_room",
    "ways_out",
)

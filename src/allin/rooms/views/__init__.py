"""The pages of the rooms."""

from allin.rooms.views.booking import book
from allin.rooms.views.changing import booking, cancel, cancel_series, move, rename
from allin.rooms.views.outside import door, feed
from allin.rooms.views.plan import day, week
from allin.rooms.views.settling import (
    open_address,
    own_calendar,
    retire_room,
    revoke_address,
    settle,
    settle_equipment,
    settle_room,
    use,
)

__all__ = (
    "book",
    "booking",
    "cancel",
    "cancel_series",
    "day",
    "door",
    "feed",
    "move",
    "open_address",
    "own_calendar",
    "rename",
    "retire_room",
    "revoke_address",
    "settle",
    "settle_equipment",
    "settle_room",
    "use",
    "week",
)

"""Rooms, what lends itself with them, and who has them when."""

from allin.core.personal import Personal
from allin.rooms.models.addresses import Address
from allin.rooms.models.bookings import STEERING, Block, Booking, Series
from allin.rooms.models.rooms import Equipment, Room, Thing

PERSONAL = (
    Personal(
        "rooms.Booking.booked_by",
        purpose="Whoever booked a room can be asked about it.",
        keep="While the account exists; then the booking keeps only the association.",
    ),
)

__all__ = (
    "PERSONAL",
    "STEERING",
    "Address",
    "Block",
    "Booking",
    "Equipment",
    "Room",
    "Series",
    "Thing",
)

"""What config binds for the rooms below: bookings follow a merged association."""

from allin.rooms.operations.merging import FOLLOWER

__all__ = ("FOLLOWER",)

"""What config binds for the rooms below: volunteers follow a merged association."""

from allin.volunteers.operations.merging import FOLLOWER

__all__ = ("FOLLOWER",)

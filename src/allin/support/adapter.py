"""What config binds for the rooms below: rooms that go away, merged entries."""

from allin.support.models import Meeting
from allin.support.operations.meeting import HOLDER
from allin.support.operations.merging import FOLLOWER

__all__ = ("FOLLOWER", "HOLDERS")

HOLDERS = {Meeting.HOLDER: HOLDER}

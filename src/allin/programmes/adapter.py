"""What config binds for the rooms below: who is told when a room or time goes away."""

from allin.core.holders import Holder
from allin.programmes.models import Assignment, Occasion
from allin.programmes.operations import duty
from allin.programmes.operations.following import OF_ASSIGNMENT, OF_OCCASION
from allin.programmes.operations.merging import FOLLOWER

__all__ = ("FOLLOWER", "HOLDERS")

HOLDERS: dict[str, Holder] = {
    Occasion.HOLDER: OF_OCCASION,
    Assignment.HOLDER: OF_ASSIGNMENT,
    duty.HOLDER: duty.OF_DUTY,
}

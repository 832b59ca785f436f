"""What config binds for the rooms below: who is told when a room or time goes away."""

from allin.counselling.models import Appointment
from allin.counselling.operations.appointment import HOLDER
from allin.counselling.operations.merging import FOLLOWER

__all__ = ("FOLLOWER", "HOLDERS")

HOLDERS = {Appointment.HOLDER: HOLDER}

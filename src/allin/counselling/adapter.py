"""What config binds for the rooms below: who is told when a room or time goes away."""

from allin.counselling.models import Appointment
from allin.counselling.operations.appointment import HOLDER

HOLDERS = {Appointment.HOLDER: HOLDER}

"""What config binds for the rooms below: who is told when a room goes away."""

from allin.support.models import Meeting
from allin.support.operations.meeting import HOLDER

HOLDERS = {Meeting.HOLDER: HOLDER}

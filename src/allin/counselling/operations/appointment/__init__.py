"""When and where the two meet: time, room and equipment, all of it or nothing."""

from allin.counselling.operations.appointment.after import ask_how_it_went
from allin.counselling.operations.appointment.following import HOLDER
from allin.counselling.operations.appointment.making import agree, cancel, move
from allin.counselling.operations.appointment.times import (
    LENGTH,
    FreeTime,
    equipment_of,
    free_times,
    lost,
    room_of,
    time_of,
    times_near,
)

__all__ = (
    "HOLDER",
    "LENGTH",
    "FreeTime",
    "agree",
    "ask_how_it_went",
    "cancel",
    "equipment_of",
    "free_times",
    "lost",
    "move",
    "room_of",
    "time_of",
    "times_near",
)

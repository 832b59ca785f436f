"""What happens to volunteers, their time and their hours."""

from allin.volunteers.operations.hours import (
    carry_over,
    confirm_hours,
    correct_hours,
    enter_hours,
    enter_own_hours,
)
from allin.volunteers.operations.joining import invite
from allin.volunteers.operations.person import (
    Details,
    bind,
    calibrate,
    edit,
    erase,
    erase_overdue,
    leave,
    note_asked,
    note_given_back,
    note_taken,
    pause,
    register,
    renew_feed,
    show,
    unregister,
    welcome_back,
)
from allin.volunteers.operations.time import commit, move, release, withdraw

__all__ = [
    "Details",
    "bind",
    "calibrate",
    "carry_over",
    "commit",
    "confirm_hours",
    "correct_hours",
    "edit",
    "enter_hours",
    "enter_own_hours",
    "erase",
    "erase_overdue",
    "invite",
    "leave",
    "move",
    "note_asked",
    "note_given_back",
    "note_taken",
    "pause",
    "register",
    "release",
    "renew_feed",
    "show",
    "unregister",
    "welcome_back",
    "withdraw",
]

"""What happens to volunteers, their time and their hours."""

from allin.volunteers.operations.hours import (
    confirm_hours,
    correct_hours,
    enter_hours,
)
from allin.volunteers.operations.person import (
    bind,
    edit,
    erase,
    leave,
    note_asked,
    note_given_back,
    note_taken,
    pause,
    register,
    renew_feed,
    show,
)
from allin.volunteers.operations.time import commit, move, release, withdraw

__all__ = [
    "bind",
    "commit",
    "confirm_hours",
    "correct_hours",
    "edit",
    "enter_hours",
    "erase",
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
    "withdraw",
]

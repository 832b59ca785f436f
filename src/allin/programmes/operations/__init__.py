"""What happens to programmes, occasions, and the people of both."""

from allin.programmes.operations.assigning import (
    ask,
    assign,
    could,
    decline,
    give_back,
    in_the_way,
    promise,
)
from allin.programmes.operations.attending import (
    note_attendance,
    usual_minutes,
    wind_up,
)
from allin.programmes.operations.changing import (
    cancel_occasion,
    close_occasion,
    confirm_occasion,
    move_occasion,
)
from allin.programmes.operations.planning import (
    Planned,
    Wanted,
    add_position,
    look_ahead,
    plan_occasion,
    plan_weekly,
)
from allin.programmes.operations.registering import (
    accept_offer,
    cancel_registration,
    change_capacity,
    offer_freed_place,
    register,
    run_out,
)
from allin.programmes.operations.seminars import (
    earned,
    note_participants,
    participants,
)
from allin.programmes.operations.setting_up import change_settings, set_up

__all__ = (
    "Planned",
    "Wanted",
    "accept_offer",
    "add_position",
    "ask",
    "assign",
    "cancel_occasion",
    "cancel_registration",
    "change_capacity",
    "change_settings",
    "close_occasion",
    "confirm_occasion",
    "could",
    "decline",
    "earned",
    "give_back",
    "in_the_way",
    "look_ahead",
    "move_occasion",
    "note_attendance",
    "note_participants",
    "offer_freed_place",
    "participants",
    "plan_occasion",
    "plan_weekly",
    "promise",
    "register",
    "run_out",
    "set_up",
    "usual_minutes",
    "wind_up",
)

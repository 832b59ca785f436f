"""What happens to a festival, its stands, stages, shifts and tills."""

from allin.programmes.operations.festival.fair import (
    cancel_festival,
    change_festival,
    close_festival,
    open_festival,
)
from allin.programmes.operations.festival.helping import (
    Contact,
    leave_festival,
    leave_shift,
    put_down,
    sign_up,
    take_shift,
)
from allin.programmes.operations.festival.parting import forget_helpers
from allin.programmes.operations.festival.permits import (
    drop_permit,
    remind_permits,
    settle_permit,
    tick_permit,
)
from allin.programmes.operations.festival.settling import settle_stand, sheet
from allin.programmes.operations.festival.shifts import (
    add_shifts,
    cancel_shift,
    change_shift,
    note_shift,
)
from allin.programmes.operations.festival.stage import (
    add_slot,
    cancel_slot,
    move_slot,
    settle_stage,
)
from allin.programmes.operations.festival.stands import (
    Wanted,
    accept,
    apply,
    change_wish,
    decline,
    give_out_plan,
    take_back,
)

__all__ = (
    "Contact",
    "Wanted",
    "accept",
    "add_shifts",
    "add_slot",
    "apply",
    "cancel_festival",
    "cancel_shift",
    "cancel_slot",
    "change_festival",
    "change_shift",
    "change_wish",
    "close_festival",
    "decline",
    "drop_permit",
    "forget_helpers",
    "give_out_plan",
    "leave_festival",
    "leave_shift",
    "move_slot",
    "note_shift",
    "open_festival",
    "put_down",
    "remind_permits",
    "settle_permit",
    "settle_stage",
    "settle_stand",
    "sheet",
    "sign_up",
    "take_back",
    "take_shift",
    "tick_permit",
)

"""What happens on somebody's way to citizenship."""

from allin.programmes.operations.naturalisation.companions import (
    Asked,
    answer,
    ask_companion,
    by_token,
    candidates,
    end_companion,
    hand_over,
    make_companion,
    message,
    take_back,
)
from allin.programmes.operations.naturalisation.entering import (
    Contact,
    open_person,
    take_in,
)
from allin.programmes.operations.naturalisation.keeping import (
    forget,
    forget_overdue,
    withdraw,
)
from allin.programmes.operations.naturalisation.paths import (
    advance,
    look_again,
    note_asked,
    note_visit,
    plan_next,
    remind,
)

__all__ = (
    "Asked",
    "Contact",
    "advance",
    "answer",
    "ask_companion",
    "by_token",
    "candidates",
    "end_companion",
    "forget",
    "forget_overdue",
    "hand_over",
    "look_again",
    "make_companion",
    "message",
    "note_asked",
    "note_visit",
    "open_person",
    "plan_next",
    "remind",
    "take_back",
    "take_in",
    "withdraw",
)

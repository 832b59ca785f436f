"""The pages of the programmes. Each template has its own module."""

# kernel
from allin.programmes.views.kernel import change_settings, index, programme, set_up
from allin.programmes.views.occasion import cancel, confirm, move, occasion, plan
from allin.programmes.views.people import add_position, answer, ask, attendance, own

__all__ = (
    "add_position",
    "answer",
    "ask",
    "attendance",
    "cancel",
    "change_settings",
    "confirm",
    "index",
    "move",
    "occasion",
    "own",
    "plan",
    "programme",
    "set_up",
)

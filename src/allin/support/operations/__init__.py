"""What can be done for associations."""

from allin.support.operations.advising import advise, correct_advice
from allin.support.operations.asking import answer, ask, plan, withdraw
from allin.support.operations.assuming import assume
from allin.support.operations.attending import (
    add_material,
    add_points,
    drop_material,
    drop_point,
    finish_task,
    give_task,
    hold_meeting,
    invite,
    proposals,
    sign_up,
)
from allin.support.operations.meeting import (
    cancel_meeting,
    move_meeting,
    plan_meeting,
)
from allin.support.operations.papers import end_paper, enter_paper, remind

__all__ = (
    "add_material",
    "add_points",
    "advise",
    "answer",
    "ask",
    "assume",
    "cancel_meeting",
    "correct_advice",
    "drop_material",
    "drop_point",
    "end_paper",
    "enter_paper",
    "finish_task",
    "give_task",
    "hold_meeting",
    "invite",
    "move_meeting",
    "plan",
    "plan_meeting",
    "proposals",
    "remind",
    "sign_up",
    "withdraw",
)

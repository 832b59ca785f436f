"""The pages of the motion."""

from allin.council.views.entering import (
    change,
    correct_step,
    file,
    take_step,
    withdraw,
)
from allin.council.views.following import (
    add_amendment,
    change_task,
    finish_task,
    give_task,
    move_date,
    set_date,
    settle_amendment,
    settle_budget,
)
from allin.council.views.page import index, motion

__all__ = (
    "add_amendment",
    "change",
    "change_task",
    "correct_step",
    "file",
    "finish_task",
    "give_task",
    "index",
    "motion",
    "move_date",
    "set_date",
    "settle_amendment",
    "settle_budget",
    "take_step",
    "withdraw",
)

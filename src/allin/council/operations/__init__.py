"""What can be done with a motion."""

from allin.council.operations.ahead import (
    Change,
    add_amendment,
    set_date,
    settle_amendment,
    settle_budget,
)
from allin.council.operations.motions import Words, change, file, withdraw
from allin.council.operations.steps import Told, correct_step, take_step
from allin.council.operations.tasks import Errand, finish_task, give_task

__all__ = (
    "Change",
    "Errand",
    "Told",
    "Words",
    "add_amendment",
    "change",
    "correct_step",
    "file",
    "finish_task",
    "give_task",
    "set_date",
    "settle_amendment",
    "settle_budget",
    "take_step",
    "withdraw",
)

"""What can be done with money."""

from allin.funding.operations.asking import (
    Asked,
    change_application,
    enter_application,
    enter_funder,
    take_step,
)
from allin.funding.operations.costs import (
    change_cost,
    end_line,
    enter_line,
    enter_post,
    settle_notice,
    settle_outlook,
    withdraw,
)
from allin.funding.operations.granting import Promise, enter_award

__all__ = (
    "Asked",
    "Promise",
    "change_application",
    "change_cost",
    "end_line",
    "enter_application",
    "enter_award",
    "enter_funder",
    "enter_line",
    "enter_post",
    "settle_notice",
    "settle_outlook",
    "take_step",
    "withdraw",
)

"""The pages of money."""

from allin.funding.views.asking import (
    application,
    change_application,
    enter_application,
    enter_award,
    enter_funder,
    take_step,
)
from allin.funding.views.cockpit import runway
from allin.funding.views.entering import (
    change_cost,
    end_line,
    enter_line,
    enter_post,
    entries,
    settle_notice,
    settle_outlook,
    withdraw,
)

__all__ = (
    "application",
    "change_application",
    "change_cost",
    "end_line",
    "enter_application",
    "enter_award",
    "enter_funder",
    "enter_line",
    "enter_post",
    "entries",
    "runway",
    "settle_notice",
    "settle_outlook",
    "take_step",
    "withdraw",
)

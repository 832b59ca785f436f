"""The pages of support."""

from allin.support.views.advising import advice, advise, correct_advice
from allin.support.views.attending import (
    add_material,
    add_points,
    drop_material,
    drop_point,
    finish_task,
    give_task,
    hold,
    invite,
    sign_up,
)
from allin.support.views.index import index
from allin.support.views.meetings import (
    cancel_meeting,
    meeting,
    meetings,
    move_meeting,
    plan_meeting,
)
from allin.support.views.papers import end_paper, enter_paper, papers, papers_of
from allin.support.views.requests import (
    answer,
    ask,
    plan,
    request,
    requests,
    withdraw,
)
from allin.support.views.shares import assume, shares, shares_file

__all__ = (
    "add_material",
    "add_points",
    "advice",
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
    "hold",
    "index",
    "invite",
    "meeting",
    "meetings",
    "move_meeting",
    "papers",
    "papers_of",
    "plan",
    "plan_meeting",
    "request",
    "requests",
    "shares",
    "shares_file",
    "sign_up",
    "withdraw",
)

"""The pages of support."""

from allin.support.views.advising import advice, advise, correct_advice
from allin.support.views.index import index
from allin.support.views.requests import (
    answer,
    ask,
    plan,
    request,
    requests,
    withdraw,
)

__all__ = (
    "advice",
    "advise",
    "answer",
    "ask",
    "correct_advice",
    "index",
    "plan",
    "request",
    "requests",
    "withdraw",
)

"""What can be done with reports."""

from allin.reports.operations.collecting import collect, period_ends
from allin.reports.operations.freezing import (
    freeze,
    give_public_page,
    is_intact,
    publish,
    take_public_page,
    withdraw,
)

__all__ = (
    "collect",
    "freeze",
    "give_public_page",
    "is_intact",
    "period_ends",
    "publish",
    "take_public_page",
    "withdraw",
)

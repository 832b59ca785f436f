"""Costs, who is asked for money, what was promised. No person stands in any of it."""

from allin.funding.models.costs import (
    COORDINATION,
    OTHER,
    RENT,
    CostAmount,
    CostLine,
    Outlook,
    Post,
)
from allin.funding.models.entries import CORRECTED, NAME, REASON, Entry
from allin.funding.models.money import Application, Award, Funder, Step

__all__ = (
    "COORDINATION",
    "CORRECTED",
    "NAME",
    "OTHER",
    "REASON",
    "RENT",
    "Application",
    "Award",
    "CostAmount",
    "CostLine",
    "Entry",
    "Funder",
    "Outlook",
    "Post",
    "Step",
)

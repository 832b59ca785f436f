"""
Who is on duty when: weeks on the wall clock, two people each, fair and with rest.

`first_plan` answers at once. `improve` makes the plan fairer until it reaches a bound
that no plan can be below, or until its time is over; then it says how far it may be
off. What cannot be filled is named, with what is in the way of each person.
"""

from allin.planning.roster.bound import least_unfairness
from allin.planning.roster.gaps import Gap, gaps_of, takers, why_not
from allin.planning.roster.model import (
    Limits,
    Member,
    Plan,
    Problem,
    Reason,
    Unfilled,
    legal,
    unfairness,
)
from allin.planning.roster.search import Outcome, first_plan, improve
from allin.planning.roster.weeks import Week, monday_of, number_of, weeks_between

__all__ = [
    "Gap",
    "Limits",
    "Member",
    "Outcome",
    "Plan",
    "Problem",
    "Reason",
    "Unfilled",
    "Week",
    "first_plan",
    "gaps_of",
    "improve",
    "least_unfairness",
    "legal",
    "monday_of",
    "number_of",
    "takers",
    "unfairness",
    "weeks_between",
    "why_not",
]

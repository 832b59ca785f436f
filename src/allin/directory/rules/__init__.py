"""What can be reckoned without a database: open hours, spelling, likeness."""

from allin.directory.rules.confirmation import stale_before
from allin.directory.rules.hours import (
    LAST,
    Calendar,
    Rule,
    Special,
    holds_on,
    instant,
    is_nth,
    is_open,
    on_day,
    public_holidays,
    upcoming,
)

__all__ = (
    "LAST",
    "Calendar",
    "Rule",
    "Special",
    "holds_on",
    "instant",
    "is_nth",
    "is_open",
    "on_day",
    "public_holidays",
    "stale_before",
    "upcoming",
)

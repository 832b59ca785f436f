"""When a confirmation is too old to be relied on."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

MONTHS: Final = 6
DAYS_A_MONTH: Final = 30
ASK_AGAIN: Final = dt.timedelta(days=30)  # at most one letter a month
LINK_FOR: Final = dt.timedelta(days=30)  # until the next letter
ANSWER_IN: Final = dt.timedelta(days=14)  # later the coordination is told


def stale_before(settings: Mapping[str, object], today: dt.date) -> dt.date:
    """
    Return the day before which a confirmation is too old.

    :param settings: of the centre; "confirm_months" changes the six months
    """
    months = settings.get("confirm_months", MONTHS)
    kept = months if isinstance(months, int) and months > 0 else MONTHS
    return today - dt.timedelta(days=kept * DAYS_A_MONTH)

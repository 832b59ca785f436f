"""Until when something is kept. The day is fixed when it begins."""

import datetime as dt
from typing import Literal

from allin.centres.models import Centre
from allin.counselling import rules

Reason = Literal["unaccepted", "accepted", "closed", "withdrawn"]


def keep_until(centre: Centre, now: dt.datetime, reason: Reason) -> dt.date:
    """
    Return the last day (centre's zone) on which something is kept.

    :param reason: what happened at `now`
    Source: docs/rules.md#R-C9
    """
    if reason == "unaccepted":
        days = centre.number("keep_unaccepted_days")
    elif reason == "closed":
        days = centre.number("keep_closed_days")
    else:
        days = rules.LONGEST_OPEN if reason == "accepted" else rules.STUB
    return now.astimezone(centre.tz).date() + dt.timedelta(days=days)

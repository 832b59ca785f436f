"""The only place that reads the clock. Operations take `now` as an argument."""

import datetime as dt
import os
import time

PINNED = "ALLIN_NOW"


def now() -> dt.datetime:
    """
    Return the present instant, aware, in UTC.

    The environment variable ALLIN_NOW (ISO 8601 with offset) pins it, so that the
    demo, the pictures and the browser journeys can live on a chosen day.
    """
    pinned = os.environ.get(PINNED)
    if pinned:
        return dt.datetime.fromisoformat(pinned).astimezone(dt.UTC)
    return dt.datetime.now(dt.UTC)  # noqa: TID251  (the one allowed reader)


def seconds() -> float:
    """Return a running count of seconds, never pinned: for how long something took."""
    return time.time()

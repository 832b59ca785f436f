"""The frame of the demo: what every room's `demo.make(story)` is given."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

SIZES = ("S", "M")


@dataclass(frozen=True)
class Story:
    """
    A demo in the making. Same seed and day give the same rows.

    :param centre: the centres.models.Centre being filled
    :param today: the day the demo is around (centre's zone)
    :param now: the instant the demo is told from, aware
    :param random: the only source of chance; no room makes its own
    :param say: shows progress, one short sentence at a time
    :param cast: what rooms hand up to later rooms, by name ("derya" -> a user)
    """

    centre: Any
    size: Literal["S", "M"]
    today: dt.date
    now: dt.datetime
    random: random.Random
    say: Callable[[str], None]
    cast: dict[str, Any] = field(default_factory=dict)

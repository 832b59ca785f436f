"""
The cells of a lane, written at once: a week of a big house has a thousand of them.

What is the same for all cells, and for all cells of a lane, is said once.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from allin.ui import dates

QUARTERS: Final = 4
MINUTES: Final = 15
Tone = Literal["own", "asked", "taken", "closed"]
_TIME, _ENDS = "{time}", "{ends}"


def time_of(quarter: int, *, opens: int) -> dt.time:
    """Return the wall time of a quarter; midnight at the end of a day is 0:00."""
    minutes = (opens * QUARTERS + quarter) * MINUTES
    return dt.time(minutes // 60 % 24, minutes % 60)


@dataclass(frozen=True)
class Bar:
    """
    Something in a lane, from quarter `starts` to quarter `ends`, half-open.

    :param text: what this reader may know of it; "belegt" and nothing else if little
    :param tone: own and asked are this reader's; taken is somebody else's; closed
    """

    starts: int
    ends: int
    text: str
    tone: Tone = "own"
    url: str = ""


@dataclass(frozen=True)
class Free:
    """
    How free cells of one lane are drawn.

    :param url: with {time} and {ends}, an hour later; "" for cells that lead nowhere
    :param room: its name, said to who does not see the table
    :param day: name of the day, said likewise
    :param since: the first quarter that is not over
    """

    url: str
    room: str
    day: str
    since: int


class Pen:
    """Writes the cells of lanes that all open and close at the same hours."""

    def __init__(self, *, opens: int, closes: int, language: str) -> None:
        self.length = (closes - opens) * QUARTERS
        self.opens = opens
        self.said = [
            (f"{at:%H:%M}", f"{later:%H:%M}", escape(dates.clock(at, language)))
            for quarter in range(self.length)
            for at in (time_of(quarter, opens=opens),)
            for later in (time_of(quarter + QUARTERS, opens=opens),)
        ]

    def lane(self, bars: Sequence[Bar], free: Free) -> SafeString:
        """Write a lane; of bars that overlap the first one wins."""
        parts: list[str] = []
        place = 0
        for bar in sorted(bars, key=lambda one: (one.starts, one.ends)):
            starts, ends = max(bar.starts, place), min(bar.ends, self.length)
            if starts >= ends:
                continue
            parts.extend(self._gap(place, starts, free))
            parts.append(_taken(ends - starts, bar, hour=ends % QUARTERS == 0))
            place = ends
        parts.extend(self._gap(place, self.length, free))
        return mark_safe("".join(parts))

    def _gap(self, starts: int, until: int, free: Free) -> Iterator[str]:
        """Write free time, cut at each full hour."""
        if starts >= until:
            return
        # The name of room and day come from people, the pattern from the catalogue.
        about = {"room": free.room, "day": free.day, "time": "\0"}
        before, _mark, after = escape(
            _("Book %(room)s, %(day)s %(time)s") % about
        ).partition("\0")
        url = escape(free.url)
        while starts < until:
            stop = min(until, (starts // QUARTERS + 1) * QUARTERS)
            kind = "" if stop % QUARTERS else ' class="calendar-hour"'
            if url and starts >= free.since:
                time, ends, clock = self.said[starts]
                href = url.replace(_TIME, time).replace(_ENDS, ends)
                yield (
                    f'<td colspan="{stop - starts}"{kind}>'
                    f'<a class="calendar-free" href="{href}">'
                    f'<span class="hidden">{before}{clock}{after}</span></a></td>'
                )
            else:
                yield f'<td colspan="{stop - starts}"{kind}></td>'
            starts = stop


def _taken(span: int, bar: Bar, *, hour: bool) -> str:
    kind = ' class="calendar-hour"' if hour else ""
    look = f"calendar-bar calendar-{bar.tone}"
    text = f"<bdi>{escape(bar.text)}</bdi>"
    if bar.url:
        drawn = f'<a class="{look}" href="{escape(bar.url)}">{text}</a>'
    else:
        drawn = f'<span class="{look}">{text}</span>'
    return f'<td colspan="{span}"{kind}>{drawn}</td>'

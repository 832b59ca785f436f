"""What happens in the demo, in the order of time, each thing at its own moment."""

import datetime as dt
import heapq
import itertools
from collections.abc import Callable
from typing import Final

from allin.core.story import Story
from allin.counselling.operations.deadlines import is_working_day

Event = tuple[dt.datetime, int, Callable[[], object]]
ONE_DAY: Final = dt.timedelta(days=1)


class Timeline:
    """
    Events up to this morning; what would come later does not happen.

    Every event is told its own moment, so that operations are called with the `now`
    at which people would have called them. An event may plan later ones.
    """

    def __init__(self, story: Story) -> None:
        """Begin an empty timeline that ends when the story is told."""
        self.story = story
        self.events: list[Event] = []
        self.number_of = itertools.count()  # two of one moment keep their order

    def at(self, moment: dt.datetime, what: Callable[[dt.datetime], object]) -> None:
        """Plan that something happens at a moment of the past."""
        if moment < self.story.now:
            event = (moment, next(self.number_of), lambda: what(moment))
            heapq.heappush(self.events, event)

    def happen(self) -> None:
        """Let everything happen, the earliest first."""
        while self.events:
            heapq.heappop(self.events)[2]()

    def in_office(self, moment: dt.datetime) -> dt.datetime:
        """Return the same hour of that day or of the last working day before it."""
        centre = self.story.centre
        wall = moment.astimezone(centre.tz)
        while not is_working_day(wall.date(), centre.land):
            wall -= ONE_DAY
        return wall.astimezone(dt.UTC)

    def awake(self, moment: dt.datetime) -> dt.datetime:
        """Return that moment, or the next one at which people read their messages."""
        wall = moment.astimezone(self.story.centre.tz)
        if wall.hour < 8:
            wall = wall.replace(hour=8)
        elif wall.hour > 20:
            wall = (wall + ONE_DAY).replace(hour=8)
        return wall.astimezone(dt.UTC)

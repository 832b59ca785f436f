"""The plan: a day, a week, on screen, phone and paper."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.http import Request, requires
from allin.rooms import operations, rules
from allin.rooms.models import Booking, Room
from allin.rooms.operations import finding
from allin.rooms.permissions import can_see, can_settle
from allin.ui import dates
from allin.ui.calendar import MINUTES, QUARTERS, Bar, Day, Lane

DAY: Final = dt.timedelta(days=1)
WEEK: Final = 7
EVENING: Final = dt.time(17)
LONG_ENOUGH: Final = dt.timedelta(hours=2)
# What a bar is made of: reading whole associations takes twice the time.
SHOWN: Final = (
    "room", "title", "starts_at", "ends_at",
    "association__name", "association__short_name",
)  # fmt: skip


def wanted_day(request: Request, now: dt.datetime) -> dt.date:
    """Return the day asked for, or today when it is none."""
    today = now.astimezone(request.centre.tz).date()
    try:
        day = dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today
    near = abs((day - today).days) <= 3 * 366
    return day if near else today


@dataclass
class Plan:
    """What one person sees of some days."""

    request: Request
    first: dt.date
    days: int
    now: dt.datetime

    def __post_init__(self) -> None:
        centre = self.request.centre
        self.zone = centre.tz
        self.rooms = finding.rooms_of(centre=centre)
        self.last = self.first + (self.days - 1) * DAY
        self.house = finding.house(centre=centre, first=self.first, last=self.last)
        self.today = self.now.astimezone(self.zone).date()
        midnight = dt.datetime.combine(self.first, dt.time(0), tzinfo=self.zone)
        span = (midnight, midnight + self.days * DAY)
        self.bookings = list(
            Booking.objects.of(centre)
            .standing()
            .touching(*span)
            .select_related("association")
            .only(*SHOWN)
        )
        self.own = {b.pk for b in self.bookings if self._is_own(b)}
        self.opens, self.closes = self._hours()

    def _is_own(self, booking: Booking) -> bool:
        """Whether this reader may know more than "taken"; no query a booking."""
        person, centre = self.request.person, self.request.centre
        return can_settle(person, centre) or (
            booking.association_id is not None
            and person.holds("board", centre_id=centre.pk, of_id=booking.association_id)
        )

    def _hours(self) -> tuple[int, int]:
        """Return the full hours the lanes begin and end with."""
        first, last = [], []
        for room in self.rooms:
            for n in range(WEEK):
                wall = rules.hours_on(room.hours, self.first + n * DAY)
                if wall:
                    first.append(wall[0].hour)
                    last.append(wall[1].hour + bool(wall[1].minute) or 24)
        return min(first, default=8), max(last, default=22)

    def _quarter(self, at: dt.datetime, day: dt.date, *, up: bool) -> int:
        wall = at.astimezone(self.zone)
        minutes = (
            (wall.date() - day).days * 24 * 60
            + wall.hour * 60
            + wall.minute
            - self.opens * 60
        )
        return -(-minutes // MINUTES) if up else minutes // MINUTES

    def text_of(self, booking: Booking) -> str:
        """Return what this reader may know of a booking; nothing but a word else."""
        if booking.pk not in self.own:
            return _("taken")
        whose = booking.association.called if booking.association else ""
        if not can_settle(self.request.person, self.request.centre):
            return booking.title or whose
        return ", ".join(part for part in (whose, booking.title) if part) or _("House")

    def _bar(self, booking: Booking, day: dt.date) -> Bar:
        is_own = booking.pk in self.own
        # The coordination may open every booking; its own are those of the house.
        hers = is_own and (
            booking.association_id is None
            or not can_settle(self.request.person, self.request.centre)
        )
        return Bar(
            self._quarter(booking.starts_at, day, up=False),
            self._quarter(booking.ends_at, day, up=True),
            self.text_of(booking),
            "own" if hers else "taken",
            reverse("rooms:booking", args=[booking.pk]) if is_own else "",
        )

    def _closed(self, room: Room, day: dt.date) -> list[Bar]:
        """Return bars for the time a room is closed on a day."""
        length = (self.closes - self.opens) * QUARTERS
        hours, word = self.house.open_on(room, day), pgettext("a room", "closed")
        if hours is None:
            return [Bar(0, length, self.house.why_closed(room, day) or word, "closed")]
        first = self._quarter(hours[0], day, up=False)
        last = self._quarter(hours[1], day, up=True)
        spans = [(0, first), (last, length)]
        return [
            Bar(a, b, pgettext("a room", "closed"), "closed") for a, b in spans if a < b
        ]

    def calendar(self) -> list[Day]:
        """Return the days with their lanes."""
        language = get_language() or "de"
        near = _relatives(self.rooms)
        by_room: dict[int, list[Booking]] = defaultdict(list)
        for booking in self.bookings:
            for room_id in near.get(booking.room_id, ()):
                by_room[room_id].append(booking)
        days = []
        for n in range(self.days):
            day = self.first + n * DAY
            lanes = [
                Lane(
                    room.called,
                    [
                        *(
                            self._bar(b, day)
                            for b in by_room[room.pk]
                            if self._falls_on(b, day)
                        ),
                        *self._closed(room, day),
                    ],
                    key=str(room.pk),
                )
                for room in self.rooms
            ]
            name = dates.weekday(day, language)
            days.append(Day(name, day, day == self.today, lanes))
        return days

    def _falls_on(self, booking: Booking, day: dt.date) -> bool:
        first = booking.starts_at.astimezone(self.zone).date()
        last = (booking.ends_at - rules.QUARTER / 15).astimezone(self.zone).date()
        return first <= day <= last

    @property
    def free_url(self) -> str:
        """Where free cells lead: to the filled form."""
        book = reverse("rooms:book")
        return f"{book}?room={{key}}&on={{date}}&starts={{time}}&ends={{ends}}"

    @property
    def free_from(self) -> dt.datetime:
        """Cells that are over lead nowhere."""
        return self.now - rules.QUARTER

    def evenings(self) -> list[tuple[Room, dt.date, rules.Span]]:
        """Return where two hours are still free from 17 o'clock, from now on."""
        free = operations.free_spans(
            centre=self.request.centre,
            first=self.first,
            days=self.days,
            rooms=self.rooms,
        )
        rooms = {room.pk: room for room in self.rooms}
        found = []
        for (room_id, day), spans in free.items():
            evening = dt.datetime.combine(day, EVENING, tzinfo=self.zone)
            for starts, ends in spans:
                first = max(starts, evening, rules.round_up(self.now))
                if ends - first >= LONG_ENOUGH:
                    found.append((rooms[room_id], day, (first, ends)))
        return sorted(found, key=lambda one: (one[1], one[0].position))

    def lead(self, evenings: Sequence[tuple[Room, dt.date, rules.Span]]) -> str:
        """Say how things stand, in one sentence."""
        number = len(self.own)
        if not self.rooms:
            return _("No room is entered yet.")
        first = ngettext(
            "%(number)d booking in this time.",
            "%(number)d bookings in this time.",
            number,
        ) % {"number": number}
        if not number:
            first = _("You have booked nothing here.")
        days = len({day for _room, day, _span in evenings})
        second = ngettext(
            "On %(days)d evening a room is still free.",
            "On %(days)d evenings a room is still free.",
            days,
        )
        return f"{first} {second % {'days': days}}" if days else first


def _relatives(rooms: Iterable[Room]) -> dict[int, set[int]]:
    """Return, for each room, those that are taken with it: its hall and its parts."""
    above = {room.pk: room.part_of_id for room in rooms}
    lines: dict[int, list[int]] = {}
    for room_id, hall in above.items():
        line, step = [room_id], hall
        while step is not None and step not in line:
            line.append(step)
            step = above.get(step)
        lines[room_id] = line
    return {
        room_id: {other for other in lines if other in line or room_id in lines[other]}
        for room_id, line in lines.items()
    }


@requires(can_see)
def week(request: Request) -> HttpResponse:
    """Show a week, Monday first."""
    now = clock.now()
    day = wanted_day(request, now)
    plan = Plan(request, day - day.weekday() * DAY, WEEK, now)
    return render(request, "rooms/week.html", _shown(plan, WEEK))


@requires(can_see)
def day(request: Request) -> HttpResponse:
    """Show one day."""
    now = clock.now()
    plan = Plan(request, wanted_day(request, now), 1, now)
    return render(request, "rooms/day.html", _shown(plan, 1))


def _shown(plan: Plan, step: int) -> dict[str, Any]:
    evenings = plan.evenings()
    here, other = (
        ("rooms:week", "rooms:day") if step == WEEK else ("rooms:day", "rooms:week")
    )
    here, other = reverse(here), reverse(other)
    on = plan.today if plan.first <= plan.today <= plan.last else plan.first
    return {
        "plan": plan,
        "days": plan.calendar(),
        "evenings": evenings[:8],
        "lead": plan.lead(evenings),
        "before_url": f"{here}?on={plan.first - step * DAY}",
        "after_url": f"{here}?on={plan.first + step * DAY}",
        "today_url": here,
        "other_url": f"{other}?on={on}",
        "may_settle": can_settle(plan.request.person, plan.request.centre),
    }

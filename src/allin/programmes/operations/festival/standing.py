"""How a festival stands: what waits, what is missing, what comes next."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Sum

from allin.programmes.models import Festival, Permit, Settlement, Shift, Slot, Stand
from allin.programmes.rules import kernel
from allin.programmes.rules.festival import Staffing, staffing


@dataclass(frozen=True)
class Overview:
    """
    What a festival's page says of each of its parts.

    :ivar missing: heads that the least of all shifts to come lack
    :ivar news: stands whose association was told something else
    """

    waiting: int
    accepted: int
    metres: int
    watts: int
    news: int
    acts: int
    shifts: int
    short: int
    missing: int
    overdue: int
    open_permits: int
    settled: int


def overview(*, festival: Festival, now: dt.datetime) -> Overview:
    """Return how a festival stands, in five queries."""
    today = now.astimezone(festival.centre.tz).date()
    yes = Q(state=Stand.ACCEPTED)
    stands = festival.stands.aggregate(
        waiting=Count("pk", filter=Q(state=Stand.APPLIED)),
        accepted=Count("pk", filter=yes),
        metres=Sum("metres", filter=yes, default=0),
        watts=Sum("power_watts", filter=yes, default=0),
    )
    news = sum(
        one.is_news for one in Stand.objects.accepted().filter(festival=festival)
    )
    permits = Permit.objects.filter(festival=festival).aggregate(
        overdue=Count("pk", filter=_open() & Q(due_on__lt=today)),
        open_permits=Count("pk", filter=_open()),
    )
    settled = Settlement.objects.standing().filter(stand__festival=festival).count()
    acts = Slot.objects.standing().filter(stage__festival=festival).count()
    lacking = list(short_shifts(festivals=[festival], now=now))
    shifts = Shift.objects.standing().filter(festival=festival).count()
    return Overview(
        **stands,
        **permits,
        news=news,
        acts=acts,
        shifts=shifts,
        short=len(lacking),
        missing=sum(lacking),
        settled=settled,
    )


def _open() -> Q:
    return Q(done_on__isnull=True, dropped_at__isnull=True)


def short_shifts(*, festivals: Iterable[Festival], now: dt.datetime) -> Iterable[int]:
    """Return how many heads each shift to come lacks that has fewer than it needs."""
    there = Q(position__assignments__state__in=kernel.COMING)
    rows: Any = (
        Shift.objects.standing()
        .filter(festival__in=festivals, position__occasion__starts_at__gt=now)
        .annotate(heads=Count("position__assignments", filter=there))
        .filter(heads__lt=F("position__least"))
        .values_list("position__least", "heads")
    )
    return [least - heads for least, heads in rows]


@dataclass(frozen=True)
class Cell:
    """A shift on the plan, with how it stands."""

    shift: Shift
    how: Staffing
    lacks: int
    free: int


@dataclass(frozen=True)
class Grid:
    """
    Place by time: a row a post, a column for each time of the day.

    :ivar times: (start, end) of the columns, in their order
    :ivar rows: post, and for each column the shifts that are then
    """

    times: list[tuple[dt.datetime, dt.datetime]]
    rows: list[tuple[str, list[list[Cell]]]]

    @property
    def short(self) -> int:
        cells = (cell for _post, row in self.rows for some in row for cell in some)
        return sum(cell.how is Staffing.SHORT for cell in cells)


def cell_of(shift: Shift) -> Cell:
    """Return a shift read with `counted` as the plan shows it."""
    position = shift.position
    return Cell(
        shift,
        staffing(shift.coming, least=position.least, most=position.most),
        max(0, position.least - shift.coming),
        max(0, position.most - shift.coming),
    )


def days_of(*, festival: Festival) -> list[dt.date]:
    """Return the days on which there are shifts, in wall time."""
    zone = festival.centre.tz
    starts = Shift.objects.standing().filter(festival=festival)
    instants = starts.values_list("position__occasion__starts_at", flat=True)
    return sorted({at.astimezone(zone).date() for at in instants.distinct()})


def shifts_on(*, festival: Festival, day: dt.date | None) -> list[Shift]:
    """Return the shifts that begin on a day, or all of them, in their order."""
    found = Shift.objects.standing().filter(festival=festival).counted().in_time()
    if day is not None:
        first = dt.datetime.combine(day, dt.time(), tzinfo=festival.centre.tz)
        after = first + dt.timedelta(days=1)
        after = after.replace(tzinfo=festival.centre.tz)
        found = found.filter(
            position__occasion__starts_at__gte=first,
            position__occasion__starts_at__lt=after,
        )
    shifts = list(found)
    for shift in shifts:
        shift.festival = festival
    return shifts


def grid(shifts: Iterable[Shift]) -> Grid:
    """Lay shifts out, place by time."""
    by_post: dict[str, dict[tuple[dt.datetime, dt.datetime], list[Cell]]] = {}
    times = set()
    for shift in shifts:
        occasion = shift.position.occasion
        span = (occasion.starts_at, occasion.ends_at)
        times.add(span)
        row = by_post.setdefault(shift.post.name, {})
        row.setdefault(span, []).append(cell_of(shift))
    columns = sorted(times)
    rows = [
        (post, [row.get(span, []) for span in columns])
        for post, row in sorted(by_post.items())
    ]
    return Grid(columns, rows)

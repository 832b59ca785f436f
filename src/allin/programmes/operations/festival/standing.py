"""How a festival stands: what waits, what is missing, what comes next."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, Sum

from allin.programmes.models import (
    Assignment,
    Festival,
    Permit,
    Settlement,
    Shift,
    Slot,
    Stand,
)
from allin.programmes.rules import kernel
from allin.programmes.rules.festival import FOOD, Staffing, staffing
from allin.volunteers.models import Volunteer


@dataclass(frozen=True)
class Overview:
    """
    What a festival's page says of each of its parts.

    :ivar missing: heads that the least of all shifts to come lack
    :ivar news: stands whose association was told something else
    :ivar next_due: until when the next line of the checklist has to be done
    :ivar helpers: how many people have helped or promised to; nobody is named
    :ivar minutes: what they have given, as far as it is noted
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
    next_due: dt.date | None
    settled: int
    helpers: int
    minutes: int


def overview(*, festival: Festival, now: dt.datetime) -> Overview:
    """Return how a festival stands, in a few queries whatever its size."""
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
        next_due=Min("due_on", filter=_open()),
    )
    there = Assignment.objects.coming().filter(position__shift__festival=festival)
    gave = there.aggregate(
        helpers=Count("volunteer_id", distinct=True), minutes=Sum("minutes", default=0)
    )
    settled = Settlement.objects.standing().filter(stand__festival=festival).count()
    acts = Slot.objects.standing().filter(stage__festival=festival).count()
    lacking = list(short_shifts(festivals=[festival], now=now))
    shifts = Shift.objects.standing().filter(festival=festival).count()
    return Overview(
        **stands,
        **permits,
        **gave,
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


@dataclass(frozen=True, slots=True)
class Line:
    """A shift as lists and the plan show it; there may be hundreds on a page."""

    pk: int
    position_id: int
    post: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    least: int
    most: int
    food: bool
    coming: int

    @property
    def how(self) -> Staffing:
        return staffing(self.coming, least=self.least, most=self.most)

    @property
    def lacks(self) -> int:
        return max(0, self.least - self.coming)

    @property
    def free(self) -> int:
        return max(0, self.most - self.coming)


_READ = (
    "pk",
    "position_id",
    "post__name",
    "position__occasion__starts_at",
    "position__occasion__ends_at",
    "position__least",
    "position__most",
    "position__qualification",
)


def line_of(shift: Shift) -> Line:
    """Return a shift that was read with `counted` as a line."""
    position, occasion = shift.position, shift.position.occasion
    return Line(
        shift.pk, position.pk, shift.post.name, occasion.starts_at, occasion.ends_at,
        position.least, position.most, position.qualification == FOOD, shift.coming,
    )  # fmt: skip


def days_of(*, festival: Festival) -> list[dt.date]:
    """Return the days on which there are shifts, in wall time."""
    zone = festival.centre.tz
    starts = Shift.objects.standing().filter(festival=festival).order_by()
    instants = starts.values_list("position__occasion__starts_at", flat=True)
    return sorted({at.astimezone(zone).date() for at in instants.distinct()})


def lines_on(*, festival: Festival, day: dt.date | None) -> list[Line]:
    """Return the shifts that begin on a day, or all of them: by post, then time."""
    found = Shift.objects.standing().filter(festival=festival)
    people = Assignment.objects.coming().filter(position__shift__festival=festival)
    if day is not None:
        zone = festival.centre.tz
        first = dt.datetime.combine(day, dt.time(), tzinfo=zone)
        after = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=zone)
        found = found.filter(
            position__occasion__starts_at__gte=first,
            position__occasion__starts_at__lt=after,
        )
        people = people.filter(
            position__occasion__starts_at__gte=first,
            position__occasion__starts_at__lt=after,
        )
    heads = people.order_by().values_list("position_id").annotate(Count("pk"))
    coming: dict[int, int] = dict(heads)
    rows = found.order_by("post__name", "position__occasion__starts_at", "pk")
    found_rows: Any = rows.values_list(*_READ)
    count = coming.get
    return [
        Line(pk, place, post, starts, ends, least, most, food == FOOD, count(place, 0))
        for pk, place, post, starts, ends, least, most, food in found_rows
    ]


@dataclass(frozen=True)
class Grid:
    """
    Place by time: a row a post, a column for each time of the day.

    :ivar times: (start, end) of the columns, in their order
    :ivar rows: post, and for each column the shifts that are then
    """

    times: list[tuple[dt.datetime, dt.datetime]]
    rows: list[tuple[str, list[list[Line]]]]
    short: int


def grid(lines: Iterable[Line]) -> Grid:
    """Lay shifts out, place by time."""
    by_post: dict[str, dict[tuple[dt.datetime, dt.datetime], list[Line]]] = {}
    times, short = set(), 0
    for line in lines:
        span = (line.starts_at, line.ends_at)
        times.add(span)
        by_post.setdefault(line.post, {}).setdefault(span, []).append(line)
        short += line.coming < line.least
    columns = sorted(times)
    rows = [
        (post, [row.get(span, []) for span in columns])
        for post, row in sorted(by_post.items())
    ]
    return Grid(columns, rows, short)


def people_on(
    *, festival: Festival, day: dt.date
) -> list[tuple[str, list[tuple[Line, list[Assignment]]]]]:
    """Return each post with its shifts of a day and who comes to each."""
    lines = lines_on(festival=festival, day=day)
    coming: dict[int, list[Assignment]] = {}
    people = Assignment.objects.coming().filter(
        position__in=[line.position_id for line in lines]
    )
    for one in people.select_related("volunteer__association").order_by(
        "volunteer__name", "pk"
    ):
        coming.setdefault(one.position_id, []).append(one)
    posts: dict[str, list[tuple[Line, list[Assignment]]]] = {}
    for line in lines:
        found = (line, coming.get(line.position_id, []))
        posts.setdefault(line.post, []).append(found)
    return list(posts.items())


def to_call(*, festival: Festival, shift: Shift | None = None) -> list[Volunteer]:
    """Return who promised something that was cancelled, and no letter reaches."""
    here = Q(assignments__position__shift__festival=festival)
    if shift is not None:
        here = Q(assignments__position=shift.position_id)
    cancelled = Q(assignments__position__occasion__state=kernel.CANCELLED)
    return _unreached(here & cancelled)


def without_letter(*, shift: Shift) -> list[Volunteer]:
    """Return who promised a shift, and no letter reaches."""
    return _unreached(Q(assignments__position=shift.position_id))


def _unreached(promised: Q) -> list[Volunteer]:
    return list(
        Volunteer.objects.filter(
            promised & Q(assignments__state=kernel.PROMISED),
            email="",
            user__isnull=True,
            erased_at__isnull=True,
        )
        .order_by("name", "pk")
        .distinct()
    )

"""What the coordination did for associations, as figures. No words, no names."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from allin.accounts.models import Grant
from allin.audit.models import ACTS, Entry
from allin.core.people import Centre
from allin.support import rules
from allin.support.models import (
    STEERING,
    ActMinutes,
    Advice,
    Meeting,
    Request,
    SignUp,
)

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Figures:
    """
    A period in numbers.

    :param requests: asked in it, those withdrawn later too
    :param talks: advice given in it; `minutes` they took
    :param workshops: held in it; `rounds` of all associations beside them
    :param participants: heads counted at workshops and rounds
    :param reached: associations that asked, were advised or came
    """

    requests: int
    talks: int
    minutes: int
    workshops: int
    rounds: int
    participants: int
    reached: int


@dataclass(frozen=True)
class Line:
    """
    Talks and minutes of one association, topic or quarter.

    :param key: association id, topic, or "2026-Q1"
    """

    key: str
    talks: int
    minutes: int


def figures(
    *, centre: Centre, first: dt.date, last: dt.date, association_id: int | None = None
) -> Figures:
    """
    Return the figures of the days `first` to `last`, both inclusive, in the centre's
    zone; of one association, if it is named.
    """
    asked, advice, came = _rows(centre, first, last, association_id)
    sums = advice.order_by().aggregate(
        talks=Count("pk"), minutes=Sum("minutes", default=0)
    )
    held = Meeting.objects.of(centre).held().filter(pk__in=came.values("meeting_id"))
    if association_id is None:
        held = Meeting.objects.of(centre).held().between(*_span(centre, first, last))
    kinds = dict(
        held.order_by().values_list("kind").annotate(number=Count("pk", distinct=True))
    )
    heads = came.order_by().aggregate(heads=Sum("attended", default=0))["heads"]
    reached = {
        association
        for rows in (asked, advice, came)
        for association in rows.order_by().values_list("association_id", flat=True)
    }
    return Figures(
        requests=asked.count(),
        talks=sums["talks"],
        minutes=sums["minutes"],
        workshops=kinds.get(Meeting.WORKSHOP, 0),
        rounds=kinds.get(Meeting.ROUND, 0),
        participants=heads,
        reached=len(reached),
    )


def by_association(*, centre: Centre, first: dt.date, last: dt.date) -> list[Line]:
    """Return talks and minutes per association, most minutes first."""
    return _lines(centre, first, last, "association_id")


def by_topic(
    *, centre: Centre, first: dt.date, last: dt.date, association_id: int | None = None
) -> list[Line]:
    """Return talks and minutes per topic, most minutes first."""
    return _lines(centre, first, last, "topic", association_id)


def by_quarter(*, centre: Centre, first: dt.date, last: dt.date) -> list[Line]:
    """Return talks and minutes per quarter, in order; quarters of nothing too."""
    months = (
        Advice.objects.of(centre)
        .standing()
        .between(first, last)
        .order_by()
        .annotate(month=TruncMonth("given_on"))
        .values_list("month")
        .annotate(talks=Count("pk"), minutes=Sum("minutes"))
    )
    sums = {key: [0, 0] for key in _quarters(first, last)}
    for month, talks, minutes in months:
        line = sums[_quarter(month)]
        line[0] += talks
        line[1] += minutes
    return [Line(key, talks, minutes) for key, (talks, minutes) in sums.items()]


def meeting_minutes(*, centre: Centre, first: dt.date, last: dt.date) -> int:
    """Return what workshops and rounds took the coordination, with preparation."""
    held = Meeting.objects.of(centre).held().between(*_span(centre, first, last))
    return int(held.aggregate(minutes=Sum("minutes", default=0))["minutes"])


def minutes_per_act(*, centre: Centre) -> dict[str, int]:
    """Return area -> minutes one act is taken to last: assumptions, all of them."""
    own = dict(
        ActMinutes.objects.filter(centre_id=centre.pk).values_list("area", "minutes")
    )
    return {area.key: own.get(area.key, area.minutes) for area in rules.AREAS}


def shares(*, centre: Centre, first: dt.date, last: dt.date) -> list[rules.Share]:
    """
    Split the coordination's time of some days over its areas.

    Noted minutes are those of advice and meetings; acts are counted in the record, of
    whoever coordinates or did. Minutes of an act are assumptions. Five queries.
    """
    starts_at, ends_at = _span(centre, first, last)
    steering = (
        Grant.objects.filter(centre_id=centre.pk, kind__in=STEERING)
        .values_list("user_id", flat=True)
        .distinct()
    )
    acts = dict(
        Entry.objects.filter(
            centre_id=centre.pk,
            kind=ACTS,
            at__gte=starts_at,
            at__lt=ends_at,
            actor__in=list(steering),
        )
        .order_by()
        .values_list("verb")
        .annotate(number=Count("pk"))
    )
    advice = Advice.objects.of(centre).standing().between(first, last)
    talks = advice.order_by().aggregate(minutes=Sum("minutes", default=0))["minutes"]
    met = meeting_minutes(centre=centre, first=first, last=last)
    noted = {"support": talks + met}
    return rules.split(acts, noted, minutes_per_act(centre=centre))


def topic_label(topic: str) -> str:
    """Return the name of a topic, in the language of the page."""
    return str(dict(rules.TOPICS).get(topic, topic))


def area_label(area: str) -> str:
    """Return the name of an area of the coordination's time."""
    return next(str(one.label) for one in rules.AREAS if one.key == area)


def _rows(
    centre: Centre, first: dt.date, last: dt.date, association_id: int | None
) -> "tuple[QuerySet[Request], QuerySet[Advice], QuerySet[SignUp]]":
    starts_at, ends_at = _span(centre, first, last)
    of = {} if association_id is None else {"association_id": association_id}
    asked = Request.objects.of(centre).filter(
        asked_at__gte=starts_at, asked_at__lt=ends_at, **of
    )
    advice = Advice.objects.of(centre).standing().between(first, last).filter(**of)
    came = SignUp.objects.filter(
        centre_id=centre.pk,
        attended__gte=1,
        meeting__state=Meeting.HELD,
        meeting__starts_at__gte=starts_at,
        meeting__starts_at__lt=ends_at,
        **of,
    )
    return asked, advice, came


def _lines(
    centre: Centre,
    first: dt.date,
    last: dt.date,
    by: str,
    association_id: int | None = None,
) -> list[Line]:
    rows = Advice.objects.of(centre).standing().between(first, last)
    if association_id is not None:
        rows = rows.filter(association_id=association_id)
    sums = (
        rows.order_by()
        .annotate(key=F(by))
        .values_list("key")
        .annotate(talks=Count("pk"), minutes=Sum("minutes"))
    )
    found = [Line(str(key), talks, minutes) for key, talks, minutes in sums]
    return sorted(found, key=lambda line: (-line.minutes, line.key))


def _span(
    centre: Centre, first: dt.date, last: dt.date
) -> tuple[dt.datetime, dt.datetime]:
    zone, midnight = ZoneInfo(centre.zone), dt.time(0)
    return (
        dt.datetime.combine(first, midnight, tzinfo=zone),
        dt.datetime.combine(last + DAY, midnight, tzinfo=zone),
    )


def _quarter(day: dt.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _quarters(first: dt.date, last: dt.date) -> Iterator[str]:
    seen: Iterable[str] = (
        _quarter(dt.date(year, month, 1))
        for year in range(first.year, last.year + 1)
        for month in (1, 4, 7, 10)
    )
    yield from (key for key in seen if _quarter(first) <= key <= _quarter(last))

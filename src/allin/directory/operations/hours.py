import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allin.centres.models import Centre
from allin.directory import rules
from allin.directory.models import Closure, Offer, Topic


@dataclass(frozen=True)
class OpenSlot:
    """
    One time at which somebody can simply come.

    :param place: for anybody; empty when the place is confidential
    """

    offer: Offer
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str


def calendar_of(*, centre: Centre, now: dt.datetime, days: int = 21) -> rules.Calendar:
    """Collect the holidays and closures of the days to come, with one query."""
    first = now.astimezone(centre.tz).date()
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {"closed": [], "school": []}
    for kind, starts_on, ends_on in Closure.objects.touching(
        centre, first, first + dt.timedelta(days=days)
    ).values_list("kind", "starts_on", "ends_on"):
        spans[kind].append((starts_on, ends_on))
    return rules.Calendar(
        zone=centre.tz,
        land=centre.land,
        closed=tuple(spans["closed"]),
        school=tuple(spans["school"]),
    )


def slots_of(
    offers: Iterable[Offer],
    calendar: rules.Calendar,
    *,
    now: dt.datetime,
    days: int,
) -> list[OpenSlot]:
    """Expand the open hours of offers whose `hours` and `exceptions` are fetched."""
    slots = []
    for offer in offers:
        for starts_at, ends_at in rules.upcoming(
            [hour.rule for hour in offer.hours.all()],
            [rules.Special(e.on, e.starts, e.ends) for e in offer.exceptions.all()],
            calendar,
            after=now,
            days=days,
        ):
            if not offer.is_full(starts_at.astimezone(calendar.zone).date()):
                slots.append(OpenSlot(offer, starts_at, ends_at, offer.public_place))
    return sorted(slots, key=lambda slot: (slot.starts_at, slot.offer.pk))


def next_open_hours(
    *,
    centre: Centre,
    topic: Topic | None,
    language: str,
    now: dt.datetime,
    days: int = 21,
    offer: Offer | None = None,
) -> Sequence[OpenSlot]:
    """
    List the open hours to which a slip can send somebody, soonest first.

    :param topic: None for any
    :param language: code of a language the counsellor must speak; "" for any
    :param days: how far to look, counted from today in the centre's zone
    :param offer: only this one's; None for every offer's
    An offer that takes nobody without an appointment, is full, hides its place, or
    whose supervision has run out is left out. Source: docs/rules.md#R-D3
    """
    today = now.astimezone(centre.tz).date()
    offers = (
        Offer.objects.of(centre)
        .published()
        .speaking(language)
        .filter(takes_walk_in=True, place_private=False)
        .exclude(legal_level="supervised", supervised_until__lt=today)
        .select_related("association")
        .prefetch_related("hours", "exceptions")
    )
    if topic is not None:
        offers = offers.filter(topics=topic)
    if offer is not None:
        offers = offers.filter(pk=offer.pk)
    calendar = calendar_of(centre=centre, now=now, days=days)
    return slots_of(offers, calendar, now=now, days=days)

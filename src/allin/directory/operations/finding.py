import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import connection

from allin.centres.models import Centre
from allin.core import languages
from allin.directory import rules, search
from allin.directory.models import Offer
from allin.directory.operations import standing as kept
from allin.directory.operations.hours import OpenSlot, calendar_of, slots_of
from allin.directory.operations.standing import LOOK_AHEAD, Standing, editions

SHOWN_IN = ("de", "en", "ar")


@dataclass(frozen=True)
class Wanted:
    """
    What somebody looks for.

    :param topic: key of a topic; "" for any
    :param language: which the counsellor must speak; "" for any
    :param weekday: 0 is Monday; None for any day
    :param after: wall time from which on they can come; None for any
    """

    text: str = ""
    topic: str = ""
    language: str = ""
    weekday: int | None = None
    after: dt.time | None = None
    step_free: bool = False
    open_now: bool = False


@dataclass(frozen=True)
class Hit:
    """
    One offer that was found.

    :param open_until: when it is open right now, until when
    :param next_starts: the next open hour within three weeks, if it is closed now
    """

    offer: Offer
    open_until: dt.datetime | None
    next_starts: dt.datetime | None
    next_ends: dt.datetime | None
    unconfirmed: bool
    zone: ZoneInfo

    def is_today(self, now: dt.datetime) -> bool:
        """Whether it is open today, now or later, in the centre's zone."""
        if self.next_starts is None:
            return False
        days = (at.astimezone(self.zone).date() for at in (self.next_starts, now))
        return next(days) <= next(days)


def entries() -> list[search.Entry]:
    """Read what anybody may read of all centres' offers, for a new index."""
    offers = (
        Offer.objects.published()
        .select_related("association")
        .prefetch_related("topics")
    )
    return [_entry(offer) for offer in offers.iterator(chunk_size=2000)]


def _entry(offer: Offer) -> search.Entry:
    topics = list(offer.topics.all())
    speech = offer.languages
    body = [offer.association.name, offer.association.short_name, offer.about]
    body += [str(text) for text in offer.abouts.values()]
    body += [offer.association.about, offer.public_place]
    for topic in topics:
        body += [str(name) for name in topic.names.values()]
        body += [str(word) for words in topic.words.values() for word in words]
    body += [languages.name(code, shown) for code in speech for shown in SHOWN_IN]
    return search.Entry(
        offer_id=offer.pk,
        centre_id=offer.centre_id,
        title=" ".join([offer.title, *map(str, offer.titles.values())]),
        body=" ".join(body),
        topics=tuple(topic.key for topic in topics),
        languages=tuple(speech),
        step_free=bool(offer.step_free),
    )


def _load_aside() -> list[search.Entry]:
    """Read the entries in a thread of its own, and leave no connection behind."""
    try:
        return entries()
    finally:
        connection.close()


@dataclass(frozen=True)
class Directory:
    """
    What stands in a centre's directory, and the index that finds in it.

    :ivar index: may be an edition behind; what it finds is looked up in `standing`
    """

    standing: Standing
    index: search.Index


def directory_of(*, centre: Centre, now: dt.datetime) -> Directory:
    """Take what this process keeps of a directory, read anew if anything changed."""
    as_of = editions()
    return Directory(
        standing=kept.shelf.standing(centre, as_of, now),
        index=search.shelf.index(as_of, first=entries, aside=_load_aside),
    )


def find_help(
    *,
    centre: Centre,
    wanted: Wanted,
    now: dt.datetime,
    directory: Directory | None = None,
) -> Sequence[Hit]:
    """
    Find the offers that fit; by likeness if words were typed, else soonest first.

    :param directory: if it was taken already
    An offer that was ended a second ago is not in the answer, even where the index
    still knows it.
    """
    directory = directory or directory_of(centre=centre, now=now)
    ids = directory.index.find(
        centre.pk,
        wanted.text,
        topic=wanted.topic,
        language=wanted.language,
        step_free=wanted.step_free,
    )
    stale, standing = _stale(centre, now), directory.standing
    hits = (
        _hit(offer, standing.next_slot(pk, now), centre.tz, now=now, stale=stale)
        for pk in ids
        if (offer := standing.offers.get(pk)) is not None
    )
    fitting = [hit for hit in hits if _fits(hit, wanted)]
    if not wanted.text:
        fitting.sort(key=lambda hit: _soonness(hit, now))
    return fitting


def describe(*, offer: Offer, now: dt.datetime) -> Hit:
    """Return how things stand with one offer right now."""
    slot = next(iter(slots_of_offer(offer=offer, now=now)), None)
    centre = offer.centre
    return _hit(offer, slot, centre.tz, now=now, stale=_stale(centre, now))


def slots_of_offer(*, offer: Offer, now: dt.datetime) -> Sequence[OpenSlot]:
    """List an offer's open hours of the next three weeks, one that runs included."""
    calendar = calendar_of(centre=offer.centre, now=now, days=LOOK_AHEAD)
    return slots_of([offer], calendar, now=now, days=LOOK_AHEAD)


def _stale(centre: Centre, now: dt.datetime) -> dt.date:
    return rules.stale_before(centre.settings, now.astimezone(centre.tz).date())


def _hit(
    offer: Offer,
    slot: OpenSlot | None,
    zone: ZoneInfo,
    *,
    now: dt.datetime,
    stale: dt.date,
) -> Hit:
    is_open = slot is not None and slot.starts_at <= now
    return Hit(
        offer=offer,
        # By appointment only, an open hour is when they answer, not a door.
        open_until=slot.ends_at if slot and is_open and offer.takes_walk_in else None,
        next_starts=slot.starts_at if slot else None,
        next_ends=slot.ends_at if slot else None,
        unconfirmed=offer.confirmed_on is None or offer.confirmed_on < stale,
        zone=zone,
    )


def _fits(hit: Hit, wanted: Wanted) -> bool:
    if wanted.open_now and hit.open_until is None:
        return False
    if wanted.weekday is None and wanted.after is None:
        return True
    return any(
        (wanted.weekday is None or hour.weekday == wanted.weekday)
        and (wanted.after is None or hour.ends > wanted.after)
        for hour in hit.offer.hours.all()
    )


def _soonness(hit: Hit, now: dt.datetime) -> tuple[bool, bool, dt.datetime, str]:
    return (
        hit.open_until is None,
        hit.next_starts is None,
        hit.next_starts or now,
        hit.offer.title,
    )

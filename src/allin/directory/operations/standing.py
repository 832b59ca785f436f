"""
What anybody may find in a directory today, read once a change and a day.

Every change moves the centre's edition on in its own transaction (`keeping.note`), so
a process that asks for the edition first never shows what was changed before.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from allin.centres.models import Centre
from allin.core import languages
from allin.directory.models import Association, Edition, Offer, Topic
from allin.directory.operations.hours import OpenSlot, calendar_of, slots_of
from allin.directory.rules import instant

LOOK_AHEAD = 21  # days in which the next open hour is looked for
PRIVATE = ("name", "phone", "email")

Editions = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Standing:
    """
    What stands in a directory on a day.

    :ivar offers: by id, with association, hours, exceptions and topics
    :ivar slots: by an offer's id, its open hours of today and three weeks, in order
    :ivar topics: by key, also those without an offer
    :ivar asked_for: topics with offers, and how many
    :ivar spoken: codes of the languages in which there is help
    :ivar associations: how many belong to the centre
    """

    offers: Mapping[int, Offer]
    slots: Mapping[int, Sequence[OpenSlot]]
    topics: Mapping[str, Topic]
    asked_for: Sequence[tuple[Topic, int]]
    spoken: Sequence[str]
    associations: int

    def next_slot(self, offer_id: int, now: dt.datetime) -> OpenSlot | None:
        """Return the open hour that runs at `now`, else the next one."""
        every = self.slots.get(offer_id, ())
        return next((slot for slot in every if slot.ends_at > now), None)


class Shelf:
    """Keeps what stands in each centre for this process."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, Standing]] = {}

    def standing(self, centre: Centre, as_of: Editions, now: dt.datetime) -> Standing:
        """
        Return what stands.

        :param as_of: what `editions` said a moment before
        """
        day = now.astimezone(centre.tz).date()
        if connection.in_atomic_block:
            # What is read here may be rolled back: nobody else shall see it.
            return read(centre, day)
        state = (dict(as_of).get(centre.pk), day, str(centre.tz), centre.land)
        kept = self._kept.get(centre.pk)
        if kept is None or kept[0] != state:
            kept = state, read(centre, day)
            self._kept[centre.pk] = kept
        return kept[1]


def read(centre: Centre, day: dt.date) -> Standing:
    """Read what stands in a centre on a day, with a handful of queries."""
    midnight = instant(day, dt.time.min, centre.tz)
    calendar = calendar_of(centre=centre, now=midnight, days=LOOK_AHEAD)
    offers = {
        offer.pk: offer
        for offer in Offer.objects.of(centre)
        .published()
        .select_related("association")
        # Nobody may find these, so no process keeps them.
        .defer(*(f"association__contact_{part}" for part in PRIVATE))
        .prefetch_related("hours", "exceptions", "topics")
    }
    bits = 0
    for offer in offers.values():
        bits |= offer.language_bits
    counts = Counter(
        topic.pk for offer in offers.values() for topic in offer.topics.all()
    )
    topics = list(Topic.objects.of(centre))
    return Standing(
        offers=offers,
        slots={
            pk: tuple(slots_of([offer], calendar, now=midnight, days=LOOK_AHEAD))
            for pk, offer in offers.items()
        },
        topics={topic.key: topic for topic in topics},
        asked_for=tuple(
            (topic, counts[topic.pk])
            for topic in topics
            if counts[topic.pk] and topic.ended_on is None
        ),
        spoken=tuple(languages.codes_in(bits)),
        associations=Association.objects.of(centre).standing().count(),
    )


def editions() -> Editions:
    """Return how often each directory was changed."""
    found = Edition.objects.order_by("pk").values_list("centre_id", "number")
    return tuple(found)


shelf = Shelf()

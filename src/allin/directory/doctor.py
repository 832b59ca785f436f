"""What is not as it should be in the directory. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.utils.translation import ngettext_lazy

from allin.centres.models import Centre
from allin.core.findings import Finding, found
from allin.directory.models import Association, Membership, Offer
from allin.directory.rules import stale_before

ROOM: Final = "directory"
PAGE: Final = "directory:associations"


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look at every centre's offers, and at boards of nobody."""
    for centre in Centre.objects.order_by("pk"):
        yield from _offers(centre, now)
    gone = Association.objects.exclude(merged_into__isnull=True, left_on__isnull=True)
    yield from found(
        Membership.objects.standing().filter(association__in=gone),
        ROOM,
        "board_of_nobody",
        ngettext_lazy(
            "One person still acts for an association that has left.",
            "%(count)d people still act for associations that have left.",
            "count",
        ),
        page=PAGE,
    )


def _offers(centre: Centre, now: dt.datetime) -> Iterable[Finding]:
    today = now.astimezone(centre.tz).date()
    published = Offer.objects.of(centre).published()
    since = stale_before(centre.settings, today)
    yield from found(
        published.exclude(confirmed_on__gte=since),
        ROOM,
        "unconfirmed",
        ngettext_lazy(
            "One offer was not confirmed for too long.",
            "%(count)d offers were not confirmed for too long.",
            "count",
        ),
        level="warn",
        page=PAGE,
    )
    yield from found(
        published.filter(hours__isnull=True, by_appointment=False),
        ROOM,
        "no_hours",
        ngettext_lazy(
            "One offer has neither open hours nor appointments.",
            "%(count)d offers have neither open hours nor appointments.",
            "count",
        ),
        level="warn",
        page=PAGE,
    )
    yield from found(
        published.filter(legal_level="supervised", supervised_until__lt=today),
        ROOM,
        "supervision_over",
        ngettext_lazy(
            "One offer of legal help has no supervisor any more.",
            "%(count)d offers of legal help have no supervisor any more.",
            "count",
        ),
        page=PAGE,
    )

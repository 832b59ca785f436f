"""What is not as it should be in the directory."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.core.findings import Finding
from allin.directory.models import Association, Membership, Offer
from allin.directory.rules import stale_before

ROOM = "directory"
SHOWN = 20
Row = TypeVar("Row", bound=Model)


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look at every centre; counts and ids, never content."""
    for centre in Centre.objects.all():
        yield from _of(centre, now)
    yield from _strays()


def _of(centre: Centre, now: dt.datetime) -> Iterable[Finding]:
    today = now.astimezone(centre.tz).date()
    published = Offer.objects.of(centre).published()
    old = published.exclude(
        confirmed_on__gte=stale_before(centre.settings, today)
    ).order_by("pk")
    yield from _found(
        old,
        "unconfirmed",
        lambda count: ngettext(
            "One offer was not confirmed for too long.",
            "%(count)d offers were not confirmed for too long.",
            count,
        ),
        level="warn",
    )
    timeless = published.filter(hours__isnull=True, by_appointment=False)
    yield from _found(
        timeless,
        "no_hours",
        lambda count: ngettext(
            "One offer has neither open hours nor appointments.",
            "%(count)d offers have neither open hours nor appointments.",
            count,
        ),
        level="warn",
    )
    yield from _found(
        published.filter(legal_level="supervised", supervised_until__lt=today),
        "supervision_over",
        lambda count: ngettext(
            "One offer of legal help has no supervisor any more.",
            "%(count)d offers of legal help have no supervisor any more.",
            count,
        ),
        level="bad",
    )


def _strays() -> Iterable[Finding]:
    gone = Association.objects.exclude(merged_into__isnull=True, left_on__isnull=True)
    yield from _found(
        Membership.objects.standing().filter(association__in=gone),
        "board_of_nobody",
        lambda count: ngettext(
            "One person still acts for an association that has left.",
            "%(count)d people still act for associations that have left.",
            count,
        ),
        level="bad",
    )


def _found(
    rows: QuerySet[Row],
    rule: str,
    sentence: Callable[[int], str],
    *,
    level: Literal["bad", "warn"],
) -> Iterable[Finding]:
    count = rows.count()
    if count:
        yield Finding(
            room=ROOM,
            rule=rule,
            sentence=sentence(count) % {"count": count},
            count=count,
            level=level,
            ids=tuple(str(pk) for pk in rows.values_list("pk", flat=True)[:SHOWN]),
        )

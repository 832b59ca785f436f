"""How the directory stands: what is confirmed, what has no hours, what waits."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from allin.centres.models import Centre
from allin.core import languages, people
from allin.core.prepared import Prepared
from allin.directory.models import (
    Association,
    Offer,
    OpenHour,
    Partner,
    Programme,
)
from allin.directory.rules import folding, stale_before
from allin.directory.rules.confirmation import ANSWER_IN


@dataclass(frozen=True)
class Listed:
    """What the list shows of an association; the whole of each takes ten times it."""

    pk: int
    name: str
    short_name: str
    language_bits: int

    @property
    def languages(self) -> list[str]:
        """The codes, in the order of the house."""
        return languages.codes_in(self.language_bits)


@dataclass(frozen=True)
class Line:
    """
    An association in the list.

    :param offers: how many are published
    :param without_hours: how many of those have neither hours nor appointments
    :param unconfirmed: whether an entry or offer was not confirmed for too long
    :param overdue: whether it was asked by letter since then and has not answered
    """

    association: Listed
    offers: int
    without_hours: int
    unconfirmed: bool
    overdue: bool = False


@dataclass(frozen=True)
class Overview:
    lines: Sequence[Line]
    total: int
    unconfirmed: int
    without_hours: int
    overdue: int = 0


def overview(
    *,
    centre: Centre,
    associations: "QuerySet[Association]",
    now: dt.datetime,
    text: str = "",
) -> Overview:
    """
    Tell how things stand, with two queries however many associations there are.

    :param text: keeps the lines whose name holds every word of it
    """
    stale = stale_before(centre.settings, now.astimezone(centre.tz).date())
    counts: dict[int, list[int]] = {}
    hours = OpenHour.objects.filter(offer=OuterRef("pk"))
    for association_id, has_hours, by_appointment, confirmed_on in (
        Offer.objects.of(centre)
        .published()
        .annotate(times=Exists(hours))
        .values_list("association_id", "times", "by_appointment", "confirmed_on")
        .order_by()
    ):
        count = counts.setdefault(association_id, [0, 0, 0])
        count[0] += 1
        count[1] += not has_hours and not by_appointment
        count[2] += confirmed_on is None or confirmed_on < stale
    lines = []
    for pk, name, short_name, bits, confirmed_on, asked_at in associations.values_list(
        "pk", "name", "short_name", "language_bits",
        "confirmed_on", "asked_to_confirm_at",
    ):  # fmt: skip
        one = Listed(pk, name, short_name, bits)
        offers, without, old = counts.get(one.pk, (0, 0, 0))
        stands_old = bool(old) or confirmed_on is None or confirmed_on < stale
        late = stands_old and asked_at is not None and asked_at < now - ANSWER_IN
        lines.append(Line(one, offers, without, stands_old, late))
    return Overview(
        lines=[line for line in lines if _holds(line, text)] if text else lines,
        total=len(lines),
        unconfirmed=sum(line.unconfirmed for line in lines),
        without_hours=sum(line.without_hours for line in lines),
        overdue=sum(line.overdue for line in lines),
    )


@dataclass(frozen=True)
class Belonging:
    """
    How many associations were part of the centre in a time.

    :param at_end: on its last day; `left` until then, since its first day
    """

    at_end: int
    left: int


def belonging(*, centre: Centre, first: dt.date, last: dt.date) -> Belonging:
    """Count the associations of a time, both days inclusive; one query."""
    begun = Q(member_since__isnull=True) | Q(member_since__lte=last)
    found = Association.objects.of(centre).filter(merged_into__isnull=True)
    numbers = found.filter(begun).aggregate(
        at_end=Count("pk", filter=Q(left_on__isnull=True) | Q(left_on__gt=last)),
        left=Count("pk", filter=Q(left_on__gte=first, left_on__lte=last)),
    )
    return Belonging(**numbers)


def unconfirmed(*, centre: Centre, now: dt.datetime) -> tuple[int, int]:
    """Count what `overview` calls unconfirmed, and what of it overdue; one query."""
    stale = stale_before(centre.settings, now.astimezone(centre.tz).date())
    found = _UNCONFIRMED.rows(centre=centre.pk, stale=stale, now=now)
    return next(((every, overdue) for every, overdue in found), (0, 0))


def _unconfirmed(
    *, centre: int, stale: dt.date, now: dt.datetime
) -> "QuerySet[Any, Any]":
    here = Centre(pk=centre)
    old = Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=stale)
    offers = Offer.objects.of(here).published().filter(association=OuterRef("pk"))
    asked = Q(asked_to_confirm_at__lt=now - ANSWER_IN)
    return (
        Association.objects.of(here)
        .standing()
        .filter(old | Exists(offers.filter(old)))
        .order_by()
        .values("centre")
        .annotate(all=Count("pk"), overdue=Count("pk", filter=asked))
        .values_list("all", "overdue")
    )


_UNCONFIRMED: Final = Prepared(_unconfirmed)


def _holds(line: Line, text: str) -> bool:
    name = f"{line.association.name} {line.association.short_name}"
    key = " ".join(form for word in folding.words(name) for form in folding.forms(word))
    return all(
        any(form in key for form in folding.forms(word)) for word in folding.words(text)
    )


def _short(model: type[Association | Partner], *, centre: int) -> "QuerySet[Any, Any]":
    called = Coalesce(NullIf(F("short_name"), Value("")), "name")
    rows: QuerySet[Any, Any] = model._default_manager.filter(centre_id=centre)
    return rows.order_by().values_list("pk", called)


_ASSOCIATIONS: Final = Prepared(partial(_short, Association))
_PARTNERS: Final = Prepared(partial(_short, Partner))
_PROGRAMMES: Final = Prepared(
    lambda *, centre: (
        Programme.objects.filter(centre_id=centre).order_by().values_list("pk", "name")
    )
)


def associations_called(*, centre: people.Centre) -> dict[int, str]:
    """Return association id -> its name for narrow places, as `called` says it."""
    return dict(_ASSOCIATIONS.rows(centre=centre.pk))


def partners_called(*, centre: people.Centre) -> dict[int, str]:
    """Return partner id -> its name for narrow places, as `called` says it."""
    return dict(_PARTNERS.rows(centre=centre.pk))


def programmes_named(*, centre: people.Centre) -> dict[int, str]:
    """Return programme id -> its name."""
    return dict(_PROGRAMMES.rows(centre=centre.pk))

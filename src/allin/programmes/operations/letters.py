"""Letters to who registered, in their language, with the way to their own page."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from allin.centres.operations import link
from allin.outbox import operations as outbox
from allin.programmes import subject
from allin.programmes.models import Occasion, Registration
from allin.programmes.rules import kernel
from allin.ui import dates


def _write(one: Registration, say: Callable[[], str], now: dt.datetime) -> None:
    if not subject.by_letter(one):
        return  # the coordination calls: the page of the series says so
    language = one.language or "de"
    with override(language):
        body = say()
        outbox.write(
            centre=one.centre,
            to_kind=subject.RECIPIENT,
            to_id=one.pk,
            body=body + "\n" + _("Your page: %(url)s") % {"url": address(one)},
            language=language,
            now=now,
        )


def address(one: Registration) -> str:
    """Return the whole address of the own page."""
    return link(one.centre, "programmes:registration", one.code)


def received(one: Registration, *, now: dt.datetime) -> None:
    """Say that they have a seat, or wait."""

    def say() -> str:
        about = {"title": one.event.title}
        if one.state == kernel.WAITING:
            return (
                _(
                    "You are on the waiting list: %(title)s. We write when a seat "
                    "is free."
                )
                % about
            )
        return _("You are registered: %(title)s.") % about

    _write(one, say, now)


def offered(one: Registration, *, now: dt.datetime) -> None:
    """Offer a seat, and say until when."""
    until = one.offered_until
    assert until is not None  # noqa: S101  (the constraint says so)

    def say() -> str:
        here = one.centre.tz
        moment = dates.moment(
            until.astimezone(here),
            get_language() or "de",
            this_year=now.astimezone(here).year,
        )
        return _(
            "A seat is free for you: %(title)s. Say yes until %(until)s, then it goes "
            "to the next person."
        ) % {"title": one.event.title, "until": moment}

    _write(one, say, now)


def lapsed(one: Registration, *, now: dt.datetime) -> None:
    """Say that the seat went to the next."""

    def say() -> str:
        return _(
            "The time to say yes is over: %(title)s. The seat went to the next person. "
            "You can register again at any time."
        ) % {"title": one.event.title}

    _write(one, say, now)


def changed(
    registrations: Iterable[Registration], what: Callable[[], str], *, now: dt.datetime
) -> None:
    """Tell everybody with a seat or in line that a date moved or is cancelled."""
    for one in registrations:
        _write(one, what, now)


def of_date(occasion: Occasion) -> list[Registration]:
    """Return who has a seat on a date, is offered one, or waits for one."""
    series = occasion.series
    whole = series is not None and series.one_registration
    event = series if whole and series is not None else occasion
    found = Registration.objects.of(event).exclude(
        state__in=(kernel.WITHDRAWN, kernel.LAPSED)
    )
    return list(found.select_related("centre", "series", "occasion"))

"""Registering for a date or a series: seats, the waiting list, offers that run out."""

import datetime as dt
import random
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.programmes import subject
from allin.programmes.models import Occasion, Registration, Series, Setup
from allin.programmes.operations import letters
from allin.programmes.operations.keeping import (
    SEATS,
    SEATS_OF_SERIES,
    check_plan,
    keep,
    note,
)
from allin.programmes.rules import kernel, settings
from allin.programmes.rules import seminars as rules
from allin.vault import operations as vault

CHANCE: Final[random.Random] = random.SystemRandom()
Event = Occasion | Series


def hold(event: Event) -> Event:
    """Hold an event's seats until the transaction ends, and return it as it is now."""
    if isinstance(event, Series):
        locks.hold(SEATS_OF_SERIES, [event.pk])
        return Series.objects.select_related("centre", "programme").get(pk=event.pk)
    locks.hold(SEATS, [event.pk])
    return Occasion.objects.select_related("centre", "programme").get(pk=event.pk)


def dates_of(event: Event) -> list[Occasion]:
    """Return the dates of an event that stand, first to last."""
    if isinstance(event, Occasion):
        return [event] if event.is_standing else []
    return list(event.occasions.standing().order_by("starts_at", "pk"))


def ends_at(event: Event) -> dt.datetime | None:
    """Return when the last date is over; None when no date stands."""
    return max((one.ends_at for one in dates_of(event)), default=None)


def is_open(event: Event, now: dt.datetime) -> bool:
    """Whether anybody may register: a date still begins, and none is cancelled."""
    begins = [one for one in dates_of(event) if one.starts_at > now]
    return bool(begins) and event.registers == kernel.OPEN


def number_of(event: Event, key: str) -> int:
    """Return a number of the event's programme, such as "offer_hours"."""
    found = Setup.objects.filter(programme=event.programme).first()
    kept = dict(found.settings) if found else {}
    return settings.number(kernel.SEMINARS, kept, key)


def new_code(centre_id: int, chance: random.Random) -> str:
    """Return a code nobody in the centre has."""
    while True:
        code = "".join(chance.choices(rules.LETTERS, k=rules.CODE_LENGTH))
        if not Registration.objects.filter(centre_id=centre_id, code=code).exists():
            return code


@locks.retried
@transaction.atomic
def register(
    *,
    event: Event,
    name: str,
    contact: str,
    language: str,
    by: Person | None,
    now: dt.datetime,
    chance: random.Random = CHANCE,
) -> Registration:
    """
    This will register somebody, or put them on the waiting list when all is full.

    Of two who want the last seat at once, one has it and the other waits.

    :param contact: an e-mail address or a number; sealed with the name
    :param by: who enters it; None when people register themselves
    :raises Refusal: nobody registers for it, or no date is to come
    Source: docs/rules.md#R-P11
    """
    here = hold(event)
    if not is_open(here, now):
        raise Refusal(_("Registration for this is closed."))
    if not name.strip() or not contact.strip():
        raise Refusal(_("A name and one way to reach you are needed."))
    taken, waiting = counts(here)
    seat = rules.has_seat(capacity=here.capacity, taken=taken, waiting=waiting)
    days = dt.timedelta(days=number_of(here, "keep_days"))
    one = Registration(
        centre=here.centre,
        occasion=here if isinstance(here, Occasion) else None,
        series=here if isinstance(here, Series) else None,
        subject_id=subject.seal(
            centre=here.centre,
            name=name.strip(),
            contact=contact.strip(),
            keep=(ends_at(here) or now) + days,
            now=now,
        ),
        language=language,
        state=kernel.REGISTERED if seat else kernel.WAITING,
        code=new_code(here.centre_id, chance),
        created_at=now,
    )
    keep(one)
    letters.received(one, now=now)
    note("register", one, by=by, now=now, detail=one.state)
    return one


def counts(event: Event) -> tuple[int, int]:
    """Return how many seats are taken or offered, and how many wait."""
    of_event = Registration.objects.of(event)
    return of_event.seated().count(), of_event.in_line().count()


@locks.retried
@transaction.atomic
def cancel_registration(
    *, registration: Registration, by: Person | None, now: dt.datetime
) -> Registration:
    """
    This will take somebody off, forget who it was, and offer the seat to the next.

    Twice is harmless.

    :param by: None when people leave by their own code
    :raises Refusal: it is over
    Source: docs/rules.md#R-P12
    """
    here = hold(registration.event)
    one = Registration.objects.select_related("centre").get(pk=registration.pk)
    if one.state == kernel.WITHDRAWN:
        return one
    last = ends_at(here)
    if last is not None and last <= now:
        raise Refusal(_("This is over. What was cannot be changed."))
    one.state, one.offered_until, one.ended_at = kernel.WITHDRAWN, None, now
    one.save(update_fields=["state", "offered_until", "ended_at"])
    if one.subject_id is not None:
        vault.erase(subject_id=one.subject_id, why="withdrawn", now=now)
    note("cancel_registration", one, by=by, now=now)
    _offer(here, now)
    return one


@locks.retried
@transaction.atomic
def accept_offer(
    *, registration: Registration, by: Person | None, now: dt.datetime
) -> Registration:
    """
    This will take the seat that was offered. Twice is harmless.

    :raises Refusal: nothing is offered, or the time for it is over
    Source: docs/rules.md#R-P13
    """
    hold(registration.event)
    one = Registration.objects.select_related("centre").get(pk=registration.pk)
    if one.state == kernel.REGISTERED:
        return one
    late = one.offered_until is not None and one.offered_until <= now
    if one.state == kernel.LAPSED or late:
        raise Refusal(
            _("The time to say yes is over, and the seat went to the next person.")
        )
    if one.state != kernel.OFFERED:
        raise Refusal(_("No seat is offered at present. You keep your place in line."))
    one.state, one.offered_until = kernel.REGISTERED, None
    one.save(update_fields=["state", "offered_until"])
    note("accept_offer", one, by=by, now=now)
    return one


@locks.retried
@transaction.atomic
def offer_freed_place(
    *, event: Event, by: Person | None, now: dt.datetime
) -> list[Registration]:
    """
    This will offer every free seat to who has waited longest, with a deadline.

    Returns whom; nobody when nothing is free or nothing is to come.
    Source: docs/rules.md#R-P13
    """
    del by  # whoever frees a seat; the offer is the house's
    return _offer(hold(event), now)


def _offer(event: Event, now: dt.datetime) -> list[Registration]:
    begins = [one.starts_at for one in dates_of(event) if one.starts_at > now]
    if not begins:
        return []
    taken, waiting = counts(event)
    number = rules.to_offer(capacity=event.capacity, taken=taken, waiting=waiting)
    hours = number_of(event, "offer_hours")
    offered = list(
        Registration.objects.of(event).in_line().select_related("centre")[:number]
    )
    for one in offered:
        one.state = kernel.OFFERED
        one.offered_until = rules.deadline(now=now, hours=hours, begins=max(begins))
        one.save(update_fields=["state", "offered_until"])
        letters.offered(one, now=now)
        note("offer_seat", one, by=None, now=now)
    return offered


def run_out(*, now: dt.datetime) -> int:
    """
    This will end every offer whose time is over, and offer the seat to the next.

    Returns how many ended. Running twice is harmless.
    Source: docs/rules.md#R-P13
    """
    late = list(Registration.objects.too_late(now).select_related("series", "occasion"))
    return sum(_lapse(one, now) for one in late)


@locks.retried
@transaction.atomic
def _lapse(late: Registration, now: dt.datetime) -> int:
    here = hold(late.event)
    mine = Registration.objects.too_late(now).filter(pk=late.pk)
    if not mine.update(state=kernel.LAPSED, offered_until=None, ended_at=now):
        return 0
    one = Registration.objects.select_related("centre").get(pk=late.pk)
    letters.lapsed(one, now=now)
    note("offer_lapsed", one, by=None, now=now)
    _offer(here, now)
    return 1


@locks.retried
@transaction.atomic
def change_capacity(
    *, event: Event, capacity: int, by: Person, now: dt.datetime
) -> Event:
    """
    This will change how many seats there are; new ones are offered at once.

    :param capacity: 1 to 5,000
    :raises Refusal: not the coordination, or more seats are taken already
    Source: docs/rules.md#R-P11
    """
    check_plan(event.centre, by)
    here = hold(event)
    taken, _waiting = counts(here)
    if capacity < taken:
        said = ngettext(
            "%(taken)d seat is taken already. There cannot be fewer.",
            "%(taken)d seats are taken already. There cannot be fewer.",
            taken,
        )
        raise Refusal(said % {"taken": taken}, field="capacity")
    here.capacity = capacity
    keep(here)
    note("change_capacity", here, by=by, now=now)
    _offer(here, now)
    return here

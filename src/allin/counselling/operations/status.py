"""What the person and the sender may see, by code and PIN."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.people import Person
from allin.counselling import rules
from allin.counselling.models import Pin, Referral, Session
from allin.counselling.operations.codes import CHANCE, digest, fits, give_pin
from allin.counselling.rules import Outcome


@transaction.atomic
def open_by_pin(*, centre: Centre, code: str, pin: str) -> tuple[Referral, str] | None:
    """
    Return the referral and whose PIN it was, or None.

    A wrong code, a wrong PIN, a locked PIN and another centre's code are one answer.
    Five wrong PINs lock both until the coordination gives a new one.
    Source: docs/rules.md#R-C5
    """
    wanted = rules.tidy_code(code)
    pins = list(
        Pin.objects.select_for_update()
        .select_related("referral__centre")
        .filter(referral__centre=centre, referral__code=wanted)
        .order_by("pk")
    )
    if not pins:
        digest(pin, "nobody")  # as long as for a real one
        return None
    open_ones = [one for one in pins if one.tries < rules.PIN_TRIES]
    for one in open_ones:
        if fits(one, pin):
            Pin.objects.filter(pk=one.pk).update(tries=0)
            return one.referral, one.whose
    Pin.objects.filter(pk__in=[one.pk for one in open_ones]).update(
        tries=F("tries") + 1
    )
    return None


def answer_for_sender(referral: Referral) -> str:
    """Return `answer_of` a referral, with one query for its talks."""
    return answer_of(
        referral,
        Session.objects.filter(referral=referral).values_list("outcome", flat=True),
    )


def answer_of(referral: Referral, outcomes: Iterable[str]) -> str:
    """
    Return the coded answer: "", "received", "arrived", "not_arrived" or "closed".

    "" means the person agreed to no answer. Never the content (R10).
    :param outcomes: of the talks held so far
    Source: docs/rules.md#R-C5
    """
    if not referral.tells_sender:
        return ""
    if set(outcomes) & {Outcome.HELPED, Outcome.PARTLY, Outcome.NOT_HELPED}:
        return "arrived"
    if referral.outcome == Outcome.NOT_ARRIVED:
        return "not_arrived"
    return "received" if referral.is_open else "closed"


@transaction.atomic
def renew_pin(*, referral: Referral, whose: str, by: Person, now: dt.datetime) -> str:
    """This will give the person or the sender a new PIN; the old one opens nothing."""
    pin = give_pin(referral=referral, whose=whose, chance=CHANCE)
    audit.record(
        centre=referral.centre,
        verb="counselling.renew_pin",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
        detail=whose,
    )
    return pin

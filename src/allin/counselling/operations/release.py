"""Letting go: open questions are closed, time and room are free again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.core import recipients
from allin.core.people import STRANGER, Person
from allin.counselling.models import Appointment, Ask, Referral
from allin.outbox import operations as outbox
from allin.rooms import operations as rooms
from allin.rooms.models import Booking
from allin.volunteers import operations as volunteers


@transaction.atomic
def let_go(
    *,
    referral: Referral,
    appointment: Appointment.State,
    by: Person | None,
    now: dt.datetime,
    tell: bool = True,
) -> None:
    """
    This will close every open question of a referral and free what was held for it.

    :param appointment: what becomes of the appointment that stands
    :param tell: write a neutral line to whoever was asked or had taken it on
    """
    asks = list(
        Ask.objects.filter(referral=referral, answer__in=["", "yes"]).order_by("pk")
    )
    Ask.objects.unanswered().filter(referral=referral).update(
        answer=Ask.Answer.CLOSED, answered_at=now, token_hash=None, pin_digest=""
    )
    Ask.objects.filter(referral=referral, answer=Ask.Answer.YES).update(
        token_hash=None, pin_digest=""
    )
    free(referral=referral, state=appointment, by=by, now=now)
    if tell:
        for ask in asks:
            if ask.asked_at is not None:
                tell_over(referral, ask, now)


@transaction.atomic
def free(
    *,
    referral: Referral,
    state: Appointment.State,
    by: Person | None,
    now: dt.datetime,
) -> None:
    """This will end the standing appointment, and free room and time still to come."""
    for one in Appointment.objects.standing().filter(referral=referral):
        Appointment.objects.filter(pk=one.pk).update(state=state, ended_at=now)
        if one.starts_at is None or one.starts_at > now:
            volunteers.release(
                holder_kind=Appointment.HOLDER, holder_id=one.pk, by=by, now=now
            )
            free_rooms(one, by=by or STRANGER, now=now)


def free_rooms(appointment: Appointment, *, by: Person, now: dt.datetime) -> None:
    """This will give back the room of an appointment, with what was lent with it."""
    for booking in Booking.objects.filter(
        centre_id=appointment.centre_id,
        holder_kind=Appointment.HOLDER,
        holder_id=appointment.pk,
        cancelled_at__isnull=True,
    ):
        rooms.cancel(booking=booking, by=by, now=now, from_holder=True)


def tell_over(referral: Referral, ask: Ask, now: dt.datetime) -> None:
    """Write a neutral line to who was asked: there is nothing left to do."""
    kind, to_id = (
        ("volunteers.volunteer", ask.volunteer_id)
        if ask.volunteer_id is not None
        else ("directory.association", ask.association_id)
    )
    reader = recipients.find(kind, to_id)
    language = reader.language if reader else "de"
    with override(language):
        outbox.write(
            centre=referral.centre,
            to_kind=kind,
            to_id=to_id,
            body=_("%(code)s is finished. There is nothing left to do for it.")
            % {"code": referral.code},
            language=language,
            now=now,
        )

"""What follows when a room or somebody's time goes away or moves, to the end."""

import datetime as dt
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from allin.core.people import Person
from allin.counselling.models import Appointment, Ask, Referral
from allin.counselling.operations.advance import advance
from allin.counselling.operations.ask import language_of, locked, to_whom
from allin.counselling.operations.release import free
from allin.counselling.permissions import is_in_hands_of
from allin.counselling.rules import State
from allin.outbox import operations as outbox
from allin.rooms.models import Booking
from allin.volunteers import operations as volunteers

CHANGED: Final = gettext_lazy(
    "There is news about %(code)s: the appointment has changed. Look at the page of "
    "your yes, and call the person."
)


def tell(
    referral: Referral,
    by: Person | None,
    now: dt.datetime,
    said: Promise = CHANGED,
) -> None:
    """
    Write a neutral line to who has taken it on; the page says the rest.

    Who changed it themselves knows.

    :param said: the line, with "%(code)s" in it
    """
    one = Ask.objects.filter(referral=referral, answer=Ask.Answer.YES).first()
    if one is None or (by is not None and is_in_hands_of(by, referral)):
        return
    kind, to_id = to_whom(one)
    language = language_of(one)
    with override(language):
        outbox.write(
            centre=referral.centre,
            to_kind=kind,
            to_id=to_id,
            body=str(said) % {"code": referral.code},
            language=language,
            now=now,
        )


class Holder:
    """What happens when a room or somebody's time goes away from below."""

    def released(
        self, holder_id: int, *, what: str, by: Person, now: dt.datetime
    ) -> None:
        """
        Follow a lost room or lost time to the end: state, the other half, letter, todo.

        Without the room the adviser chooses anew; without the adviser's time the
        referral waits for the coordination again.
        """
        one = Appointment.objects.standing().filter(pk=holder_id).first()
        if one is None:
            return
        referral = locked(one.referral_id)
        if what == "room":
            Appointment.objects.filter(pk=one.pk).update(
                state=Appointment.State.LOST_ROOM, ended_at=now
            )
            volunteers.release(
                holder_kind=Appointment.HOLDER, holder_id=one.pk, by=by, now=now
            )
            if referral.state == State.APPOINTMENT:
                note = "room_lost"
                advance(referral=referral, to=State.ACCEPTED, by=by, now=now, note=note)
            tell(referral, by, now)
            return
        free(referral=referral, state=Appointment.State.CANCELLED, by=by, now=now)
        tell(referral, by, now)
        Ask.objects.filter(referral=referral, answer=Ask.Answer.YES).update(
            answer=Ask.Answer.GAVE_BACK, answered_at=now, pin_digest=""
        )
        advance(referral=referral, to=State.RECEIVED, by=by, now=now, note="time_lost")

    def moved(
        self,
        holder_id: int,
        *,
        what: str,
        starts_at: dt.datetime,
        ends_at: dt.datetime,
        by: Person,
        now: dt.datetime,
    ) -> None:
        """Move the adviser's time along with the room; refuse when it is taken."""
        one = Appointment.objects.standing().filter(pk=holder_id).first()
        if one is None or what != "room":
            return
        volunteers.move(
            holder_kind=Appointment.HOLDER,
            holder_id=one.pk,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by,
            now=now,
        )
        # The room may be another one: whoever looks has to be sent to the right door.
        held = Booking.objects.standing().held_by(Appointment.HOLDER, [one.pk])
        place = held.values_list("room__name", flat=True).first() or one.place
        Appointment.objects.filter(pk=one.pk).update(
            starts_at=starts_at, ends_at=ends_at, place=place, moved_at=now
        )
        tell(locked(one.referral_id), by, now)

    def label(self, holder_id: int, *, person: Person) -> str:
        """Say no more than that two people meet."""
        del holder_id, person
        return _("Appointment")


HOLDER: Final = Holder()

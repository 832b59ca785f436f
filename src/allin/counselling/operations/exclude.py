"""Whom the person does not wish to meet: said later, heard by nobody but us."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling.models import Appointment, Ask, Exclusion, Referral
from allin.counselling.operations.advance import advance
from allin.counselling.operations.ask import go_on, locked, record
from allin.counselling.operations.release import free, tell_over
from allin.counselling.permissions import can_coordinate
from allin.counselling.rules import IN_HANDS, State
from allin.directory.models import Association
from allin.volunteers.models import Volunteer


@locks.retried
@transaction.atomic
def exclude(
    *, referral: Referral, whom: Association | Volunteer, by: Person, now: dt.datetime
) -> Referral:
    """
    This will keep an association, or one person, away from a referral from now on.

    Who of them was asked reads that there is nothing left to do, as everybody does;
    who had taken it on loses it, with time and room, and it waits again. Twice is
    harmless. None of them learns why.

    :raises Refusal: it is finished, or whom it names is not of this centre
    Source: docs/rules.md#R-A6 (R13)
    """
    current = _steered(referral, by)
    if whom.centre_id != current.centre_id:
        raise Refusal(_("There is nobody like that here."))
    kind = "volunteer" if isinstance(whom, Volunteer) else "association"
    named = {f"{kind}_id": whom.pk}
    _one, is_new = Exclusion.objects.get_or_create(None, referral=current, **named)
    if not is_new:
        return current
    record("exclude", current, by, now, detail=kind)
    _close(current, Q(**named), by=by, now=now)
    referral.refresh_from_db()
    return referral


def _steered(referral: Referral, by: Person) -> Referral:
    current = locked(referral.pk)
    if not can_coordinate(by, current.centre):
        raise Refusal(_("Only the coordination can do this."))
    if not current.is_open:
        raise Refusal(_("%(code)s is closed already.") % {"code": current.code})
    return current


def _close(referral: Referral, theirs: Q, *, by: Person, now: dt.datetime) -> None:
    """Close every question to them; take back what they had taken on."""
    held = Ask.objects.filter(theirs, referral=referral, answer__in=["", "yes"])
    asks = list(held.order_by("pk"))
    held.update(
        answer=Ask.Answer.CLOSED, answered_at=now, token_hash=None, pin_digest=""
    )
    for one in asks:
        if one.asked_at is not None:
            tell_over(referral, one, now)
    if referral.state in IN_HANDS and any(a.answer == Ask.Answer.YES for a in asks):
        free(referral=referral, state=Appointment.State.CANCELLED, by=by, now=now)
        advance(referral=referral, to=State.RECEIVED, by=by, now=now, note="excluded")
    elif referral.state == State.ASKING and asks:
        go_on(referral=referral, by=by, now=now)


@transaction.atomic
def admit(
    *, referral: Referral, exclusion_id: int, by: Person, now: dt.datetime
) -> Referral:
    """
    This will take an exclusion back, at the person's wish. Twice is harmless.

    Source: docs/rules.md#R-A6 (R13)
    """
    current = _steered(referral, by)
    gone, _of = Exclusion.objects.filter(referral=current, pk=exclusion_id).delete()
    if gone:
        record("admit", current, by, now)
    return current

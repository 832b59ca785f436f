"""One step of the state machine, taken once however many try."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling.models import Referral, Step
from allin.counselling.operations.keeping import keep_until
from allin.counselling.rules import IN_HANDS, UNACCEPTED, State, may_become


@transaction.atomic
def advance(
    *,
    referral: Referral,
    to: State,
    by: Person | None,
    now: dt.datetime,
    note: str = "",
    **changes: object,
) -> Referral:
    """
    This will move a referral to its next state and write the step down.

    :param note: a code word for the history, at most 20 letters, never what was typed
    :param changes: further columns that change in the same moment
    :raises Refusal: if no such step exists, or somebody else stepped first
    Source: docs/rules.md#R-C1
    """
    was = State(referral.state)
    if not may_become(was, to):
        raise Refusal(
            _("%(code)s is “%(state)s” and cannot become “%(next)s”.")
            % {"code": referral.code, "state": was.label, "next": to.label}
        )
    stepped = Referral.objects.filter(pk=referral.pk, state=was).update(
        state=to, since=now, **(_always(referral, to, now) | changes)
    )
    if not stepped:
        raise Refusal(
            _("Somebody else has just changed %(code)s. Look at it again.")
            % {"code": referral.code}
        )
    note_step(referral_id=referral.pk, was=was, became=to, by=by, now=now, note=note)
    referral.refresh_from_db(from_queryset=Referral.objects.select_related("centre"))
    audit.record(
        centre=referral.centre,
        verb=f"counselling.{to}",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
        detail=note,
    )
    return referral


def _always(referral: Referral, to: State, now: dt.datetime) -> dict[str, object]:
    """
    What a step changes by itself: the day of forgetting, and whose hands it is in.

    Taken on, it is kept while somebody works on it; given back, it waits again.
    """
    centre = referral.centre
    if to == State.ACCEPTED and referral.state in UNACCEPTED:
        return {"forget_on": keep_until(centre, now, "accepted"), "accepted_at": now}
    if to == State.RECEIVED and referral.state in IN_HANDS:
        return {
            "forget_on": keep_until(centre, now, "unaccepted"),
            "accepted_at": None,
            "association": None,
            "volunteer": None,
        }
    return {}


def note_step(
    *,
    referral_id: int,
    was: str,
    became: str,
    by: Person | None,
    now: dt.datetime,
    note: str = "",
) -> Step:
    """This will write one line of a referral's history."""
    return Step.objects.create(
        referral_id=referral_id,
        was=was,
        became=became,
        at=now,
        actor_id=by.id if by else None,
        note=note,
    )

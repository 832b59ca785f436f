"""The end of a talk, or of the referral: outcome, minutes, done."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling.models import Appointment, Referral, Session
from allin.counselling.operations import fact
from allin.counselling.operations.advance import advance
from allin.counselling.operations.count import enter
from allin.counselling.operations.keeping import keep_until
from allin.counselling.operations.release import free, let_go
from allin.counselling.permissions import can_close
from allin.counselling.rules import IN_HANDS, Outcome, State, Unmet
from allin.vault import operations as vault


@transaction.atomic
def close(
    *,
    referral: Referral,
    outcome: Outcome,
    minutes: int,
    by: Person,
    now: dt.datetime,
    held_on: dt.date | None = None,
) -> Session:
    """
    This will close a referral with its last talk, and fix the day of deletion.

    "Partly helped" closes nothing: it is a talk with another to come.

    :param minutes: of the adviser, 0 to 600
    :param held_on: day of the talk in the centre's zone; today if not given
    :raises Refusal: if nobody has taken it on (but for passing on), it is closed
        already, or the person is not the one who holds it
    Source: docs/rules.md#R-C8
    """
    if not can_close(by, referral):
        raise Refusal(_("Only who took it on, or the coordination, closes it."))
    if not referral.is_open:
        raise Refusal(_("%(code)s is closed already.") % {"code": referral.code})
    if referral.state not in IN_HANDS and outcome != Outcome.PASSED_ON:
        raise Refusal(_("Nobody has taken %(code)s on yet.") % {"code": referral.code})
    session = _talk(
        referral, outcome=outcome, minutes=minutes, by=by, now=now, held_on=held_on
    )
    missed = outcome == Outcome.NOT_ARRIVED
    state = Appointment.State.MISSED if missed else Appointment.State.HELD
    if outcome == Outcome.PARTLY:
        free(referral=referral, state=state, by=by, now=now)
        if referral.state == State.APPOINTMENT:
            advance(referral=referral, to=State.ACCEPTED, by=by, now=now, note="held")
        return session
    let_go(referral=referral, appointment=state, by=by, now=now, tell=False)
    until = keep_until(referral.centre, now, "closed")
    advance(
        referral=referral,
        to=State.CLOSED,
        by=by,
        now=now,
        note=outcome,
        outcome=outcome,
        closed_at=now,
        forget_on=until,
    )
    if referral.subject_id is not None:
        vault.keep_until(
            subject_id=referral.subject_id,
            until=dt.datetime.combine(
                until + dt.timedelta(days=1), dt.time(), referral.centre.tz
            ),
        )
    return session


def _talk(
    referral: Referral,
    *,
    outcome: Outcome,
    minutes: int,
    by: Person,
    now: dt.datetime,
    held_on: dt.date | None,
) -> Session:
    first = not referral.sessions.filter(people__gt=0).exists()
    received = first and outcome != Outcome.NOT_ARRIVED
    return enter(
        centre=referral.centre,
        kind=Session.Kind.APPOINTMENT,
        referral=referral,
        topic_key=referral.topic.key if referral.topic else "",
        language=referral.language,
        district=referral.district,
        association_id=referral.association_id,
        volunteer=referral.volunteer,
        partner_id=referral.partner_id,
        origin=referral.origin,
        minutes=minutes,
        outcome=outcome,
        people=int(received),
        held_on=held_on,
        by=by,
        now=now,
    )


@transaction.atomic
def decline(*, referral: Referral, by: Person, now: dt.datetime) -> Referral:
    """
    This will say that nobody can take a referral on; the need counts as unmet.

    The person's details are kept as long as after closing, so that somebody can
    still tell them. Only the coordination declines.
    Source: docs/rules.md#R-C1 (R11)
    """
    let_go(referral=referral, appointment=Appointment.State.CANCELLED, by=by, now=now)
    fact.add_unmet(referral, why=Unmet.DECLINED, now=now)
    return advance(
        referral=referral,
        to=State.DECLINED,
        by=by,
        now=now,
        closed_at=now,
        forget_on=keep_until(referral.centre, now, "unaccepted"),
    )


@transaction.atomic
def hand_on(
    *, referral: Referral, to: str, on: dt.date, by: Person, now: dt.datetime
) -> Referral:
    """
    This will note on which day a running deadline went to a professional service.

    Volunteers may still accompany; the referral stays where it is.

    :param to: the service, at most 120 letters, never a name of the person
    :param on: not in the future, centre's zone
    Source: docs/rules.md#R-C10 (R15)
    """
    if on > now.astimezone(referral.centre.tz).date():
        raise Refusal(_("This day has not come yet."), field="on")
    if not to.strip():
        raise Refusal(_("Write which service it went to."), field="to")
    Referral.objects.filter(pk=referral.pk).update(
        handed_on=on, handed_to=to.strip()[:120]
    )
    audit.record(
        centre=referral.centre,
        verb="counselling.hand_on",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
    )
    referral.refresh_from_db()
    return referral

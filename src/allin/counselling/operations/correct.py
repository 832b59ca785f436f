"""Correcting a session: the old value stays beside it, and facts are only added."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling.models import LONGEST, Referral, Session, SessionCorrection
from allin.counselling.operations import fact
from allin.counselling.operations.count import carry_hours
from allin.counselling.permissions import can_correct
from allin.counselling.rules import Outcome, State


@transaction.atomic
def correct_session(
    *,
    session: Session,
    minutes: int,
    outcome: Outcome,
    by: Person,
    now: dt.datetime,
) -> Session:
    """
    This will change minutes and outcome of a session and keep what it said before.

    The fact of the session's month is taken back and written anew. Hours follow: what
    nobody confirmed changes with it, what was confirmed gets a correcting row that
    the board sees and confirms.

    :param minutes: 0 to 600
    :raises Refusal: if somebody else corrected meanwhile, or the number is out of range
    Source: docs/rules.md#R-C8
    """
    if not can_correct(by, session):
        raise Refusal(_("Only who held the session, or the coordination, corrects it."))
    if not 0 <= minutes <= LONGEST:
        raise Refusal(_("A session lasts between 0 and 600 minutes."), field="minutes")
    old_minutes, old_outcome = session.minutes, session.outcome
    if (old_minutes, old_outcome) == (minutes, outcome):
        return session
    old_people, people = session.people, _people(session, outcome)
    changed = Session.objects.filter(
        pk=session.pk, minutes=old_minutes, outcome=old_outcome
    ).update(minutes=minutes, outcome=outcome, people=people)
    if not changed:
        raise Refusal(_("Somebody else has just corrected this. Look at it again."))
    SessionCorrection.objects.create(
        session=session,
        old_minutes=old_minutes,
        old_outcome=old_outcome,
        corrected_at=now,
        corrected_by=by.id,
    )
    _write_anew(
        session, (old_outcome, old_minutes, old_people), outcome, minutes, people
    )
    if session.referral is not None:
        _follow(session.referral, session, old_outcome, outcome)
    session.refresh_from_db()
    if session.hours_id is not None or not old_minutes:
        carry_hours(session, by, now)
    audit.record(
        centre=session.centre,
        verb="counselling.correct_session",
        thing="counselling.Session",
        thing_id=session.pk,
        by=by,
        now=now,
        detail=f"{old_outcome} {old_minutes}",
    )
    return session


def _people(session: Session, outcome: Outcome) -> int:
    """
    Return how many people a talk received for the first time, by its new outcome.

    Of a referral it is one at most, with the first talk to which the person came.
    """
    if session.referral is None:
        return session.people
    if outcome == Outcome.NOT_ARRIVED:
        return 0
    others = session.referral.sessions.exclude(pk=session.pk)
    return int(not others.filter(people__gt=0).exists())


def _follow(
    referral: Referral, session: Session, old_outcome: str, outcome: Outcome
) -> None:
    """Bring the referral's outcome along, and its one person to another talk."""
    talks = referral.sessions.order_by("held_on", "pk")
    last = talks.last()
    if last is not None and last.pk == session.pk:
        Referral.objects.filter(
            pk=referral.pk, state=State.CLOSED, outcome=old_outcome
        ).update(outcome=outcome)
    came = talks.exclude(outcome=Outcome.NOT_ARRIVED)
    first = came.first()
    if first is not None and not came.filter(people__gt=0).exists():
        Session.objects.filter(pk=first.pk).update(people=1)
        fact.add(
            fact.of_session(first),
            outcome=first.outcome,
            minutes=0,
            people=1,
            sessions=0,
        )


def _write_anew(
    session: Session,
    old: tuple[str, int, int],
    outcome: Outcome,
    minutes: int,
    people: int,
) -> None:
    """Take the fact back and write it as it was: two facts, none changed."""
    old_outcome, old_minutes, old_people = old
    about = fact.of_session(session)
    count = session.people if session.kind == Session.Kind.TALLY else 1
    fact.add(
        about,
        outcome=old_outcome,
        minutes=-old_minutes,
        people=-old_people,
        sessions=-count,
    )
    fact.add(
        about,
        outcome=outcome,
        minutes=minutes,
        people=people,
        sessions=count,
    )

"""Correcting a session: the old value stays beside it, and facts are only added."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling.models import LONGEST, Session, SessionCorrection
from allin.counselling.operations import fact
from allin.counselling.permissions import can_correct
from allin.counselling.rules import Outcome


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

    The fact of the session's month is taken back and written anew. Hours already
    entered stay as they are: they have a correction of their own.

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
    changed = Session.objects.filter(
        pk=session.pk, minutes=old_minutes, outcome=old_outcome
    ).update(minutes=minutes, outcome=outcome)
    if not changed:
        raise Refusal(_("Somebody else has just corrected this. Look at it again."))
    SessionCorrection.objects.create(
        session=session,
        old_minutes=old_minutes,
        old_outcome=old_outcome,
        corrected_at=now,
        corrected_by=by.id,
    )
    about = fact.of_session(session)
    count = session.people if session.kind == Session.Kind.TALLY else 1
    fact.add(
        about,
        outcome=old_outcome,
        minutes=-old_minutes,
        people=-session.people,
        sessions=-count,
    )
    fact.add(
        about,
        outcome=outcome,
        minutes=minutes,
        people=session.people,
        sessions=count,
    )
    session.refresh_from_db()
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

"""The one row all statistics read."""

import datetime as dt
from dataclasses import dataclass

from allin.centres.models import Centre
from allin.counselling.models import ContactFact, Referral, Session
from allin.counselling.rules import Outcome, Unmet


@dataclass(frozen=True)
class About:
    """What a fact may say: no name, no code, no day."""

    centre: Centre
    day: dt.date
    kind: str
    topic: str
    language: str
    district: str
    association_id: int | None
    partner_id: int | None
    programme_id: int | None
    origin: str


def of_session(session: Session) -> About:
    """Return what may be said of a session for ever."""
    return About(
        centre=session.centre,
        day=session.held_on,
        kind=session.kind,
        topic=session.topic_key,
        language=session.language,
        district=session.district,
        association_id=session.association_id,
        partner_id=session.partner_id,
        programme_id=session.programme_id,
        origin=session.origin,
    )


def add(
    about: About, *, outcome: str, minutes: int, people: int, sessions: int = 1
) -> ContactFact:
    """
    This will write one fact. Negative numbers take an earlier one back.

    Who did not come was not received: such a fact counts no session, no person and
    no minute.
    """
    if outcome == Outcome.NOT_ARRIVED:
        minutes = people = sessions = 0
    return ContactFact.objects.create(
        centre=about.centre,
        year=about.day.year,
        month=about.day.month,
        kind=about.kind,
        topic=about.topic,
        language=about.language,
        district=about.district,
        association_id=about.association_id,
        partner_id=about.partner_id,
        programme_id=about.programme_id,
        origin=about.origin,
        sessions=sessions,
        people=people,
        minutes=minutes,
        outcome=outcome,
    )


def add_unmet(referral: Referral, *, why: Unmet, now: dt.datetime) -> ContactFact:
    """This will write down a need nobody met (R11); nothing else is left of it."""
    return add(
        About(
            centre=referral.centre,
            day=now.astimezone(referral.centre.tz).date(),
            kind=ContactFact.Kind.UNMET,
            topic=referral.topic.key if referral.topic else "",
            language=referral.language,
            district=referral.district,
            association_id=None,
            partner_id=referral.partner_id,
            programme_id=None,
            origin=referral.origin,
        ),
        outcome=why,
        minutes=0,
        people=0,
        sessions=0,
    )

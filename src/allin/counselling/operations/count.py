"""Sessions without a name: walk-ins, tallies, and what every session writes."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling.models import LONGEST, Referral, Session, Slip
from allin.counselling.operations import fact
from allin.counselling.operations.keeping import keep_until
from allin.counselling.rules import Origin, Outcome
from allin.directory.models import Association, Partner, Programme, Topic
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer

MOST_AT_ONCE = 60  # people counted with one press


@transaction.atomic
def enter(
    *,
    centre: Centre,
    kind: Session.Kind,
    topic_key: str,
    language: str,
    district: str,
    association_id: int | None,
    volunteer: Volunteer | None,
    partner_id: int | None,
    origin: str,
    minutes: int,
    outcome: str,
    by: Person | None,
    now: dt.datetime,
    held_on: dt.date | None = None,
    people: int = 1,
    sessions: int = 1,
    programme: Programme | None = None,
    slip: Slip | None = None,
    referral: Referral | None = None,
) -> Session:
    """
    This will write a session, its fact and its hours, each once.

    :param minutes: of the adviser, 0 to 600; hours are written from 1 on
    :param held_on: day in the centre's zone; today if not given, never in the future
    :param people: received for the first time with this concern
    :raises Refusal: for a day to come, or minutes out of range
    Source: docs/rules.md#R-C8
    """
    held_on = _day(centre, held_on, now)
    if not 0 <= minutes <= LONGEST:
        raise Refusal(_("A session lasts between 0 and 600 minutes."), field="minutes")
    session = Session.objects.create(
        centre=centre,
        kind=kind,
        referral=referral,
        slip=slip,
        association_id=association_id,
        volunteer=volunteer,
        partner_id=partner_id,
        programme=programme,
        origin=origin,
        topic_key=topic_key,
        language=language,
        district=district,
        held_on=held_on,
        minutes=minutes,
        outcome=outcome,
        people=people,
        entered_at=now,
        entered_by=by.id if by else None,
        forget_on=keep_until(centre, now, "closed"),
    )
    fact.add(
        fact.of_session(session),
        outcome=outcome,
        minutes=minutes,
        people=people,
        sessions=sessions,
    )
    _enter_hours(session, by, now)
    return session


def _day(centre: Centre, held_on: dt.date | None, now: dt.datetime) -> dt.date:
    today: dt.date = now.astimezone(centre.tz).date()
    if held_on is not None and held_on > today:
        raise Refusal(_("This day has not come yet."), field="held_on")
    return held_on or today


def _enter_hours(session: Session, by: Person | None, now: dt.datetime) -> None:
    carry_hours(session, by, now)
    audit.record(
        centre=session.centre,
        verb="counselling.enter_session",
        thing="counselling.Session",
        thing_id=session.pk,
        by=by,
        now=now,
        detail=session.kind,
    )


def carry_hours(session: Session, by: Person | None, now: dt.datetime) -> None:
    """This will enter the hours of a session, or bring them to what it says now."""
    if session.hours is not None and by is not None:
        volunteers.carry_over(
            hours=session.hours, minutes=session.minutes, by=by, now=now
        )
    elif session.minutes and session.association_id is not None:
        association = Association.objects.get(
            pk=session.association_id, centre=session.centre
        )
        association.centre = session.centre
        session.hours = volunteers.enter_hours(
            volunteer=session.volunteer,
            association=association,
            programme=session.programme,
            kind="counselling",
            minutes=session.minutes,
            worked_on=session.held_on,
            by=by,
            now=now,
        )
        session.save(update_fields=["hours"])


def walk_in(
    *,
    centre: Centre,
    topic: Topic,
    language: str,
    minutes: int,
    outcome: Outcome,
    association: Association,
    by: Person | None,
    now: dt.datetime,
    district: str = "",
    volunteer: Volunteer | None = None,
    partner: Partner | None = None,
    held_on: dt.date | None = None,
) -> Session:
    """
    This will count one anonymous contact. There is no name to give.

    :param minutes: 0 to 600
    Source: docs/rules.md#R-C7 (C1)
    """
    return enter(
        centre=centre,
        kind=Session.Kind.WALK_IN,
        topic_key=topic.key,
        language=language,
        district=district,
        association_id=association.pk,
        volunteer=volunteer,
        partner_id=partner.pk if partner else None,
        origin=Origin.PARTNER if partner else Origin.SELF,
        minutes=minutes,
        outcome=outcome,
        held_on=held_on,
        by=by,
        now=now,
    )


def tally(
    *,
    centre: Centre,
    topic: Topic,
    language: str,
    count: int,
    minutes: int,
    association: Association,
    by: Person | None,
    now: dt.datetime,
    volunteer: Volunteer | None = None,
    held_on: dt.date | None = None,
) -> Session:
    """
    This will count several anonymous contacts of an open hour in one row.

    :param count: 1 to 60 people
    :param minutes: all together, 0 to 600
    :raises Refusal: for a count out of range
    Source: docs/rules.md#R-C7 (C1)
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refusal(
            _("At most %(most)d people at once.") % {"most": MOST_AT_ONCE},
            field="count",
        )
    return enter(
        centre=centre,
        kind=Session.Kind.TALLY,
        topic_key=topic.key,
        language=language,
        district="",
        association_id=association.pk,
        volunteer=volunteer,
        partner_id=None,
        origin=Origin.SELF,
        minutes=minutes,
        outcome=Outcome.HELPED,
        people=count,
        sessions=count,
        held_on=held_on,
        by=by,
        now=now,
    )

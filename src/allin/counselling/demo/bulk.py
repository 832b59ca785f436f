"""Size M: ten thousand referrals a year, in bulk; what is forgotten leaves facts."""

import datetime as dt

from allin.counselling import rules
from allin.counselling.demo.asking import MINUTES, OUTCOMES
from allin.counselling.demo.scene import Scene
from allin.counselling.models import ContactFact, Referral, Session, Step
from allin.counselling.operations.keeping import keep_until
from allin.counselling.rules import Origin, Outcome, State, Urgency, Way
from allin.directory.models import Association
from allin.volunteers.models import Hours

KEPT_DAYS = 88  # younger ones still have their row
BATCH = 2_000
CONFIRMED_AFTER = dt.timedelta(days=21)


def make_many(scene: Scene, count: int) -> None:
    """Make `count` closed referrals of a year: all as facts, the young as rows."""
    associations = list(Association.objects.of(scene.story.centre).standing())
    codes = _codes(scene, count)
    facts, young = [], []
    for code in codes:
        closed_at = scene.story.now - dt.timedelta(
            minutes=scene.story.random.randrange(60, 365 * 1440)
        )
        referral = _one(scene, code, closed_at, associations)
        minutes = scene.pick(MINUTES)
        facts.append(_fact(scene, referral, closed_at, minutes))
        if closed_at > scene.story.now - dt.timedelta(days=KEPT_DAYS):
            young.append((referral, minutes))
    ContactFact.objects.bulk_create(facts, batch_size=BATCH)
    _rows(scene, young)


def _codes(scene: Scene, count: int) -> list[str]:
    taken = set(
        Referral.objects.filter(centre=scene.story.centre).values_list(
            "code", flat=True
        )
    )
    codes: dict[str, None] = {}
    chance = scene.story.random
    while len(codes) < count:
        a, b, c, d, e = (chance.randrange(10_000) for _place in range(5))
        code = rules.spell((a, b, c, d, e))
        if code not in taken:
            codes[code] = None
    return list(codes)


def _one(
    scene: Scene, code: str, closed_at: dt.datetime, associations: list[Association]
) -> Referral:
    chance = scene.story.random
    partner = scene.partner()
    received_at = closed_at - dt.timedelta(days=chance.randrange(2, 25))
    return Referral(
        centre=scene.story.centre,
        code=code,
        topic=scene.topic(list(scene.story.cast["topics"].values())),
        language=scene.language(["ar", "tr", "uk", "ti", "fa-AF", "so", "ru", "de"]),
        district=scene.district(),
        urgency=Urgency.TWO_WEEKS,
        partner=partner,
        origin=Origin.PARTNER if partner else Origin.SELF,
        way=Way.ADDRESS if partner else Way.PUBLIC,
        state=State.CLOSED,
        outcome=scene.pick(OUTCOMES),
        received_at=received_at,
        since=closed_at,
        accepted_at=received_at + dt.timedelta(days=1),
        closed_at=closed_at,
        forget_on=keep_until(scene.story.centre, closed_at, "closed"),
        association=chance.choice(associations),
    )


def _fact(
    scene: Scene, referral: Referral, closed_at: dt.datetime, minutes: int
) -> ContactFact:
    day = closed_at.astimezone(scene.story.centre.tz)
    came = referral.outcome != Outcome.NOT_ARRIVED
    return ContactFact(
        centre=scene.story.centre,
        year=day.year,
        month=day.month,
        kind=ContactFact.Kind.APPOINTMENT,
        topic=referral.topic.key if referral.topic else "",
        language=referral.language,
        district=referral.district,
        association=referral.association,
        partner=referral.partner,
        origin=referral.origin,
        sessions=int(came),
        people=int(came),
        minutes=minutes if came else 0,
        outcome=referral.outcome,
    )


def _rows(scene: Scene, young: list[tuple[Referral, int]]) -> None:
    made = Referral.objects.bulk_create([one for one, _m in young], batch_size=BATCH)
    Step.objects.bulk_create(
        [
            Step(referral=one, was=was, became=became, at=at)
            for one in made
            for was, became, at in (
                ("", State.RECEIVED, one.received_at),
                (State.RECEIVED, State.ACCEPTED, one.accepted_at),
                (State.ACCEPTED, State.CLOSED, one.closed_at),
            )
            if at is not None
        ],
        batch_size=BATCH,
    )
    sessions = [_session(scene, one, minutes) for one, minutes in young]
    held = [one for one in sessions if one.minutes]
    rows = Hours.objects.bulk_create(
        [_hours(scene, one) for one in held], batch_size=BATCH
    )
    for session, hours in zip(held, rows, strict=True):
        session.hours = hours  # a correction of the session carries over to it
    Session.objects.bulk_create(sessions, batch_size=BATCH)


def _hours(scene: Scene, session: Session) -> Hours:
    """The row of work a session was entered as; three weeks later it is confirmed."""
    confirmed = scene.story.now - session.entered_at > CONFIRMED_AFTER
    return Hours(
        centre=scene.story.centre,
        association=session.association,
        kind="counselling",
        minutes=session.minutes,
        worked_on=session.held_on,
        entered_at=session.entered_at,
        confirmed_at=session.entered_at if confirmed else None,
        confirmed_by=scene.story.cast["derya"].pk if confirmed else None,
    )


def _session(scene: Scene, referral: Referral, minutes: int) -> Session:
    closed_at = referral.closed_at or referral.received_at
    came = referral.outcome != Outcome.NOT_ARRIVED
    return Session(
        centre=scene.story.centre,
        kind=Session.Kind.APPOINTMENT,
        referral=referral,
        association=referral.association,
        partner=referral.partner,
        origin=referral.origin,
        topic_key=referral.topic.key if referral.topic else "",
        language=referral.language,
        district=referral.district,
        held_on=closed_at.astimezone(scene.story.centre.tz).date(),
        minutes=minutes if came else 0,
        outcome=referral.outcome,
        people=int(came),
        entered_at=closed_at,
        forget_on=referral.forget_on,
    )

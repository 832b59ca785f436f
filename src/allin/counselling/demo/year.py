"""The year behind us: slips redeemed, walk-ins counted, referrals closed."""

import datetime as dt
import heapq
import itertools
from collections.abc import Callable
from functools import partial

from allin.counselling.demo.scene import Scene
from allin.counselling.models import Ask, Referral, Slip
from allin.counselling.operations.advance import advance
from allin.counselling.operations.close import close, decline
from allin.counselling.operations.correct import correct_session
from allin.counselling.operations.count import tally, walk_in
from allin.counselling.operations.forget import forget
from allin.counselling.operations.refer import Consents, Contact, pass_on
from allin.counselling.operations.slip import make_slip, redeem_slip
from allin.counselling.operations.withdraw import withdraw
from allin.counselling.rules import Outcome, State, Urgency, Way
from allin.directory.operations import OpenSlot
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Hours, Volunteer

Event = tuple[dt.datetime, int, Callable[[], object]]

SLIPS = 430
WALK_INS = 540
TALLIES = 40
REFERRALS = 190
OUTCOMES = {
    Outcome.HELPED: 70,
    Outcome.PARTLY: 0,
    Outcome.PASSED_ON: 12,
    Outcome.NOT_ARRIVED: 8,
    Outcome.NOT_HELPED: 10,
}
TALKED = {Outcome.HELPED: 78, Outcome.PASSED_ON: 14, Outcome.NOT_HELPED: 8}
MINUTES = {15: 12, 20: 18, 30: 30, 45: 24, 60: 12, 90: 4}


def happen(scene: Scene) -> None:
    """Let a year happen, event by event, in the order of time."""
    events: list[Event] = []
    number_of = itertools.count()  # two events of one moment keep their order

    def at(moment: dt.datetime, what: Callable[[], object]) -> None:
        if moment < scene.story.now:
            heapq.heappush(events, (moment, next(number_of), what))

    chance = scene.story.random
    for _slip in range(SLIPS):
        slot = chance.choice(scene.slots)
        at(slot.starts_at - dt.timedelta(days=2), partial(_slip_made, scene, slot, at))
    for _walk in range(WALK_INS):
        slot = chance.choice(scene.slots)
        at(slot.ends_at, partial(_walked_in, scene, slot))
    for _tally in range(TALLIES):
        slot = chance.choice(scene.slots)
        at(slot.ends_at, partial(_tallied, scene, slot))
    for number in range(REFERRALS):
        day = scene.story.now - dt.timedelta(days=360 * (number + 1) / REFERRALS + 3)
        # Referrers write while their offices are open.
        day = day.replace(hour=8 + number % 8, minute=number * 7 % 60)
        at(day, partial(_referred, scene, day, at))
    for month in range(12, -1, -1):
        night = scene.story.now - dt.timedelta(days=month * 30, hours=6)
        at(night, partial(forget, centre=scene.story.centre, now=night))
        at(night + dt.timedelta(hours=3), partial(_confirmed, scene, night))
    while events:  # an event may plan later ones
        heapq.heappop(events)[2]()


def _confirmed(scene: Scene, now: dt.datetime) -> None:
    """Have last month's hours confirmed; those of the last two weeks still wait."""
    done_by = (now - dt.timedelta(days=14)).date()
    rows = Hours.objects.waiting().filter(
        centre=scene.story.centre, worked_on__lt=done_by
    )
    ids = list(rows.values_list("pk", flat=True))
    volunteers.confirm_hours(ids=ids, by=scene.by, now=now)


def _slip_made(scene: Scene, slot: OpenSlot, at: Callable[..., None]) -> None:
    slip = send_by_slip(scene, slot, now=slot.starts_at - dt.timedelta(days=2))
    if scene.story.random.random() < 0.8:
        come = slot.starts_at + dt.timedelta(minutes=scene.story.random.randrange(90))
        at(come, partial(redeem_slip, slip=slip, by=scene.by, now=come))


def send_by_slip(scene: Scene, slot: OpenSlot, *, now: dt.datetime) -> Slip:
    """Send somebody to an open hour."""
    partner = scene.partner()
    return make_slip(
        centre=scene.story.centre,
        topic=scene.topic(scene.topics_of[slot.offer.pk]),
        language=scene.language(slot.offer.languages),
        district=scene.district(),
        slot=slot,
        partner=partner,
        way=Way.ADDRESS if partner else Way.PUBLIC,
        by=None,
        now=now,
        chance=scene.story.random,
    )


def _walked_in(scene: Scene, slot: OpenSlot) -> None:
    association = slot.offer.association
    session = walk_in(
        centre=scene.story.centre,
        topic=scene.topic(scene.topics_of[slot.offer.pk]),
        language=scene.language(slot.offer.languages),
        district=scene.district(),
        minutes=scene.pick(MINUTES),
        outcome=scene.pick(TALKED),
        association=association,
        volunteer=scene.adviser(association),
        partner=scene.partner() if scene.story.random.random() < 0.4 else None,
        by=scene.by,
        now=slot.ends_at,
    )
    if scene.story.random.random() < 0.02:
        correct_session(
            session=session,
            minutes=session.minutes + 15,
            outcome=Outcome(session.outcome),
            by=scene.by,
            now=slot.ends_at + dt.timedelta(minutes=5),
        )


def _tallied(scene: Scene, slot: OpenSlot) -> None:
    count = scene.story.random.randrange(2, 6)
    tally(
        centre=scene.story.centre,
        topic=scene.topic(scene.topics_of[slot.offer.pk]),
        language=scene.language(slot.offer.languages),
        count=count,
        minutes=count * 15,
        association=slot.offer.association,
        by=scene.by,
        now=slot.ends_at,
    )


def _referred(scene: Scene, day: dt.datetime, at: Callable[..., None]) -> None:
    chance = scene.story.random
    referral = refer(scene, now=day, language=scene.language(["ar", "uk", "tr", "ti"]))
    fate = chance.random()
    if fate < 0.04:
        later = day + dt.timedelta(days=chance.randrange(1, 9))
        at(later, partial(withdraw, referral=referral, by=None, now=later))
    elif fate < 0.07:
        later = day + dt.timedelta(days=12)
        at(later, partial(decline, referral=referral, by=scene.by, now=later))
    # Some wait in vain and expire; what waits today is told by `today` alone.
    elif fate < 0.93 or day > scene.story.now - dt.timedelta(days=31):
        later = day + dt.timedelta(hours=chance.randrange(3, 90))
        at(later, partial(_accepted, scene, referral, later, at))


def refer(
    scene: Scene,
    *,
    now: dt.datetime,
    language: str,
    topic: str = "",
    district: str | None = None,
    sender: str | None = None,
    urgency: Urgency | None = None,
    deadline_on: dt.date | None = None,
    wish_gender: str = "",
    wish_time: str = "",
) -> Referral:
    """Pass somebody invented on; what is not said is drawn."""
    story = scene.story
    sending = story.cast.get(sender) if sender is not None else scene.partner()
    name, channel, note = scene.contact()
    reviewed = language in {"de", "en", "ar"}
    return pass_on(
        centre=story.centre,
        topic=story.cast["topics"].get(topic)
        or scene.topic(list(story.cast["topics"].values())),
        language=language,
        district=scene.district() if district is None else district,
        urgency=urgency or scene.pick({Urgency.TWO_WEEKS: 5, Urgency.NO_HURRY: 4}),
        deadline_on=deadline_on,
        wish_gender=wish_gender,
        wish_time=wish_time,
        contact=Contact(name, channel, note),
        consents=Consents(
            pass_on=True,
            release=True,
            feedback=story.random.random() < 0.7,
            language=language if reviewed else "de",
            read_by="" if reviewed else "Sprachmittlung",
        ),
        partner=sending,
        way=Way.ADDRESS if sending else Way.PUBLIC,
        by=None,
        now=now,
        chance=story.random,
    ).referral


def _accepted(
    scene: Scene, referral: Referral, now: dt.datetime, at: Callable[..., None]
) -> None:
    who = speaker(scene, referral.language)
    if not referral.is_open or who is None:
        return
    take_on(scene, referral, who, now=now)
    later = now + dt.timedelta(days=scene.story.random.randrange(2, 20))
    at(later, partial(_closed, scene, referral, later))


def speaker(scene: Scene, language: str) -> Volunteer | None:
    """Draw an adviser who speaks a language, else nobody."""
    able = scene.speakers(language)
    return scene.story.random.choice(able) if able else None


def take_on(
    scene: Scene, referral: Referral, who: Volunteer, *, now: dt.datetime
) -> None:
    """Let somebody say yes on the telephone."""
    Ask.objects.create(
        centre=referral.centre,
        referral=referral,
        volunteer=who,
        association=who.association,
        way=Ask.Way.PHONE,
        planned_at=now,
        asked_at=now,
        answered_at=now,
        answer=Ask.Answer.YES,
    )
    volunteers.note_asked(volunteer_id=who.pk, now=now)
    volunteers.note_taken(volunteer=who, now=now)
    advance(
        referral=referral,
        to=State.ACCEPTED,
        by=scene.by,
        now=now,
        note="phone",
        volunteer=who,
        association=who.association,
    )


def _closed(scene: Scene, referral: Referral, now: dt.datetime) -> None:
    close(
        referral=referral,
        outcome=scene.pick(OUTCOMES),
        minutes=scene.pick(MINUTES),
        by=scene.by,
        now=now,
    )

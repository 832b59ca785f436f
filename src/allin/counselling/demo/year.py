"""The year behind us: slips redeemed, walk-ins counted, referrals closed."""

import datetime as dt
from functools import partial
from typing import Final

from allin.counselling.demo.asking import MINUTES, Way, is_there
from allin.counselling.demo.scene import Scene
from allin.counselling.demo.timeline import Timeline
from allin.counselling.models import Referral, Slip
from allin.counselling.operations.close import decline
from allin.counselling.operations.correct import correct_session
from allin.counselling.operations.count import tally, walk_in
from allin.counselling.operations.forget import forget
from allin.counselling.operations.refer import Consents, Contact, pass_on
from allin.counselling.operations.slip import make_slip, redeem_slip
from allin.counselling.operations.withdraw import withdraw
from allin.counselling.rules import UNACCEPTED, Outcome, Urgency
from allin.counselling.rules import Way as Came
from allin.directory.models import Topic
from allin.directory.operations import OpenSlot
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Hours

SLIPS: Final = 430
WALK_INS: Final = 540
TALLIES: Final = 40
REFERRALS: Final = 190
TALKED: Final = {Outcome.HELPED: 78, Outcome.PASSED_ON: 14, Outcome.NOT_HELPED: 8}
DAY: Final = dt.timedelta(days=1)


def plan_year(scene: Scene, time: Timeline) -> None:
    """Plan a year of people coming, each at the moment they came."""
    chance = scene.story.random
    for _slip in range(SLIPS):
        slot = chance.choice(scene.slots)
        time.at(slot.starts_at - 2 * DAY, partial(_slip_made, scene, time, slot))
    for _walk in range(WALK_INS):
        slot = chance.choice(scene.slots)
        time.at(slot.ends_at, partial(_walked_in, scene, slot))
    for _tally in range(TALLIES):
        slot = chance.choice(scene.slots)
        time.at(slot.ends_at, partial(_tallied, scene, slot))
    for number in range(REFERRALS):
        day = scene.story.now - dt.timedelta(days=360 * (number + 1) / REFERRALS + 3)
        # Referrers write while their offices are open.
        day = day.replace(hour=8 + number % 8, minute=number * 7 % 60)
        time.at(time.in_office(day), partial(_referred, scene, time))
    for month in range(12, -1, -1):
        night = scene.story.now - dt.timedelta(days=month * 30, hours=6)
        time.at(night, lambda at: forget(centre=scene.story.centre, now=at))
        time.at(night + dt.timedelta(hours=3), partial(_confirmed, scene))


def _confirmed(scene: Scene, now: dt.datetime) -> None:
    """Have last month's hours confirmed; those of the last two weeks still wait."""
    done_by = (now - dt.timedelta(days=14)).date()
    rows = Hours.objects.waiting().filter(
        centre=scene.story.centre, worked_on__lt=done_by
    )
    ids = list(rows.values_list("pk", flat=True))
    volunteers.confirm_hours(ids=ids, by=scene.by, now=now)


def _slip_made(scene: Scene, time: Timeline, slot: OpenSlot, now: dt.datetime) -> None:
    slip = send_by_slip(scene, slot, now=now)
    if scene.story.random.random() < 0.8:
        come = slot.starts_at + dt.timedelta(minutes=scene.story.random.randrange(90))
        time.at(come, lambda at: redeem_slip(slip=slip, by=scene.by, now=at))


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
        way=Came.ADDRESS if partner else Came.PUBLIC,
        by=None,
        now=now,
        chance=scene.story.random,
    )


def _walked_in(scene: Scene, slot: OpenSlot, now: dt.datetime) -> None:
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
        now=now,
    )
    if scene.story.random.random() < 0.02:
        correct_session(
            session=session,
            minutes=session.minutes + 15,
            outcome=Outcome(session.outcome),
            by=scene.by,
            now=now + dt.timedelta(minutes=5),
        )


def _tallied(scene: Scene, slot: OpenSlot, now: dt.datetime) -> None:
    count = scene.story.random.randrange(2, 6)
    tally(
        centre=scene.story.centre,
        topic=scene.topic(scene.topics_of[slot.offer.pk]),
        language=scene.language(slot.offer.languages),
        count=count,
        minutes=count * 15,
        association=slot.offer.association,
        by=scene.by,
        now=now,
    )


def _referred(scene: Scene, time: Timeline, now: dt.datetime) -> None:
    chance = scene.story.random
    referral = refer(scene, now=now, language=scene.language(["ar", "uk", "tr", "ti"]))
    recent = now > scene.story.now - 31 * DAY
    fate = chance.random()
    # Some wait in vain and expire; what waits today is told by `today` alone.
    if fate < 0.93 or recent:
        way = Way(scene, time, referral, sure=recent)
        time.at(time.in_office(now) + dt.timedelta(hours=1), way.asks)
    if fate < 0.04:
        later = now + chance.randrange(1, 9) * DAY
        time.at(later, partial(_withdrawn, referral))
    if fate < 0.07 or recent:
        days = 2 if recent else 12
        time.at(time.in_office(now + days * DAY), partial(_declined, scene, referral))


def _sent_for(scene: Scene) -> Topic:
    """Draw what somebody is sent for; legal questions mostly stay with who sends."""
    topics = list(scene.story.cast["topics"].values())
    legal = scene.story.random.random() < 0.2
    return scene.topic([one for one in topics if legal or not one.legal])


def _withdrawn(referral: Referral, now: dt.datetime) -> None:
    if is_there(referral):
        withdraw(referral=referral, by=None, now=now)


def _declined(scene: Scene, referral: Referral, now: dt.datetime) -> None:
    """Say so when nobody was found."""
    if is_there(referral) and referral.state in UNACCEPTED:
        decline(referral=referral, by=scene.by, now=now)


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
        topic=story.cast["topics"].get(topic) or _sent_for(scene),
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
        way=Came.ADDRESS if sending else Came.PUBLIC,
        by=None,
        now=now,
        chance=story.random,
    ).referral

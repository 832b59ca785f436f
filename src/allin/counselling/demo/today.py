"""What is open this morning, as the pictures of the house show it."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from allin.counselling.demo.asking import call, meet, one_more, possible, ready, take_on
from allin.counselling.demo.scene import Scene
from allin.counselling.demo.timeline import Timeline
from allin.counselling.demo.year import refer, send_by_slip
from allin.counselling.models import Ask, Referral
from allin.counselling.operations.answer import accept, asked_person, decline
from allin.counselling.operations.ask import ask
from allin.counselling.operations.close import close
from allin.counselling.rules import IN_HANDS, Outcome, Urgency
from allin.volunteers.models import Volunteer

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
SLIPS = 9  # on their way to the next open hours
OTHERS = 13  # under way besides those with a code of their own


def plan_today(scene: Scene, time: Timeline) -> None:
    """
    Plan what waits this morning: urgent, new, asked, appointment today.

    What offices do happens on working days; people answer on any day.
    """
    now = scene.story.now
    yesterday = (now - DAY).astimezone(scene.story.centre.tz).replace(hour=16)
    events: list[partial[Any]] = [
        partial(_urgent, scene, time, now=time.in_office(now - 3 * DAY)),
        partial(_new, scene, now=time.in_office(yesterday)),
        partial(_asked, scene, time, "M8-2QF", ("uk", "Wesertor", "diakonie_partner"),
                now=time.in_office(now - 4 * DAY), then=time.in_office(now - DAY)),
        partial(_asked, scene, time, "T5-6RB", ("fa-AF", "Mitte", ""),
                now=time.in_office(now - 2 * HOUR), then=time.in_office(now - HOUR)),
        partial(_meets_today, scene, time, now=time.in_office(now - 5 * DAY)),
        partial(_closed, scene, time, now=time.in_office(now - 12 * DAY)),
        partial(_taken, scene, time, now=time.in_office(now - 2 * DAY)),
        *(
            partial(_under_way, scene, time, number,
                    now=time.in_office(now - (20 - number) * DAY))
            for number in range(OTHERS)
        ),
        *(
            partial(send_by_slip, scene, slot, now=now - DAY)
            for slot in scene.coming[:SLIPS]
        ),
    ]  # fmt: skip
    for told in events:
        time.at(told.keywords["now"], _at_its_time(told))


def _at_its_time(told: "partial[Any]") -> Callable[[dt.datetime], object]:
    return lambda _moment: told()


def _named(referral: Referral, code: str) -> Referral:
    """Give the code the pictures show; codes are drawn otherwise."""
    if not Referral.objects.filter(centre=referral.centre, code=code).exists():
        Referral.objects.filter(pk=referral.pk).update(code=code)
        referral.refresh_from_db()
    return referral


def _who(scene: Scene, referral: Referral, now: dt.datetime) -> Volunteer | None:
    """Draw one of those who could."""
    able = ready(scene, referral, now) or one_more(referral, now)
    return scene.story.random.choice(able[:5]) if able else None


def _urgent(scene: Scene, time: Timeline, *, now: dt.datetime) -> None:
    """A deadline runs, and two have declined."""
    referral = _named(
        refer(
            scene,
            now=now,
            language="ti",
            topic="letters",
            district="Nord-Holland",
            sender="caritas_partner",
            urgency=Urgency.DEADLINE,
            deadline_on=scene.story.today + 9 * DAY,
            wish_gender="f",
            wish_time="morning",
        ),
        "K7-4M2",
    )
    for days in (2, 1):
        asked_at = max(time.in_office(scene.story.now - days * DAY), now + HOUR)
        time.at(asked_at + (2 - days) * HOUR, partial(_says_no, scene, time, referral))


def _says_no(
    scene: Scene, time: Timeline, referral: Referral, now: dt.datetime
) -> None:
    referral.refresh_from_db()
    able = ready(scene, referral, now) or one_more(referral, now)
    if able:
        one = call(scene, referral, able[0], now=now)
        time.at(now + HOUR / 2, partial(_declines, one))


def _declines(one: Ask, now: dt.datetime) -> None:
    decline(ask=one, reason=Ask.Reason.NO_TIME, by=asked_person(one), now=now)


def _new(scene: Scene, *, now: dt.datetime) -> None:
    """Somebody sent by Caritas, nobody asked yet."""
    _named(
        refer(
            scene,
            now=now,
            language="ar",
            topic="letters",
            district="Bettenhausen",
            sender="caritas_partner",
        ),
        "P3-9XD",
    )


def _asked(
    scene: Scene,
    time: Timeline,
    code: str,
    about: tuple[str, str, str],
    *,
    now: dt.datetime,
    then: dt.datetime,
) -> None:
    """Somebody was asked by letter and has not answered."""
    language, district, sender = about
    referral = refer(
        scene,
        now=now,
        language=language,
        topic="letters",
        district=district,
        sender=sender,
        urgency=Urgency.TWO_WEEKS,
    )
    _named(referral, code)
    time.at(max(then, now + HOUR), partial(_is_asked, scene, referral))


def _is_asked(scene: Scene, referral: Referral, now: dt.datetime) -> None:
    who = _who(scene, referral, now)
    if who is not None:
        ask(referral=referral, people=[who], mode=Ask.Mode.ONE, by=scene.by, now=now)


def _meets_today(scene: Scene, time: Timeline, *, now: dt.datetime) -> None:
    """Two meet this afternoon."""
    story = scene.story
    referral = refer(
        scene,
        now=now,
        language="tr",
        topic="letters",
        district="Rothenditmold",
        sender="diakonie_partner",
        urgency=Urgency.TWO_WEEKS,
    )
    _named(referral, "H2-7KN")
    starts_at = dt.datetime.combine(story.today, dt.time(14), story.centre.tz)
    time.at(
        max(time.in_office(story.now - 3 * DAY), now + HOUR),
        partial(_takes, scene, referral, starts_at),
    )


def _takes(
    scene: Scene, referral: Referral, starts_at: dt.datetime | None, now: dt.datetime
) -> None:
    who = _who(scene, referral, now)
    if who is None:
        return
    take_on(scene, referral, who, now=now)
    if starts_at is not None:
        meet(scene, referral, starts_at, now=now + HOUR / 4)


def _closed(scene: Scene, time: Timeline, *, now: dt.datetime) -> None:
    """One was closed yesterday."""
    referral = refer(
        scene,
        now=now,
        language="ar",
        topic="letters",
        sender="caritas_partner",
        urgency=Urgency.TWO_WEEKS,
    )
    _named(referral, "Z8-5QA")
    time.at(now + 2 * DAY, partial(_takes, scene, referral, None))
    time.at(scene.story.now - 18 * HOUR, partial(_is_closed, scene, referral))


def _is_closed(scene: Scene, referral: Referral, now: dt.datetime) -> None:
    referral.refresh_from_db()
    if referral.state not in IN_HANDS:
        return  # nobody could be found for it
    close(referral=referral, outcome=Outcome.HELPED, minutes=45, by=scene.by, now=now)


def _taken(scene: Scene, time: Timeline, *, now: dt.datetime) -> None:
    """Amal Rahimi said yes last night, and they meet in two days."""
    referral = refer(
        scene, now=now, language="ar", topic="letters", sender="caritas_partner"
    )
    _named(referral, "M4-1TP")
    time.at(now + HOUR, partial(_amal_is_asked, scene, time, referral))


def _amal_is_asked(
    scene: Scene, time: Timeline, referral: Referral, now: dt.datetime
) -> None:
    amal = scene.story.cast.get("volunteer")
    if amal not in possible(referral, now):
        return
    asked = ask(
        referral=referral, people=[amal], mode=Ask.Mode.ONE, by=scene.by, now=now
    )
    yes = partial(_amal_says_yes, scene, asked[0].ask)
    time.at(scene.story.now - 16 * HOUR, yes)


def _amal_says_yes(scene: Scene, one: Ask, now: dt.datetime) -> None:
    accept(ask=one, by=asked_person(one), now=now)
    day = scene.story.today + 2 * DAY
    starts_at = dt.datetime.combine(day, dt.time(10), scene.story.centre.tz)
    meet(scene, one.referral, starts_at, now=now + HOUR)


def _under_way(scene: Scene, time: Timeline, number: int, *, now: dt.datetime) -> None:
    story = scene.story
    language = scene.language(["ar", "tr", "uk", "fa-AF", "ru"])
    referral = refer(scene, now=now, language=language, topic="letters")
    starts_at = None
    if number % 3:
        day = story.today + (1 + number % 9) * DAY
        hour = dt.time(9 + number % 8)
        starts_at = dt.datetime.combine(day, hour, story.centre.tz)
    taken_at = time.awake(now + 2 * DAY)
    time.at(taken_at, partial(_takes, scene, referral, starts_at))

"""What is open this morning, as the pictures of the house show it."""

import datetime as dt

from django.db import transaction

from allin.core.errors import Refusal
from allin.counselling.demo.scene import Scene
from allin.counselling.demo.year import refer, send_by_slip, speaker, take_on
from allin.counselling.models import Appointment, Ask, Referral
from allin.counselling.operations.advance import advance
from allin.counselling.operations.close import close
from allin.counselling.rules import Outcome, State, Urgency
from allin.rooms import operations as rooms
from allin.rooms.models import Room
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
SLIPS = 9  # on their way to the next open hours
OTHERS = 13  # under way besides those with a code of their own


def open_now(scene: Scene) -> None:
    """Make what waits this morning: urgent, new, asked, appointment today."""
    now = scene.story.now
    _urgent(scene)
    yesterday = (now - DAY).astimezone(scene.story.centre.tz)
    _named(
        refer(
            scene,
            now=yesterday.replace(hour=16, minute=20, second=0, microsecond=0),
            language="ar",
            topic="letters",
            district="Bettenhausen",
            sender="caritas_partner",
        ),
        "P3-9XD",
    )
    _asked(scene, "M8-2QF", ("uk", "Wesertor", "diakonie_partner"), 4 * DAY, 2 * DAY)
    _asked(scene, "T5-6RB", ("fa-AF", "Mitte", ""), 2 * HOUR, HOUR)
    _meets_today(scene)
    _since_yesterday(scene)
    for number in range(OTHERS):
        _under_way(scene, number)
    for slot in scene.coming[:SLIPS]:
        send_by_slip(scene, slot, now=scene.story.now - DAY)


def _named(referral: Referral, code: str) -> Referral:
    """Give the code the pictures show; codes are drawn otherwise."""
    if not Referral.objects.filter(centre=referral.centre, code=code).exists():
        Referral.objects.filter(pk=referral.pk).update(code=code)
        referral.refresh_from_db()
    return referral


def _urgent(scene: Scene) -> None:
    story = scene.story
    referral = _named(
        refer(
            scene,
            now=story.now - 3 * DAY,
            language="ti",
            topic="letters",
            district="Nord-Holland",
            sender="caritas_partner",
            urgency=Urgency.DEADLINE,
            deadline_on=story.today + 9 * DAY,
            wish_gender="f",
            wish_time="morning",
        ),
        "K7-4M2",
    )
    speakers = scene.speakers("ti")[:2]
    for number, who in enumerate(speakers, start=1):
        asked_at = story.now - (3 - number) * DAY
        _ask(referral, who, asked_at, said_no_at=asked_at + 3 * HOUR)
    if speakers:
        _step_to_asking(scene, referral, story.now - 2 * DAY)


def _ask(
    referral: Referral,
    who: Volunteer,
    asked_at: dt.datetime,
    *,
    said_no_at: dt.datetime | None = None,
) -> None:
    Ask.objects.create(
        centre=referral.centre,
        referral=referral,
        volunteer=who,
        association=who.association,
        way=Ask.Way.PHONE,
        planned_at=asked_at,
        asked_at=asked_at,
        due_at=asked_at + 3 * DAY,
        answered_at=said_no_at,
        answer=Ask.Answer.NO if said_no_at else Ask.Answer.OPEN,
        reason=Ask.Reason.NO_TIME if said_no_at else Ask.Reason.NONE,
    )
    volunteers.note_asked(volunteer_id=who.pk, now=asked_at)


def _step_to_asking(scene: Scene, referral: Referral, at: dt.datetime) -> None:
    advance(referral=referral, to=State.ASKING, by=scene.by, now=at)


def _asked(
    scene: Scene,
    code: str,
    about: tuple[str, str, str],
    received: dt.timedelta,
    asked: dt.timedelta,
) -> None:
    language, district, sender = about
    now = scene.story.now
    referral = refer(
        scene,
        now=now - received,
        language=language,
        district=district,
        sender=sender,
        urgency=Urgency.TWO_WEEKS,
    )
    _named(referral, code)
    who = speaker(scene, language)
    if who is not None:
        _ask(referral, who, now - asked)
        _step_to_asking(scene, referral, now - asked)


def _meets_today(scene: Scene) -> None:
    story = scene.story
    referral = _named(
        refer(
            scene,
            now=story.now - 5 * DAY,
            language="tr",
            district="Rothenditmold",
            sender="diakonie_partner",
            urgency=Urgency.TWO_WEEKS,
        ),
        "H2-7KN",
    )
    who = speaker(scene, "tr")
    if who is not None:
        take_on(scene, referral, who, now=story.now - 3 * DAY)
        starts_at = dt.datetime.combine(story.today, dt.time(14), story.centre.tz)
        _meet(
            scene, referral, who, max(starts_at, story.now + HOUR), story.now - 2 * DAY
        )


def _since_yesterday(scene: Scene) -> None:
    """One closed yesterday, one accepted with an appointment on its way."""
    story = scene.story
    closed = _named(
        refer(
            scene,
            now=story.now - 12 * DAY,
            language="ar",
            sender="caritas_partner",
            urgency=Urgency.TWO_WEEKS,
        ),
        "Z8-5QA",
    )
    who = speaker(scene, "ar")
    if who is not None:
        take_on(scene, closed, who, now=story.now - 10 * DAY)
        close(
            referral=closed,
            outcome=Outcome.HELPED,
            minutes=45,
            by=scene.by,
            now=story.now - 18 * HOUR,
        )
    taken = _named(
        refer(scene, now=story.now - 2 * DAY, language="ar", sender="caritas_partner"),
        "M4-1TP",
    )
    adviser = story.cast.get("volunteer")
    if adviser is not None:
        take_on(scene, taken, adviser, now=story.now - 16 * HOUR)
        day = story.today + 2 * DAY
        _meet(
            scene,
            taken,
            adviser,
            dt.datetime.combine(day, dt.time(10), story.centre.tz),
            story.now - 15 * HOUR,
        )


def _under_way(scene: Scene, number: int) -> None:
    story = scene.story
    language = scene.language(["ar", "tr", "uk", "fa-AF", "ru"])
    referral = refer(scene, now=story.now - (20 - number) * DAY, language=language)
    who = speaker(scene, language)
    if who is None:
        return
    taken_at = story.now - (18 - number) * DAY
    take_on(scene, referral, who, now=taken_at)
    if number % 3:
        day = story.today + (1 + number % 9) * DAY
        hour = dt.time(9 + number % 8)
        starts_at = dt.datetime.combine(day, hour, story.centre.tz)
        _meet(scene, referral, who, starts_at, taken_at + DAY)


def _meet(
    scene: Scene,
    referral: Referral,
    who: Volunteer,
    starts_at: dt.datetime,
    agreed_at: dt.datetime,
) -> None:
    """Agree on a room where one is free, else on the association's own place."""
    story = scene.story
    ends_at = starts_at + HOUR
    meeting = Appointment.objects.create(
        centre=story.centre,
        referral=referral,
        volunteer=who,
        place_kind=Appointment.Place.OWN,
        place=who.association.called,
        starts_at=starts_at,
        ends_at=ends_at,
        made_at=agreed_at,
    )
    try:
        with transaction.atomic():
            volunteers.commit(
                volunteer=who,
                starts_at=starts_at,
                ends_at=ends_at,
                kind="appointment",
                holder_kind=Appointment.HOLDER,
                holder_id=meeting.pk,
                by=scene.by,
                now=agreed_at,
            )
    except Refusal:
        meeting.delete()
        return
    _room(scene, meeting, starts_at, ends_at)
    advance(referral=referral, to=State.APPOINTMENT, by=scene.by, now=agreed_at)


def _room(
    scene: Scene, meeting: Appointment, starts_at: dt.datetime, ends_at: dt.datetime
) -> None:
    for room in Room.objects.filter(centre=scene.story.centre).order_by("pk"):
        try:
            with transaction.atomic():
                rooms.book(
                    room=room,
                    starts_at=starts_at,
                    ends_at=ends_at,
                    by=scene.by,
                    holder_kind=Appointment.HOLDER,
                    holder_id=meeting.pk,
                    now=meeting.made_at,
                )
        except Refusal:
            continue
        Appointment.objects.filter(pk=meeting.pk).update(
            place_kind=Appointment.Place.ROOM, place=room.name
        )
        return

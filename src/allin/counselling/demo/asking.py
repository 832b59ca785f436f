"""Referrals of the demo: asked, answered, met and closed by the operations."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from allin.core.errors import Refusal
from allin.counselling.demo.scene import Scene
from allin.counselling.demo.timeline import Timeline
from allin.counselling.models import Appointment, Ask, Referral
from allin.counselling.operations.answer import (
    accept,
    asked_person,
    decline,
    give_back,
    give_pin,
    note_by_telephone,
    open_with_pin,
)
from allin.counselling.operations.appointment import agree, cancel, free_times, move
from allin.counselling.operations.ask import ask, run_over
from allin.counselling.operations.candidates import everybody_for, need_of
from allin.counselling.operations.close import close
from allin.counselling.rules import IN_HANDS, UNACCEPTED, Outcome
from allin.planning.asking import Reason
from allin.rooms.models import Room
from allin.volunteers.models import Volunteer
from allin.volunteers.rules import HARD

HOUR: Final = dt.timedelta(hours=1)
DAY: Final = dt.timedelta(days=1)
KEPT_FREE: Final = dt.timedelta(days=80)
AT_MOST: Final = 3  # asked at once, or in one order
OUTCOMES: Final = {
    Outcome.HELPED: 70,
    Outcome.PASSED_ON: 12,
    Outcome.NOT_ARRIVED: 8,
    Outcome.NOT_HELPED: 10,
}
MINUTES: Final = {15: 12, 20: 18, 30: 30, 45: 24, 60: 12, 90: 4}
MODES: Final = {Ask.Mode.IN_ORDER: 6, Ask.Mode.AT_ONCE: 2, Ask.Mode.ONE: 3}
ANSWERS: Final = {"yes": 62, "no": 30, "silence": 8}
REASONS: Final = {"no_time": 6, "not_my_topic": 2, "known": 1, "": 1}
PLACES: Final = {
    Appointment.Place.ROOM: 9,
    Appointment.Place.OWN: 4,
    Appointment.Place.PHONE: 3,
    Appointment.Place.CALL_FIRST: 4,
}


@dataclass
class Way:
    """
    How one referral goes on.

    :param sure: it finds somebody, however many say no: nothing of the last weeks
        waits but what this morning is about
    """

    scene: Scene
    time: Timeline
    referral: Referral
    sure: bool = False
    rounds: int = 0

    def asks(self, now: dt.datetime) -> None:
        """Have the coordination ask those whose turn it is."""
        if not is_there(self.referral):
            return
        waits = Ask.objects.asked().unanswered().filter(referral=self.referral)
        if self.referral.state not in UNACCEPTED or waits.exists():
            return
        people = ready(self.scene, self.referral, now)[:AT_MOST]
        if not people:
            return
        mode = self.scene.pick(MODES)
        if mode == Ask.Mode.ONE:
            people = people[:1]
        self.rounds += 1
        ask(referral=self.referral, people=people, mode=mode, by=self.scene.by, now=now)
        self._expect(now)

    def _expect(self, now: dt.datetime) -> None:
        """Plan the answers of all whose turn has come in this moment."""
        put = Ask.objects.unanswered().filter(referral=self.referral, asked_at=now)
        for one in put.order_by("pk"):
            answer = "yes" if self.sure else self.scene.pick(ANSWERS)
            hours = self.scene.story.random.randrange(1, 30)
            if answer == "silence" and one.due_at is not None:
                # Reminded before the time is over, and passed over after it.
                self.time.at(one.due_at - HOUR, lambda at: run_over(now=at))
                self.time.at(one.due_at + 14 * HOUR, self._goes_on)
                self.time.at(one.due_at + 4 * DAY, self._goes_on)
                continue
            later = self.time.awake(now + hours * HOUR)
            self.time.at(later, partial(self._answers, one, answer))

    def _answers(self, one: Ask, answer: str, now: dt.datetime) -> None:
        if not is_there(one) or one.answer != Ask.Answer.OPEN:
            return
        person = asked_person(one)
        if answer == "no":
            reason = self.scene.pick(REASONS)
            decline(ask=one, reason=reason, by=person, now=now)
            self._goes_on(now)
            return
        accept(ask=one, by=person, now=now)
        self._opens(one, now)

    def _goes_on(self, now: dt.datetime) -> None:
        """Whoever is next answers; when nobody is left, others are asked."""
        run_over(now=now)
        self._expect(now)
        again = self.time.in_office(now + DAY)
        if self.rounds < AT_MOST:
            self.time.at(max(again, now + HOUR), self.asks)

    def _opens(self, one: Ask, now: dt.datetime) -> None:
        """Read the contact with the PIN told by telephone; then meet."""
        pin = give_pin(ask=one, by=self.scene.by, now=now)
        open_with_pin(ask=one, pin=pin, now=now + dt.timedelta(minutes=10))
        if self.scene.story.random.random() < 0.03:
            give_back(ask=one, by=asked_person(one), now=now + HOUR)
            self.time.at(self.time.in_office(now + DAY), self.asks)
            return
        self._agrees(one, now + dt.timedelta(minutes=15))

    def _agrees(self, one: Ask, now: dt.datetime) -> None:
        kind = self.scene.pick(PLACES)
        person = asked_person(one)
        if kind == Appointment.Place.CALL_FIRST:
            agree(referral=self.referral, place_kind=kind, by=person, now=now)
            self._ends(one, now + self.scene.story.random.randrange(1, 12) * DAY)
            return
        offered = free_times(referral=self.referral, volunteer=one.volunteer, now=now)
        if not offered:
            self._ends(one, now + 5 * DAY)
            return
        time = self.scene.story.random.choice(offered)
        in_room = kind == Appointment.Place.ROOM
        made = agree(
            referral=self.referral,
            place_kind=kind,
            starts_at=time.starts_at,
            ends_at=time.ends_at,
            room=time.room if in_room else None,
            place=one.association.called if kind == Appointment.Place.OWN else "",
            by=person,
            now=now,
        )
        self._changes(one, made, time.room if in_room else None, now)

    def _changes(
        self, one: Ask, made: Appointment, room: Room | None, now: dt.datetime
    ) -> None:
        """Now and then something comes in between: moved, or cancelled."""
        if made.starts_at is None or made.ends_at is None:
            return
        fate, ends_at = self.scene.story.random.random(), made.ends_at
        before = now + (made.starts_at - now) / 2
        if fate < 0.08:
            self.time.at(before, partial(self._moves, made, room))
        elif fate < 0.11:
            self.time.at(before, partial(_cancels, made))
        self._ends(one, ends_at + dt.timedelta(minutes=20))

    def _moves(self, made: Appointment, room: Room | None, now: dt.datetime) -> None:
        """Put it one hour earlier; where that is taken it stays."""
        if not is_there(made):
            return
        starts_at, ends_at = made.starts_at, made.ends_at
        if starts_at is None or ends_at is None or starts_at - HOUR <= now:
            return
        try:
            move(
                appointment=made,
                place_kind=Appointment.Place(made.place_kind),
                place=made.place,
                room=room,
                starts_at=starts_at - HOUR,
                ends_at=ends_at - HOUR,
                by=self.scene.by,
                now=now,
            )
        except Refusal:
            return

    def _ends(self, one: Ask, at: dt.datetime) -> None:
        self.time.at(at, partial(self._closes, one))

    def _closes(self, one: Ask, now: dt.datetime) -> None:
        if not is_there(self.referral) or self.referral.state not in IN_HANDS:
            return
        close(
            referral=self.referral,
            outcome=self.scene.pick(OUTCOMES),
            minutes=self.scene.pick(MINUTES),
            by=asked_person(one),
            now=now,
        )


def _fresh(row: Referral | Ask | Appointment) -> QuerySet[Any] | None:
    """Return what brings a referral's centre and topic along; others need nothing."""
    if isinstance(row, Referral):
        return Referral.objects.select_related("centre", "topic")
    return None


def is_there(row: Referral | Ask | Appointment) -> bool:
    """Look at a row again; by now it may be forgotten."""
    try:
        row.refresh_from_db(from_queryset=_fresh(row))
    except ObjectDoesNotExist:
        return False
    return True


def _cancels(made: Appointment, now: dt.datetime) -> None:
    """Have the person cancel; the adviser stays and they speak on the telephone."""
    if is_there(made):
        cancel(appointment=made, by=None, now=now)


def possible(referral: Referral, now: dt.datetime) -> list[Volunteer]:
    """Return the volunteers who could, in the order of asking."""
    need = need_of(referral, now=now)
    able = everybody_for(referral, need).possible().select_related("association")
    return sorted(able, key=lambda one: bool(one.why))  # wishes later, else in turn


def ready(scene: Scene, referral: Referral, now: dt.datetime) -> list[Volunteer]:
    """Return who could but for Amal Rahimi, who is kept free for this morning."""
    able = possible(referral, now)
    if now < scene.story.now - KEPT_FREE:
        return able
    return [one for one in able if one != scene.story.cast.get("volunteer")]


def one_more(referral: Referral, now: dt.datetime) -> list[Volunteer]:
    """
    Agree on one referral more with somebody whose share of the quarter is used up.

    Late in a quarter nobody may be left; then the coordination rings somebody up.
    """
    need = need_of(referral, now=now)
    others = everybody_for(referral, need).impossible().select_related("association")
    full = [one for one in others if one.why.value & HARD == Reason.FULL.value]
    for one in full[:1]:
        one.share += 1
        one.save(update_fields=["share"])
    return full[:1]


def take_on(
    scene: Scene, referral: Referral, who: Volunteer, *, now: dt.datetime
) -> Ask:
    """Ask somebody on the telephone, who says yes at once."""
    asked = call(scene, referral, who, now=now)
    return note_by_telephone(
        referral=referral, ask=asked, yes=True, by=scene.by, now=now
    )


def call(scene: Scene, referral: Referral, who: Volunteer, *, now: dt.datetime) -> Ask:
    """Ask somebody on the telephone, who will think about it."""
    return ask(
        referral=referral,
        people=[who],
        mode=Ask.Mode.ONE,
        way=Ask.Way.PHONE,
        by=scene.by,
        now=now,
    )[0].ask


def meet(
    scene: Scene, referral: Referral, starts_at: dt.datetime, *, now: dt.datetime
) -> None:
    """Agree on a room where one is free, else on the association's own place."""
    referral.refresh_from_db()
    rooms = Room.objects.of(scene.story.centre).in_use().order_by("pk")[:3]
    own = referral.association.called if referral.association else ""
    for hour in range(4):
        begins = starts_at + hour * HOUR
        for room in (*rooms, None):
            try:
                agree(
                    referral=referral,
                    place_kind=Appointment.Place.ROOM
                    if room
                    else Appointment.Place.OWN,
                    starts_at=begins,
                    ends_at=begins + HOUR,
                    room=room,
                    place=own,
                    by=scene.by,
                    now=now,
                )
            except Refusal:
                continue
            return

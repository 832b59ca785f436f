"""Booking a room for something that comes back."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association
from allin.planning.recurrence import Hour, Occurrence, Rule
from allin.rooms import rules
from allin.rooms.models import Booking, Room, Series
from allin.rooms.operations import booking as once
from allin.rooms.operations import finding, telling, words

State = Literal["free", "booked", "clash", "closed", "missing", "past"]


@dataclass(frozen=True)
class Outcome:
    """
    What became, or would become, of one date of a series.

    :param state: missing: the clocks skip that hour; twice is free, and says so
    :param sentence: what is in the way, or worth knowing; "" when there is nothing
    :param near: what is free near it
    """

    on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: State
    sentence: str = ""
    near: tuple[finding.Alternative, ...] = ()
    booking: Booking | None = None

    @property
    def is_possible(self) -> bool:
        return self.state in ("free", "booked")


@dataclass(frozen=True)
class Round:
    """A series with the outcome of each of its dates; None: nothing was booked."""

    series: Series | None
    outcomes: tuple[Outcome, ...]

    @property
    def booked(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.state == "booked"]

    @property
    def in_the_way(self) -> list[Outcome]:
        return [one for one in self.outcomes if not one.is_possible]


def check_rule(rule: Rule, now: dt.datetime) -> list[Occurrence]:
    """Return the occurrences; refuse none, and more than a year of weeks."""
    if rule.until < rule.first:
        raise Refusal(_("The last day is before the first."), field="until")
    days = rule.occurrences()
    if not days:
        raise Refusal(_("There is no such day in that time."), field="until")
    if len(days) > rules.DATES:
        raise Refusal(
            _("A series has at most %(number)d dates. Choose an earlier last day.")
            % {"number": rules.DATES},
            field="until",
        )
    if days[-1].starts_at > now + rules.AHEAD:
        raise Refusal(
            _("Rooms can be booked two years ahead. That day is later."), field="until"
        )
    return days


def _look(
    room: Room, one: Occurrence, house: finding.House, now: dt.datetime
) -> tuple[State, str]:
    """Say whether a date is possible at all, whoever else may have booked it."""
    if one.hour is Hour.MISSING:
        return "missing", _(
            "The clocks go forward that night: the hour does not exist."
        )
    try:
        once.check_times(starts_at=one.starts_at, ends_at=one.ends_at, now=now)
    except Refusal as refusal:
        return "past", refusal.sentence
    try:
        once.check_open(
            house=house,
            room=room,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            now=now,
        )
    except Refusal as refusal:
        return "closed", refusal.sentence
    if one.hour is Hour.TWICE:
        return "free", _("The clocks go back that night: the first such hour is meant.")
    return "free", ""


def _clash(room: Room, one: Occurrence, now: dt.datetime) -> Outcome:
    return Outcome(
        one.on,
        one.starts_at,
        one.ends_at,
        "clash",
        words.taken(room.name, one.starts_at, one.ends_at, room.centre, now),
        tuple(
            finding.alternatives(
                room=room, starts_at=one.starts_at, ends_at=one.ends_at, now=now
            )
        ),
    )


def look_ahead(*, room: Room, rule: Rule, now: dt.datetime) -> list[Outcome]:
    """
    Say of each date of a rule whether it is free, without booking anything.

    :raises Refusal: the rule has no date, or too many
    """
    days = check_rule(rule, now)
    house = finding.house(centre=room.centre, first=days[0].on, last=days[-1].on)
    taken = finding.taken_by_room(
        rooms=[room], starts_at=days[0].starts_at, ends_at=days[-1].ends_at
    )[room.pk]
    outcomes = []
    for one in days:
        state, sentence = _look(room, one, house, now)
        wish = (one.starts_at, one.ends_at)
        if state == "free" and any(rules.touch(wish, span) for span in taken):
            outcomes.append(_clash(room, one, now))
        else:
            outcomes.append(Outcome(one.on, *wish, state, sentence))
    return outcomes


@locks.retried
def book_weekly(
    *,
    room: Room,
    rule: Rule,
    by: Person,
    now: dt.datetime,
    association: Association | None = None,
    title: str = "",
    only: Collection[dt.date] | None = None,
    holder_kind: str = "",
    holder_id: int = 0,
) -> Round:
    """
    Book a room on every date of a rule, in wall time.

    Nothing is dropped silently: when a date is not possible, nothing is booked, and
    the outcomes say what is in the way of which date. The person then decides, and
    names the dates to book in `only`.

    :param only: the dates the person chose; None: all of them
    :raises Refusal: as for `book`, when it is about no single date
    Source: docs/rules.md#R-11
    """
    once.check_may(centre=room.centre, by=by, association=association)
    days = check_rule(rule, now)
    wanted = [one for one in days if only is None or one.on in only]
    if not wanted:
        raise Refusal(_("Choose at least one date."))
    house = finding.house(centre=room.centre, first=days[0].on, last=days[-1].on)
    looks = [_look(room, one, house, now) for one in wanted]
    things: list[int] = room.takes
    if any(state != "free" for state, _sentence in looks):
        return Round(None, tuple(_probe(room, wanted, looks, things, now)))
    try:
        with transaction.atomic():
            locks.hold(once.LOCKS, things)
            series = _series(room, rule, association, title, now)
            bookings = [
                Booking(
                    centre=room.centre,
                    room=room,
                    association=association,
                    series=series,
                    title=title.strip(),
                    starts_at=one.starts_at,
                    ends_at=one.ends_at,
                    booked_by_id=by.id,
                    holder_kind=holder_kind,
                    holder_id=holder_id,
                    created_at=now,
                )
                for one in wanted
            ]
            Booking.objects.bulk_create(bookings)
            once.take(bookings=bookings, room=room, things=things, units=())
            telling.booked_series(series=series, bookings=bookings, by=by, now=now)
    except IntegrityError as error:
        if not once.is_clash(error):
            raise
        return Round(None, tuple(_probe(room, wanted, looks, things, now)))
    return Round(series, tuple(_booked(wanted, looks, bookings)))


def _booked(
    days: Iterable[Occurrence],
    looks: Iterable[tuple[State, str]],
    bookings: Iterable[Booking],
) -> Iterable[Outcome]:
    for one, (_state, said), made in zip(days, looks, bookings, strict=True):
        yield Outcome(one.on, one.starts_at, one.ends_at, "booked", said, (), made)


def _series(
    room: Room,
    rule: Rule,
    association: Association | None,
    title: str,
    now: dt.datetime,
) -> Series:
    return Series.objects.create(
        centre=room.centre,
        room=room,
        association=association,
        title=title.strip(),
        rrule=rule.rrule,
        first_on=rule.first,
        last_on=rule.until,
        starts=rule.starts,
        ends=rule.ends,
        created_at=now,
    )


def _probe(
    room: Room,
    days: Iterable[Occurrence],
    looks: Iterable[tuple[State, str]],
    things: Collection[int],
    now: dt.datetime,
) -> Iterable[Outcome]:
    """Look at each date by itself, through the index, and say what is in its way."""
    for one, (state, sentence) in zip(days, looks, strict=True):
        wish = (one.starts_at, one.ends_at)
        if state == "free" and finding.is_taken(
            room=room, things=things, starts_at=wish[0], ends_at=wish[1]
        ):
            yield _clash(room, one, now)
        else:
            yield Outcome(one.on, *wish, state, sentence)

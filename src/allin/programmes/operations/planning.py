"""Planning what takes place: once, and as a series of dates."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import STRANGER, Person
from allin.directory.models import Association, Programme
from allin.planning.recurrence import Hour, Rule
from allin.programmes.models import Occasion, Position, Series
from allin.programmes.operations.keeping import check_plan, keep, note
from allin.programmes.rules import kernel as rules
from allin.rooms import operations as rooms
from allin.rooms.models import Room


@dataclass(frozen=True)
class Wanted:
    """A position an occasion is planned with; fields as of models.Position."""

    label: str
    qualification: str = ""
    language: str = ""
    least: int = 1
    most: int = 1


@dataclass(frozen=True)
class Planned:
    """A series just planned, or None and what is in the way of which date."""

    series: Series | None
    outcomes: tuple[rooms.Outcome, ...]
    occasions: tuple[Occasion, ...] = ()


def check_time(starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime) -> None:
    """Refuse times nobody can mean."""
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the start."), field="ends")
    if ends_at - starts_at > rules.LONGEST:
        raise Refusal(_("That lasts longer than two weeks."), field="ends")
    if ends_at <= now:
        raise Refusal(
            _("That time has passed. Choose one that is still to come."), field="on"
        )
    if starts_at > now + rules.AHEAD:
        raise Refusal(_("That is more than two years ahead."), field="on")


def _check_here(
    programme: Programme, *things: Room | Association | Series | None
) -> None:
    for thing in things:
        if thing is not None and thing.centre_id != programme.centre_id:
            raise Refusal(_("There is nothing like that in this centre."))


@transaction.atomic
def plan_occasion(
    *,
    programme: Programme,
    kind: str,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Person | None,
    now: dt.datetime,
    association: Association | None = None,
    room: Room | None = None,
    place: str = "",
    language: str = "",
    capacity: int | None = None,
    registers: str = rules.NOBODY,
    public: bool = False,
    series: Series | None = None,
    positions: Sequence[Wanted] = (),
    state: str = rules.PLANNED,
) -> Occasion:
    """
    This will plan something that takes place, with its room and positions, or nothing.

    :param starts_at: aware; so is `ends_at`, the first instant after it
    :param room: booked for it; then `place` is not needed
    :param by: None when the house itself plans what somebody asked for in public
    :raises Refusal: not the coordination, a time that has passed, a room that is
        taken (then with what is free near it as ways out)
    Source: docs/rules.md#R-P2
    """
    check_plan(programme.centre, by)
    check_time(starts_at, ends_at, now)
    _check_here(programme, room, association, series)
    occasion = Occasion(
        centre=programme.centre,
        programme=programme,
        kind=kind,
        series=series,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        association=association,
        room=room,
        place="" if room else place.strip(),
        language=language,
        state=state,
        capacity=capacity,
        registers=registers,
        public=public,
        created_at=now,
    )
    keep(occasion)
    for wanted in positions:
        add_position(occasion=occasion, wanted=wanted, by=by, now=now)
    if room is not None:
        book_room(occasion, room, by, now)
    note("plan_occasion", occasion, by=by, now=now, detail=kind)
    return occasion


def book_room(
    occasion: Occasion, room: Room, by: Person | None, now: dt.datetime
) -> None:
    """Book a room for an occasion; whoever plans has decided that it may."""
    rooms.book(
        room=room,
        starts_at=occasion.starts_at,
        ends_at=occasion.ends_at,
        by=by or STRANGER,
        now=now,
        association=occasion.association,
        title=occasion.title,
        holder_kind=Occasion.HOLDER,
        holder_id=occasion.pk,
    )


@transaction.atomic
def add_position(
    *, occasion: Occasion, wanted: Wanted, by: Person | None, now: dt.datetime
) -> Position:
    """
    This will add what people do at an occasion, how many, what they have to bring.

    :raises Refusal: not the coordination, over or cancelled, fewer places than needed
    """
    check_plan(occasion.centre, by)
    if not occasion.is_standing or occasion.is_over(now):
        raise Refusal(_("This is over or cancelled. Nobody can be asked for it."))
    position = Position(
        centre=occasion.centre,
        occasion=occasion,
        label=wanted.label.strip(),
        qualification=wanted.qualification,
        language=wanted.language,
        least=wanted.least,
        most=wanted.most,
    )
    keep(position)
    note("add_position", position, by=by, now=now)
    return position


def look_ahead(
    *, rule: Rule, room: Room | None, now: dt.datetime
) -> list[rooms.Outcome]:
    """
    Say of each date of a rule whether it is possible, without planning anything.

    :raises Refusal: no date at all, or too many
    """
    if room is not None:
        return rooms.look_ahead(room=room, rule=rule, now=now)
    days = rule.occurrences()
    if not days:
        raise Refusal(_("There is no such day in that time."), field="until")
    if len(days) > rules.DATES:
        raise Refusal(
            _("A series has at most %(number)d dates. Choose an earlier last day.")
            % {"number": rules.DATES},
            field="until",
        )
    outcomes = []
    for one in days:
        span = (one.on, one.starts_at, one.ends_at)
        if one.hour is Hour.MISSING:
            said = _("The clocks go forward that night: the hour does not exist.")
            outcomes.append(rooms.Outcome(*span, "missing", said))
        elif one.ends_at <= now:
            outcomes.append(rooms.Outcome(*span, "past", _("That time has passed.")))
        else:
            outcomes.append(rooms.Outcome(*span, "free"))
    return outcomes


@transaction.atomic
def plan_weekly(
    *,
    programme: Programme,
    kind: str,
    title: str,
    rule: Rule,
    by: Person | None,
    now: dt.datetime,
    room: Room | None = None,
    only: Collection[dt.date] | None = None,
    about: str = "",
    one_registration: bool = False,
    certificate_share: int = rules.CERTIFICATE_SHARE,
    capacity: int | None = None,
    registers: str = rules.NOBODY,
    public: bool = False,
    language: str = "",
    **each: Any,
) -> Planned:
    """
    This will plan every date of a rule, in wall time, as one series.

    Nothing is dropped silently: when a date is not possible, nothing is planned and
    the outcomes say what is in its way; the person then names the dates in `only`.

    :param one_registration: capacity and registration belong to the series, else to
        each date
    :param each: more for every date, as for `plan_occasion`
    :raises Refusal: as for `plan_occasion`, and when there is no date
    Source: docs/rules.md#R-P3
    """
    check_plan(programme.centre, by)
    outcomes = look_ahead(rule=rule, room=room, now=now)
    wanted = [one for one in outcomes if only is None or one.on in only]
    if not wanted:
        raise Refusal(_("Choose at least one date."))
    if not all(one.is_possible for one in wanted):
        return Planned(None, tuple(wanted))
    seats: dict[str, Any] = {"capacity": capacity, "registers": registers}
    series = Series(
        centre=programme.centre,
        programme=programme,
        title=title.strip(),
        about=about.strip(),
        language=language,
        one_registration=one_registration,
        certificate_share=certificate_share,
        public=public,
        created_at=now,
        **(seats if one_registration else {}),
    )
    keep(series)
    occasions = tuple(
        plan_occasion(
            programme=programme,
            kind=kind,
            title=title,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            room=room,
            language=language,
            public=public,
            series=series,
            by=by,
            now=now,
            **({} if one_registration else seats),
            **each,
        )
        for one in wanted
    )
    note("plan_weekly", series, by=by, now=now, detail=f"dates={len(occasions)}")
    return Planned(series, tuple(wanted), occasions)

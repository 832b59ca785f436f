"""What a room plan may bring: a weekly grid, or a list, as coordinators keep it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allin.centres.models import Centre as Tenant
from allin.core import matching
from allin.core.cells import Option, Times, Weekly
from allin.core.errors import Refusal
from allin.core.people import Centre, Person
from allin.core.targets import Column, Remark, Row, Target, Thing, Twin, digest
from allin.directory.models import Association, Closure
from allin.directory.rules import is_nth
from allin.intake.rules.weekly import clashes, clock
from allin.planning.recurrence import Rule
from allin.rooms import operations, rules
from allin.rooms.models import Booking, Room, Series

PREFIX: Final = "series:"
AHEAD: Final = dt.timedelta(weeks=26)  # how far an imported plan is booked ahead
TITLE: Final = 120


def _rooms(centre: Centre) -> dict[str, Room]:
    of_here = Room.objects.of(centre).in_use().select_related("centre")
    return {room.name: room for room in of_here}


def _room(row: Row, rooms: Mapping[str, Room]) -> Room | None:
    """Return the room meant; a shortened word counts when it fits one room alone."""
    found = matching.matches(str(row.values.get("room", "")), rooms)
    is_clear = found and (found[0].sure or len(found) == 1)
    return rooms[found[0].text] if is_clear else None


def _houses(centre: Centre) -> dict[str, Association]:
    return {one.name: one for one in Association.objects.of(centre).standing()}


def _house(row: Row, houses: Mapping[str, Association]) -> Association | None:
    """Return the association named in its column, or within the words of the entry."""
    named = str(row.values.get("association", ""))
    if named:
        found = matching.matches(named, houses)
        return houses[found[0].text] if found and found[0].sure else None
    said = matching.words(_title(row))
    within = [one for name, one in houses.items() if matching.words(name) & said]
    return within[0] if len(within) == 1 else None


def _title(row: Row) -> str:
    return str(row.values.get("title", ""))[:TITLE]


def _times(row: Row) -> Times:
    told = row.values.get("times")
    return told if isinstance(told, Times) else Times()


def _is_of_week(weekly: Weekly, day: dt.date) -> bool:
    """Whether it takes place on that day: even and odd weeks are those of ISO."""
    is_even = day.isocalendar().week % 2 == 0
    parity = not weekly.parity or is_even == (weekly.parity == "even")
    return parity and is_nth(day, weekly.nths)


def _rule(
    weekly: Weekly, zone_of: Room, now: dt.datetime, away: Iterable[dt.date]
) -> Rule:
    """Return the rule from tomorrow on, with what does not take place left out."""
    zone = zone_of.centre.tz
    tomorrow = now.astimezone(zone).date() + dt.timedelta(days=1)
    first = tomorrow + dt.timedelta(days=(weekly.weekday - tomorrow.weekday()) % 7)
    last = tomorrow + AHEAD
    weeks = (last - first).days // 7 + 1
    days = [first + dt.timedelta(weeks=n) for n in range(weeks)]
    off = {day for day in days if not _is_of_week(weekly, day)} | set(away)
    return Rule(
        first=first,
        until=last,
        starts=weekly.starts,
        ends=weekly.ends,
        zone=zone,
        except_on=frozenset(off),
    )


def _school_holidays(centre: Centre, now: dt.datetime) -> set[dt.date]:
    first = now.date()
    spans = Closure.objects.touching(centre, first, first + AHEAD).filter(
        kind=Closure.SCHOOL
    )
    return {
        span.starts_on + dt.timedelta(days=n)
        for span in spans
        for n in range((span.ends_on - span.starts_on).days + 1)
    }


# -- what is said before anything is created


def check(centre: Centre, rows: Sequence[Row], by: Person) -> Iterable[Remark]:
    """Say of each row what is in doubt, missing, or in the way of another row."""
    del by  # whoever imports sees the whole plan
    rooms, houses = _rooms(centre), _houses(centre)
    placed: dict[int, list[tuple[Row, Weekly]]] = {}
    for row in rows:
        room = _room(row, rooms)
        yield from _about_room(row, room, rooms)
        yield from _about_times(row, room)
        yield from _about_house(row, houses)
        if room is not None:
            mine = [(row, weekly) for weekly in _times(row).hours]
            yield from _about_others(mine, placed.setdefault(room.pk, []))
            placed[room.pk] += mine


def _about_room(
    row: Row, room: Room | None, rooms: Mapping[str, Room]
) -> Iterator[Remark]:
    if room is None:
        written = str(row.values.get("room", ""))
        options = tuple(Option(name, name) for name in rooms)
        sentence = _("“%(room)s” is not a room of this house.") % {"room": written}
        yield Remark(row.number, sentence, "room", "stop", options[:6])


def _about_times(row: Row, room: Room | None) -> Iterator[Remark]:
    times = _times(row)
    if not times.hours:
        sentence = _("Without day and hours no room can be booked.")
        yield Remark(row.number, sentence, "times", "stop")
    if room is None:
        return
    for weekly in times.hours:
        wall = rules.hours_on(room.hours, dt.date(2026, 1, 5 + weekly.weekday))
        late = weekly.past_midnight and weekly.ends != dt.time(0)
        if wall is None or late or _outside(weekly, wall):
            sentence = _("“%(room)s” is not open at that time: %(from)s to %(to)s.")
            said = {
                "room": room.name,
                "from": clock(weekly.starts),
                "to": clock(weekly.ends),
            }
            yield Remark(row.number, sentence % said, "times", "stop")


def _outside(weekly: Weekly, wall: tuple[dt.time, dt.time]) -> bool:
    midnight = dt.time(0)
    too_late = wall[1] != midnight and (
        weekly.ends == midnight or weekly.ends > wall[1]
    )
    return weekly.starts < wall[0] or too_late


def _about_house(row: Row, houses: Mapping[str, Association]) -> Iterator[Remark]:
    if _house(row, houses) is not None:
        return
    named = str(row.values.get("association", "")) or _title(row)
    likely = matching.matches(named, houses)
    if likely:
        options = tuple(Option(match.text, match.text) for match in likely)
        sentence = _("Which association is meant by “%(name)s”?") % {"name": named}
        yield Remark(row.number, sentence, "association", "doubt", options)
    else:
        sentence = _("No association of this name: it is booked for the house itself.")
        yield Remark(row.number, sentence, "association", "note")


def _about_others(
    mine: Iterable[tuple[Row, Weekly]], others: Iterable[tuple[Row, Weekly]]
) -> Iterator[Remark]:
    for row, weekly in mine:
        for other, theirs in others:
            if clashes(weekly, theirs):
                sentence = _(
                    "At that time the room is also given to “%(name)s” (row %(row)d)."
                ) % {"name": _title(other), "row": other.number}
                yield Remark(row.number, sentence, "times", "clash")
                break


def find_duplicates(centre: Centre, rows: Sequence[Row], by: Person) -> Iterable[Twin]:
    """Find rows that are booked already, by an earlier import or by hand."""
    del by
    rooms = _rooms(centre)
    there = {
        (one.room_id, one.first_on.weekday(), one.starts, one.ends): one
        for one in Series.objects.filter(centre_id=centre.pk, bookings__isnull=False)
        .filter(bookings__cancelled_at__isnull=True)
        .distinct()
    }
    for row in rows:
        room = _room(row, rooms)
        hours = _times(row).hours if room is not None else ()
        same = [
            there.get((room.pk, h.weekday, h.starts, h.ends)) if room else None
            for h in hours
        ]
        if same and all(same):
            first = same[0]
            assert first is not None  # noqa: S101  (all of them are there)
            yield Twin(
                row.number,
                _("the same room, day and hours"),
                first.title,
                ref=f"{PREFIX}{first.pk}",
                sure=all(one is not None and one.title == _title(row) for one in same),
                there={"title": first.title},
            )


# -- creating and taking back


def create(centre: Centre, row: Row, by: Person, now: dt.datetime) -> str:
    """Book every date of half a year, but for days the house is closed."""
    room = _room(row, _rooms(centre))
    if room is None:
        raise Refusal(_("There is no such room here."), field="room")
    away = _school_holidays(centre, now) if _times(row).not_in_holidays else set()
    made = [
        _book(room, _rule(weekly, room, now, away), row, by, now)
        for weekly in _times(row).hours
    ]
    if not made:
        raise Refusal(_("Without day and hours no room can be booked."), field="times")
    return PREFIX + ",".join(str(series.pk) for series in made)


def _book(room: Room, rule: Rule, row: Row, by: Person, now: dt.datetime) -> Series:
    house = _house(row, _houses(room.centre))
    only: set[dt.date] | None = None
    for _try in range(2):
        made = operations.book_weekly(
            room=room,
            rule=rule,
            by=by,
            association=house,
            title=_title(row),
            only=only,
            now=now,
        )
        if made.series is not None:
            return made.series
        clash = [one for one in made.in_the_way if one.state == "clash"]
        if clash:
            said = ngettext(
                "On %(number)d date the room is taken already, first: %(first)s",
                "On %(number)d dates the room is taken already, first: %(first)s",
                len(clash),
            )
            about = {"number": len(clash), "first": clash[0].sentence}
            raise Refusal(said % about, field="times")
        only = {one.on for one in made.outcomes if one.is_possible}
    raise Refusal(_("There is no such day in that time."), field="times")


def _series(centre: Centre, ref: str) -> list[Series]:
    ids = [int(part) for part in ref.removeprefix(PREFIX).split(",") if part.isdigit()]
    of_here = Series.objects.filter(centre_id=centre.pk, pk__in=ids)
    return list(of_here.select_related("room", "association"))


def merge(centre: Centre, ref: str, row: Row, by: Person, now: dt.datetime) -> None:
    """Give bookings without a title the one of the row; the rest stays as it is."""
    title = _title(row)
    for series in _series(centre, ref):
        coming = Booking.objects.standing().filter(
            series=series, title="", ends_at__gt=now
        )
        for booking in coming.select_related("centre") if title else ():
            operations.rename(booking=booking, title=title, by=by, now=now)


def undo(centre: Centre, ref: str, by: Person, now: dt.datetime) -> None:
    """Cancel what the row booked; what is over stays."""
    for series in _series(centre, ref):
        operations.cancel_series(series=series, by=by, now=now)


def fingerprint(centre: Centre, ref: str) -> str:
    """Digest all that a person could have edited since."""
    standing = Booking.objects.standing().filter(
        centre_id=centre.pk, series__in=_series(centre, ref)
    )
    rows = standing.order_by("pk").values_list(
        "pk", "room_id", "starts_at", "ends_at", "title", "association_id"
    )
    told = [part for row in rows for part in row]
    return digest(*told) if told else ""


def show(centre: Centre, ref: str) -> Thing:
    """Name the series, and lead to its first week."""
    found = _series(centre, ref)
    coming = Booking.objects.standing().filter(series__in=found).order_by("starts_at")
    first = coming.select_related("room").first()
    if first is None:
        return Thing("")
    zone = Tenant.objects.get(pk=centre.pk).tz
    on = first.starts_at.astimezone(zone).date().isoformat()
    label = f"{first.room.name}, {first.title}" if first.title else first.room.name
    return Thing(label, f"{reverse('rooms:week')}?on={on}")


TARGET: Final = Target(
    name="rooms",
    title=gettext_lazy("Room plan"),
    lead=gettext_lazy("Who is in which room, and when. A weekly grid or a list."),
    icon="door-open",
    week=True,
    columns=(
        Column(
            "room",
            gettext_lazy("Room"),
            kind="room",
            required=True,
            guesses=("Raum", "Room", "Ort"),
        ),
        Column(
            "times",
            gettext_lazy("Day and hours"),
            kind="times",
            required=True,
            guesses=("Zeit", "Wann", "Termin", "Time"),
        ),
        Column(
            "title",
            gettext_lazy("What for"),
            guesses=("Eintrag", "Wofür", "Titel", "Belegung", "Entry", "What"),
        ),
        Column(
            "association",
            gettext_lazy("Association"),
            kind="association",
            guesses=("Verein", "Gruppe", "Organisation", "Association"),
        ),
    ),
    check=check,
    find_duplicates=find_duplicates,
    create=create,
    merge=merge,
    undo=undo,
    fingerprint=fingerprint,
    show=show,
)

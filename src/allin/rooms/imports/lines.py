"""Each line of such a list: what it says, entering it, taking it back."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre as Tenant
from allin.core import matching
from allin.core.cells import Option, Times, Weekly
from allin.core.errors import Refusal
from allin.core.people import Centre, Person
from allin.core.targets import Remark, Row, Thing, Twin, digest
from allin.directory.models import Association, Closure
from allin.intake.rules import rows as cells
from allin.intake.rules.weekly import clashes, clock
from allin.planning.recurrence import Rule
from allin.rooms import operations, rules
from allin.rooms.models import Booking, Room, Series

PREFIX: Final = "series:"
ENTERED: Final = ";room:"  # in the ref of the row with which a room was entered
AHEAD: Final = dt.timedelta(weeks=26)  # how far an imported plan is booked ahead
TITLE: Final = 120
DESCRIBED: Final = (
    "name", "short_name", "seats", "step_free", "note", "part_of_id", "tidy_before",
    "tidy_after", "hours", "closed_on_holidays",
)  # fmt: skip


def _rooms(centre: Centre) -> dict[str, Room]:
    of_here = Room.objects.of(centre).in_use().select_related("centre")
    return {room.name: room for room in of_here}


def _room(row: Row, rooms: Mapping[str, Room]) -> Room | None:
    """Return the room meant; a shortened word counts when it fits one room alone."""
    name = cells.text(row, "room")
    found = matching.matches(name, rooms)
    if found and found[0].sure:
        return rooms[found[0].text]
    longer = [one for other, one in rooms.items() if rules.shortens(name, other)]
    return longer[0] if len(longer) == 1 else None


def _called(row: Row) -> str:
    """Return the name of the room as it would be entered."""
    written = row.values.get("room") or row.raw.get("room", "")
    return " ".join(str(written).split())


def _houses(centre: Centre) -> dict[str, Association]:
    return {one.name: one for one in Association.objects.of(centre).standing()}


def _house(row: Row, houses: Mapping[str, Association]) -> Association | None:
    """Return the association named in its column, or within the words of the entry."""
    named = cells.text(row, "association")
    if named:
        found = matching.matches(named, houses)
        return houses[found[0].text] if found and found[0].sure else None
    said = matching.words(_title(row))
    within = [one for name, one in houses.items() if matching.words(name) & said]
    return within[0] if len(within) == 1 else None


def _title(row: Row) -> str:
    return cells.text(row, "title")[:TITLE]


def _times(row: Row) -> Times:
    return cells.times(row, "times")


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
    off = {day for day in days if not rules.is_of_week(weekly, day)} | set(away)
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
    placed: dict[str, list[tuple[Row, Weekly]]] = {}
    for row in rows:
        found = _room(row, rooms)
        room = found or Room(name=_called(row))  # not there yet, with the usual hours
        if found is None and room.name and room.name not in rooms:
            yield _about_new(row, room.name, rooms)
        yield from _about_times(row, room)
        yield from _about_house(row, houses)
        if "room" in row.values:
            mine = [(row, weekly) for weekly in _times(row).hours]
            others = placed.setdefault(matching.plain(room.name), [])
            yield from _about_others(mine, others)
            others += mine


def _about_new(row: Row, name: str, rooms: Mapping[str, Room]) -> Remark:
    """Say that a room is entered with the plan, which somebody has to confirm."""
    about = {"room": name}
    if len(name) > rules.NAME:
        sentence = _("The name of a room has at most %(most)d characters.")
        return Remark(row.number, sentence % {"most": rules.NAME}, "room", "stop")
    as_it_stood = " ".join(row.raw.get("room", name).split())
    if "room" in row.values and name != as_it_stood:  # somebody decided so
        sentence = _(
            "There is no room called “%(room)s” yet. It will be entered when you "
            "create."
        )
        return Remark(row.number, sentence % about, "room", "note")
    sentence = _(
        "There is no room called “%(room)s” yet. If you take it, it will be entered "
        "when you create."
    )
    if name.endswith("."):
        sentence += " " + _("The name looks shortened.")
    likely = [match.text for match in matching.matches(name, rooms)]
    other = dict.fromkeys((rules.in_full(name), *likely, *rooms))
    options = tuple(Option(one, one) for one in other if one != name)
    return Remark(row.number, sentence % about, "room", "doubt", options[:6])


def _about_times(row: Row, room: Room) -> Iterator[Remark]:
    times = _times(row)
    if not times.hours:
        sentence = _("Without day and hours no room can be booked.")
        yield Remark(row.number, sentence, "times", "stop")
    if not room.name:
        return
    for weekly in times.hours:
        wall = rules.hours_on(room.hours, dt.date(2026, 1, 5 + weekly.weekday))
        late = weekly.past_midnight and weekly.ends != dt.time(0)
        if wall is None or late or rules.is_outside(weekly, wall):
            sentence = _("“%(room)s” is not open at that time: %(from)s to %(to)s.")
            said = {
                "room": room.name,
                "from": clock(weekly.starts),
                "to": clock(weekly.ends),
            }
            yield Remark(row.number, sentence % said, "times", "stop")


def _about_house(row: Row, houses: Mapping[str, Association]) -> Iterator[Remark]:
    if _house(row, houses) is not None:
        return
    named = cells.text(row, "association") or _title(row)
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
    found = _room(row, _rooms(centre))
    room = found or _enter(centre, row, by, now)
    away = _school_holidays(centre, now) if _times(row).not_in_holidays else set()
    made = [
        _book(room, _rule(weekly, room, now, away), row, by, now)
        for weekly in _times(row).hours
    ]
    if not made:
        raise Refusal(_("Without day and hours no room can be booked."), field="times")
    ref = PREFIX + ",".join(str(series.pk) for series in made)
    return ref if found else f"{ref}{ENTERED}{room.pk}"


def _enter(centre: Centre, row: Row, by: Person, now: dt.datetime) -> Room:
    """Enter the room the plan speaks of, open at the usual hours."""
    name = _called(row) if "room" in row.values else ""
    if not 0 < len(name) <= rules.NAME:
        raise Refusal(_("There is no such room here."), field="room")
    house = Tenant.objects.get(pk=centre.pk)
    return operations.settle_room(centre=house, name=name, by=by, now=now)


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
    told = ref.partition(ENTERED)[0].removeprefix(PREFIX)
    ids = [int(part) for part in told.split(",") if part.isdigit()]
    of_here = Series.objects.filter(centre_id=centre.pk, pk__in=ids)
    return list(of_here.select_related("room", "association"))


def _entered(centre: Centre, ref: str) -> Room | None:
    """Return the room that was entered with this row, while it is in use."""
    told = ref.partition(ENTERED)[2]
    of_here = Room.objects.of(centre).in_use().select_related("centre")
    return of_here.filter(pk=int(told)).first() if told.isdigit() else None


def merge(
    centre: Centre, ref: str, row: Row, by: Person, now: dt.datetime
) -> cells.Filled:
    """Give bookings without a title the one of the row; the rest stays as it is."""
    title = _title(row)
    filled = {}
    for series in _series(centre, ref) if title else ():
        coming = Booking.objects.standing().filter(
            series=series, title="", ends_at__gt=now
        )
        for booking in coming.select_related("centre"):
            named = operations.rename(booking=booking, title=title, by=by, now=now)
            filled[f"title:{booking.pk}"] = digest(named.title)
    return filled


def unmerge(
    centre: Centre, ref: str, filled: cells.Filled, by: Person, now: dt.datetime
) -> Iterable[str]:
    """Take the title off again; a booking called otherwise since keeps its own."""
    of_here = Booking.objects.standing().filter(
        centre_id=centre.pk, series__in=_series(centre, ref)
    )
    changed = []
    for booking in of_here.select_related("centre"):
        told = filled.get(f"title:{booking.pk}")
        if told == digest(booking.title):
            operations.rename(booking=booking, title="", by=by, now=now)
        elif told is not None:
            changed.append(f"title:{booking.pk}")
    return changed


def undo(centre: Centre, ref: str, by: Person, now: dt.datetime) -> None:
    """Cancel what the row booked; what is over stays, and so does a room in use."""
    for series in _series(centre, ref):
        operations.cancel_series(series=series, by=by, now=now)
    room = _entered(centre, ref)
    if room is not None and not _is_used(room):
        operations.retire_room(room=room, by=by, now=now)


def _is_used(room: Room) -> bool:
    is_booked = Booking.objects.standing().filter(room=room).exists()
    return is_booked or Room.objects.in_use().filter(part_of=room).exists()


def fingerprint(centre: Centre, ref: str) -> str:
    """Digest all that a person could have edited since."""
    standing = Booking.objects.standing().filter(
        centre_id=centre.pk, series__in=_series(centre, ref)
    )
    rows = standing.order_by("pk").values_list(
        "pk", "room_id", "starts_at", "ends_at", "title", "association_id"
    )
    told = [part for row in rows for part in row]
    room = _entered(centre, ref)
    if told and room is not None:
        told += [getattr(room, name) for name in DESCRIBED]
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

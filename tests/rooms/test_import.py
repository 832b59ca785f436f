"""The plan as it hangs on the wall: understood, or shown as not understood."""

import datetime as dt

import pytest
from django.db import transaction

from allin.audit.models import Entry
from allin.core.cells import Times, Weekly
from allin.core.errors import Refusal
from allin.core.targets import Row
from allin.directory.models import Closure
from allin.rooms import operations
from allin.rooms.imports import lines as imports
from allin.rooms.models import Booking, Room
from tests.conftest import BERLIN

FIVE, SEVEN = dt.time(17), dt.time(19)


def row(number=1, room="Büro 1", title="Beratung Brücke", association="", **when):
    hours = when["hours"] if "hours" in when else (Weekly(1, FIVE, SEVEN, **when),)
    values = {"room": room, "times": Times(hours=hours), "title": title}
    if association:
        values["association"] = association
    return Row(number, values)


@pytest.fixture
def remarks(kassel, coordinator):
    return lambda *rows: [
        (one.row, one.column, one.level, one.sentence)
        for one in imports.check(kassel, rows, coordinator)
    ]


@pytest.fixture
def create(kassel, coordinator, now):
    return lambda row: imports.create(kassel, row, coordinator, now)


def days():
    return [
        b.starts_at.astimezone(BERLIN).date()
        for b in Booking.objects.standing().order_by("starts_at")
    ]


def test_a_row_becomes_half_a_year_of_bookings_for_the_association_it_names(
    create, office, bridge
):
    create(row())

    assert days()[:2] == [dt.date(2026, 3, 17), dt.date(2026, 3, 24)]
    assert len(days()) == 26
    assert {b.association for b in Booking.objects.all()} == {bridge}


def test_even_weeks_are_those_of_the_calendar_also_over_the_year(create, office):
    create(row(parity="even"))
    assert {day.isocalendar().week % 2 for day in days()} == {0}


def test_the_last_thursday_of_the_month(create, office):
    create(row(hours=(Weekly(3, FIVE, SEVEN, nths=(-1,)),)))
    assert days()[:3] == [
        dt.date(2026, 3, 26),
        dt.date(2026, 4, 30),
        dt.date(2026, 5, 28),
    ]


def test_public_holidays_and_school_holidays_are_left_out(create, office, kassel):
    Closure.objects.create(
        centre=kassel,
        kind="school",
        name="Osterferien",
        starts_on=dt.date(2026, 3, 28),
        ends_on=dt.date(2026, 4, 12),
    )
    hours = (Weekly(4, FIVE, SEVEN),)
    values = row(hours=hours).values | {
        "times": Times(hours=hours, not_in_holidays=True)
    }
    create(Row(1, values))

    assert dt.date(2026, 4, 3) not in days()  # Good Friday
    assert dt.date(2026, 4, 10) not in days()
    assert dt.date(2026, 4, 17) in days()


def test_a_shortened_name_of_a_room_is_understood(create, hall):
    create(row(room="Versammlungsr."))
    assert Booking.objects.first().room == hall


def test_what_cannot_be_booked_is_named(remarks, office, bridge):
    night = Weekly(1, dt.time(20), dt.time(0, 30))
    said = remarks(
        row(1, room="Turnhalle"), row(2, hours=()), row(3, hours=(night,)), row(4)
    )
    assert [(number, column, level) for number, column, level, _words in said] == [
        (1, "room", "doubt"),
        (2, "times", "stop"),
        (3, "times", "stop"),
    ]
    assert said[2][3] == "„Büro 1“ ist zu dieser Zeit nicht geöffnet: 20:00 bis 00:30."


def test_rows_that_meet_are_named_as_a_clash(remarks, office, bridge):
    first = row(1)
    meets = row(2, hours=(Weekly(1, dt.time(18), dt.time(20)),))
    never = row(3, hours=(Weekly(1, dt.time(19), dt.time(20)),))
    said = [one for one in remarks(first, meets, never) if one[2] == "clash"]

    assert [one[0] for one in said] == [2, 3]
    assert said[0][3] == (
        "Zu dieser Zeit hat den Raum auch „Beratung Brücke“ (Zeile 1)."
    )


def test_even_and_odd_weeks_do_not_meet(remarks, office, bridge):
    assert remarks(row(1, parity="even"), row(2, parity="odd")) == []


def test_a_doubtful_association_is_asked_about(remarks, office, bridge):
    (said,) = remarks(row(title="Chor", association="Bruecke International"))
    assert said[1:3] == ("association", "doubt")


def test_an_unknown_one_is_booked_for_the_house_and_that_is_said(
    remarks, create, office
):
    (said,) = remarks(row(title="Putzen"))
    assert said[1:3] == ("association", "note")
    create(row(title="Putzen"))
    assert {b.association for b in Booking.objects.all()} == {None}


def test_a_room_taken_on_some_dates_is_not_booked_on_the_others(
    create, book, office, standing
):
    book(office, "18:00", "20:00", day=24)
    with pytest.raises(Refusal) as no:
        create(row())
    assert no.value.sentence.startswith("An 1 Termin ist der Raum schon vergeben")
    assert len(standing()) == 1


def test_the_same_list_once_more_is_recognised(create, office, kassel, coordinator):
    create(row())
    (twin,) = imports.find_duplicates(kassel, [row(), row(2, room="x")], coordinator)
    assert (twin.row, twin.sure) == (1, True)


def test_it_can_be_taken_back_and_a_later_edit_shows(
    create, office, kassel, coordinator, now
):
    ref = create(row())
    before = imports.fingerprint(kassel, ref)
    assert imports.show(kassel, ref).label == "Büro 1, Beratung Brücke"
    Booking.objects.filter(pk=Booking.objects.first().pk).update(title="Anders")
    assert imports.fingerprint(kassel, ref) != before

    imports.undo(kassel, ref, coordinator, now)
    assert (days(), imports.fingerprint(kassel, ref)) == ([], "")
    assert imports.show(kassel, ref).label == ""


def test_a_title_is_filled_where_there_was_none(
    create, office, kassel, coordinator, now
):
    ref = create(row(title=""))
    imports.merge(kassel, ref, row(title="Neu"), coordinator, now)
    assert {b.title for b in Booking.objects.all()} == {"Neu"}


def test_another_centre_s_bookings_are_not_there(
    create, office, elsewhere, foreign_coordinator, now
):
    ref = create(row())
    imports.undo(elsewhere, ref, foreign_coordinator, now)
    assert len(days()) == 26
    assert imports.fingerprint(elsewhere, ref) == ""


# -- a house without rooms


def in_use(centre):
    rooms = Room.objects.of(centre).in_use()
    return list(rooms.order_by("name").values_list("name", flat=True))


def test_a_room_that_is_not_there_is_asked_about(remarks, bridge):
    said = remarks(row(1), row(2, room="Bespr."))
    assert said[0][1:] == (
        "room", "doubt",
        ("Einen Raum „Büro 1“ gibt es noch nicht. "
         "Wenn Sie ihn übernehmen, wird er beim Anlegen eingetragen."),
    )  # fmt: skip
    assert said[1][:3] == (2, "room", "doubt")
    assert said[1][3].endswith("Der Name sieht abgekürzt aus.")


def test_a_shortened_name_is_offered_in_full_and_the_rooms_there_are(
    kassel, coordinator, office
):
    rows = [row(1, room="Versammlungsr."), row(2, room="Bespr.")]
    asked = [r for r in imports.check(kassel, rows, coordinator) if r.column == "room"]
    told = [[option.text for option in one.options] for one in asked]
    assert told == [["Versammlungsraum", "Büro 1"], ["Büro 1"]]


def test_what_somebody_wrote_out_is_not_asked_about_again(remarks, bridge):
    decided = Row(1, row(room="Saal").values, {"room": "S."})
    (said,) = remarks(decided)
    assert said[1:] == (
        "room", "note",
        "Einen Raum „Saal“ gibt es noch nicht. Er wird beim Anlegen eingetragen.",
    )  # fmt: skip


def test_rows_of_a_room_to_come_meet_and_keep_the_usual_hours(remarks, bridge):
    night = Weekly(1, dt.time(21), dt.time(23))
    later = Weekly(1, dt.time(18), dt.time(20))
    said = remarks(row(1), row(2, hours=(later,)), row(3, hours=(night,)))
    assert [(n, level) for n, column, level, _s in said if column == "times"] == [
        (2, "clash"), (3, "stop"),
    ]  # fmt: skip


def test_a_name_too_long_for_a_room_is_refused_in_words(remarks, create, bridge):
    (said,) = remarks(row(room="R" * 61))
    assert said[1:3] == ("room", "stop")
    with pytest.raises(Refusal):
        create(row(room="R" * 61))
    assert not Room.objects.exists()


def test_a_room_is_entered_once_and_by_name(create, kassel):
    create(row(1, room=" Büro  1"))
    create(row(2, room="büro 1", hours=(Weekly(2, FIVE, SEVEN),)))
    create(row(3, room="Büro 2"))
    create(row(4, room="Büro", hours=(Weekly(3, FIVE, SEVEN),)))
    create(row(5, room="Büro 10"))

    assert in_use(kassel) == ["Büro", "Büro 1", "Büro 10", "Büro 2"]
    assert {room.thing.room for room in Room.objects.all()} == set(Room.objects.all())
    assert Entry.objects.filter(verb="rooms.settle_room").count() == 4
    assert Booking.objects.filter(room__name="Büro 1").count() == 26 + 27


def test_nothing_is_entered_for_a_row_that_is_refused(create, kassel):
    with pytest.raises(Refusal), transaction.atomic():
        create(row(hours=(Weekly(1, dt.time(5), dt.time(6)),)))
    with pytest.raises(Refusal):
        create(row(room=""))
    assert in_use(kassel) == []


def test_a_board_enters_no_room_and_no_other_centre_gets_one(
    board, kassel, elsewhere, create, now
):
    with pytest.raises(Refusal):
        imports.create(kassel, row(), board, now)
    create(row())
    assert (in_use(kassel), in_use(elsewhere)) == (["Büro 1"], [])


def test_a_room_that_was_entered_goes_when_the_import_is_taken_back(
    create, kassel, coordinator, now
):
    first, second = create(row(1)), create(row(2, hours=(Weekly(2, FIVE, SEVEN),)))
    imports.undo(kassel, second, coordinator, now)
    assert in_use(kassel) == ["Büro 1"]
    imports.undo(kassel, first, coordinator, now)
    assert (in_use(kassel), days()) == ([], [])


def test_a_room_somebody_else_has_stays(create, book, kassel, coordinator, now):
    ref = create(row())
    book(Room.objects.get(), "20:00", "21:00", day=24)
    imports.undo(kassel, ref, coordinator, now)
    assert (in_use(kassel), len(days())) == (["Büro 1"], 1)


def test_a_room_somebody_described_since_shows(create, kassel, coordinator, now):
    ref = create(row())
    before = imports.fingerprint(kassel, ref)
    operations.settle_room(
        centre=kassel, name="Büro 1", seats=12, room=Room.objects.get(),
        by=coordinator, now=now,
    )  # fmt: skip
    assert imports.fingerprint(kassel, ref) != before

"""Booking a room once: who may, when, and what is said when it cannot be."""

import datetime as dt

import pytest
from django.db import IntegrityError

from allin.audit.models import Entry
from allin.core.errors import Refusal
from allin.directory.models import Closure
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.rooms import operations
from allin.rooms.models import Block, Booking
from tests.rooms.conftest import at


def refused(call):
    with pytest.raises(Refusal) as told:
        call()
    return told.value


def ways(refusal):
    return [way.text for way in refusal.ways_out]


def test_back_to_back_bookings_are_neighbours_not_rivals(book, office, standing):
    book(office, "10:00", "12:00")
    book(office, "12:00", "14:00")

    assert standing() == [
        ("17.03. 10:00", "17.03. 12:00"),
        ("17.03. 12:00", "17.03. 14:00"),
    ]


def test_a_taken_slot_says_what_is_free_near_it(
    book, hall, office, second_office, other_board, circle
):
    book(hall, "17:00", "19:00")

    no = refused(
        lambda: book(hall, "17:00", "19:00", by=other_board, association=circle)
    )

    assert no.sentence == (
        "„Versammlungsraum“ ist schon vergeben: Di, 17. März, 17 bis 19 Uhr."
    )
    assert ways(no) == [
        "„Büro 1“ ist von 17 bis 19 Uhr frei",
        "„Büro 2“ ist von 17 bis 19 Uhr frei",
        "Frei an dem Tag: 19 bis 21 Uhr",
        "Am Mi, 18. März, 17 bis 19 Uhr",
    ]
    assert "Brücke" not in no.sentence
    assert no.ways_out[2].url == (
        f"/rooms/book/?room={hall.pk}&on=2026-03-17&starts=19:00&ends=21:00"
    )


def test_a_quarter_of_an_hour_later_comes_first(book, office):
    book(office, "15:00", "17:15")

    assert ways(refused(lambda: book(office, "17:00", "19:00")))[0] == (
        "Frei an dem Tag: 17:15 bis 19:15 Uhr"
    )


def test_half_of_the_time_may_be_free(book, office):
    book(office, "08:00", "17:00")
    book(office, "18:00", "22:00")

    assert "Kürzer: 17 bis 18 Uhr" in ways(
        refused(lambda: book(office, "17:00", "19:00"))
    )


def test_a_second_click_books_once(book, office, standing):
    first = book(office, "17:00", "19:00", title="Beratung")

    assert book(office, "17:00", "19:00", title="Beratung") == first
    assert len(standing()) == 1


def test_a_board_books_for_its_own_association_only(book, office, circle, standing):
    assert refused(lambda: book(office, "17:00", "19:00", association=circle))
    assert refused(lambda: book(office, "17:00", "19:00", association=None))
    assert standing() == []


def test_the_coordination_books_for_anybody(
    book, office, coordinator, circle, standing
):
    book(office, "17:00", "19:00", by=coordinator, association=circle)
    book(office, "19:00", "20:00", by=coordinator, association=None)
    assert len(standing()) == 2


def test_the_coordination_of_another_centre_books_nothing(
    book, office, foreign_coordinator, bridge
):
    assert refused(lambda: book(office, "17:00", "19:00", by=foreign_coordinator))


def test_an_association_of_another_centre_is_not_there(
    book, office, coordinator, elsewhere
):
    from tests.rooms.conftest import make_association  # noqa: PLC0415

    foreign = make_association(elsewhere, "Fremd")
    assert refused(
        lambda: book(office, "17:00", "19:00", by=coordinator, association=foreign)
    )


@pytest.mark.parametrize(
    ("starts", "ends", "day", "sentence"),
    [
        ("17:00", "17:00", 17, "Das Ende muss nach dem Anfang liegen."),
        ("17:00", "16:00", 17, "Das Ende muss nach dem Anfang liegen."),
        (
            "17:00",
            "19:00",
            9,
            "Diese Zeit ist vorbei. Wählen Sie eine spätere.",
        ),
        ("07:00", "09:00", 17, "„Büro 1“ ist von 8 bis 22 Uhr geöffnet."),
        ("21:00", "22:15", 17, "„Büro 1“ ist von 8 bis 22 Uhr geöffnet."),
    ],
)
def test_times_nobody_can_mean(book, office, starts, ends, day, sentence):
    assert refused(lambda: book(office, starts, ends, day=day)).sentence == sentence


def test_more_than_a_day_or_two_years_ahead(office, board, bridge, now):
    def reserve(starts_at, ends_at):
        return refused(
            lambda: operations.book(
                room=office,
                starts_at=starts_at,
                ends_at=ends_at,
                by=board,
                association=bridge,
                now=now,
            )
        )

    assert reserve(at("10:00"), at("10:15", 18)).field == "ends"
    assert reserve(at("10:00", year=2029), at("11:00", year=2029)).field == "on"


def test_a_room_free_now_can_be_taken_now(book, office, standing):
    book(office, "09:30", "10:30", day=10)  # it is 9:40
    assert standing() == [("10.03. 09:30", "10.03. 10:30")]


def test_closed_days_say_why(book, office, kassel, make_room):
    Closure.objects.create(
        centre=kassel,
        kind="closed",
        name="Brückentag",
        starts_on=dt.date(2026, 3, 17),
        ends_on=dt.date(2026, 3, 18),
    )
    assert refused(lambda: book(office, "17:00", "19:00")).sentence == (
        "Das Haus ist am Di, 17. März geschlossen: Brückentag."
    )


def test_a_public_holiday_closes_offices_but_not_the_hall_that_stays_open(
    make_room, board, bridge, now, office
):
    open_hall = make_room("Saal", closed_on_holidays=False)
    good_friday = (at("10:00", 3, 4), at("12:00", 3, 4))

    def reserve(room):
        return operations.book(
            room=room,
            starts_at=good_friday[0],
            ends_at=good_friday[1],
            by=board,
            association=bridge,
            now=now,
        )

    assert "Karfreitag" in refused(lambda: reserve(office)).sentence
    assert reserve(open_hall).pk


def test_opening_hours_of_a_weekday(book, make_room):
    weekdays = [["09:00", "18:00"]] * 5 + [[], []]
    room = make_room("Werkstatt", hours=weekdays)

    assert refused(lambda: book(room, "17:00", "19:00"))
    assert refused(lambda: book(room, "10:00", "12:00", day=21)).sentence == (
        "„Werkstatt“ ist am Sa, 21. März geschlossen."
    )
    assert book(room, "09:00", "18:00").pk


def test_a_hall_takes_its_halves_and_a_half_takes_the_hall(book, make_room):
    whole = make_room("Saal")
    left, right = (make_room(name, part_of=whole) for name in ("Links", "Rechts"))

    whole.refresh_from_db()
    book(left, "10:00", "12:00")
    book(right, "10:00", "12:00")
    assert refused(lambda: book(whole, "11:00", "13:00"))
    book(whole, "12:00", "14:00")
    assert refused(lambda: book(right, "13:00", "15:00"))


def test_setting_up_and_tidying_keep_bookings_apart_both_ways(book, make_room):
    room = make_room("Küche", tidy_before=15, tidy_after=30)
    book(room, "12:00", "14:00")

    assert refused(lambda: book(room, "14:30", "16:00"))
    assert refused(lambda: book(room, "10:00", "11:30"))
    assert book(room, "14:45", "16:00").pk
    assert book(room, "10:00", "11:15").pk


def test_three_of_five_headsets_leave_two(
    book, office, second_office, kassel, coordinator, now
):
    headset = operations.settle_equipment(
        centre=kassel, name="Headset", stock=5, by=coordinator, now=now
    )
    book(office, "10:00", "12:00", equipment=[headset] * 3)

    no = refused(lambda: book(second_office, "11:00", "13:00", equipment=[headset] * 3))
    assert no.sentence == "In der Zeit sind 2 von 5 frei: Headset."
    assert book(second_office, "11:00", "13:00", equipment=[headset] * 2).pk
    assert book(second_office, "13:00", "14:00", equipment=[headset] * 5).pk


def test_room_and_equipment_are_booked_together_or_not_at_all(
    book, office, second_office, kassel, coordinator, now, standing
):
    projector = operations.settle_equipment(
        centre=kassel, name="Beamer", stock=1, by=coordinator, now=now
    )
    book(office, "10:00", "12:00", equipment=[projector])

    assert refused(lambda: book(second_office, "10:00", "12:00", equipment=[projector]))
    assert len(standing()) == 1
    assert Block.objects.count() == 2


def test_the_association_is_told_when_somebody_else_books_for_it(
    book, office, coordinator, nour
):
    book(office, "17:00", "19:00", by=coordinator, title="Geheim")

    letter = Letter.objects.get()
    assert (letter.to_kind, letter.to_id) == ("accounts.user", nour.pk)
    assert outbox.text_of(letter) == (
        "Für Sie ist ein Raum gebucht:\nBüro 1, Di, 17. März, 17 bis 19 Uhr"
    )


def test_nobody_gets_a_letter_about_their_own_booking(book, office):
    book(office, "17:00", "19:00")
    assert not Letter.objects.exists()


def test_every_booking_is_on_record_without_its_title(book, office, nour):
    made = book(office, "17:00", "19:00", title="Beratung Familie X")

    entry = Entry.objects.get(verb="rooms.book")
    assert (entry.thing, entry.thing_id) == ("rooms.Booking", str(made.pk))
    assert "Familie" not in str(entry.__dict__)


def test_whoever_holds_a_booking_has_decided_that_it_may_be(
    office, stranger, now, standing
):
    operations.book(
        room=office,
        starts_at=at("17:00"),
        ends_at=at("18:00"),
        by=stranger,
        now=now,
        holder_kind="counselling.appointment",
        holder_id=7,
    )
    assert len(standing()) == 1


def test_the_database_itself_refuses_a_second_guest(book, office):
    block = Block.objects.get(booking=book(office, "17:00", "19:00"))
    block.pk = None
    with pytest.raises(IntegrityError, match="nothing_is_booked_twice_at_a_time"):
        block.save(force_insert=True)


def test_what_is_free_at_a_time(book, office, second_office, hall, kassel):
    book(office, "17:00", "19:00")
    assert operations.free_rooms(
        centre=kassel, starts_at=at("18:00"), ends_at=at("20:00")
    ) == [second_office, hall]
    assert (
        operations.free_rooms(centre=kassel, starts_at=at("21:00"), ends_at=at("23:00"))
        == []
    )


def test_booking_costs_few_queries_whatever_is_booked_already(
    book, office, django_assert_max_num_queries
):
    for hour in range(8, 14):
        book(office, f"{hour:02}:00", f"{hour:02}:30")
    with django_assert_max_num_queries(14):
        book(office, "17:00", "19:00")
    assert Booking.objects.count() == 7

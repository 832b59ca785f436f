import pytest
from django.db import connection

from allin.rooms import doctor, operations
from allin.rooms.models import Block, Booking, Room, Thing


def rules(now):
    return [finding.rule for finding in doctor.findings(now)]


def test_nothing_to_say_about_what_the_operations_made(book, office, board, now):
    booking = book(office, "17:00", "19:00")
    book(office, "10:00", "12:00")
    operations.cancel(booking=booking, by=board, now=now)

    assert rules(now) == []


def test_a_booking_that_takes_nothing_is_found(book, office, now):
    book(office, "17:00", "19:00")
    Block.objects.update(active=False)
    assert rules(now) == ["booking_takes_nothing"]


def test_a_cancelled_booking_that_still_takes_its_room_is_found(book, office, now):
    book(office, "17:00", "19:00")
    Booking.objects.update(cancelled_at=now)
    assert rules(now) == ["cancelled_still_takes"]


def test_a_room_nothing_stands_for_is_found(office, now):
    Thing.objects.filter(room=office).delete()
    assert rules(now) == ["room_without_thing"]


def test_a_room_of_another_centre_is_found(book, office, elsewhere, now):
    book(office, "17:00", "19:00")
    Room.objects.update(centre=elsewhere)
    assert "foreign_room" in rules(now)


def test_a_holder_nobody_answers_for_is_found(book, office, now):
    book(office, "17:00", "19:00", holder_kind="nobody.knows", holder_id=1)
    (finding,) = doctor.findings(now)
    assert (finding.rule, finding.level) == ("nobody_answers", "warn")


@pytest.mark.django_db(transaction=True)
def test_a_lost_guard_and_a_double_booking_are_found(book, office, now):
    if connection.vendor != "sqlite":
        pytest.skip("On PostgreSQL the guard is part of the table")
    booking = book(office, "17:00", "19:00")
    name = "nothing_is_booked_twice_at_a_time_on_insert"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
        (again,) = cursor.fetchone()
        cursor.execute(f"DROP TRIGGER {name}")
    block = Block.objects.get(booking=booking)
    block.pk = None
    block.save(force_insert=True)
    try:
        assert rules(now) == ["unguarded", "taken_twice"]
    finally:
        Block.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(again)

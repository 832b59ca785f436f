import datetime as dt

from allin.rooms import operations, statistics


def test_hours_per_room_association_and_month(
    book, office, hall, circle, bridge, coordinator, kassel, board, now
):
    book(office, "10:00", "12:00")
    book(office, "14:00", "15:30", day=18)
    book(hall, "10:00", "11:00", by=coordinator, association=circle)
    gone = book(hall, "18:00", "19:00")
    operations.cancel(booking=gone, by=board, now=now)

    used = statistics.use_of_rooms(
        centre=kassel, first=dt.date(2026, 3, 1), last=dt.date(2026, 3, 31)
    )
    assert [
        (one.room_id, one.association_id, one.month, one.minutes, one.bookings)
        for one in used
    ] == [
        (office.pk, bridge.pk, dt.date(2026, 3, 1), 210, 2),
        (hall.pk, circle.pk, dt.date(2026, 3, 1), 60, 1),
    ]


def test_what_lies_outside_or_elsewhere_does_not_count(book, office, elsewhere, kassel):
    book(office, "10:00", "12:00")
    for centre, month in ((elsewhere, 3), (kassel, 4)):
        assert (
            statistics.use_of_rooms(
                centre=centre,
                first=dt.date(2026, month, 1),
                last=dt.date(2026, month, 30),
            )
            == []
        )

import datetime as dt

import pytest

from allin.directory.models import Association, Membership
from allin.rooms import operations
from allin.rooms.models import Booking
from tests.conftest import BERLIN, NOW, make_user, visitor


def at(clock, day=17, month=3, year=2026):
    """Wall time in Kassel, on Tuesday 17 March 2026 unless it says so."""
    hours, minutes = (int(part) for part in clock.split(":"))
    return dt.datetime(year, month, day, hours, minutes, tzinfo=BERLIN)


def make_association(centre, name):
    return Association.objects.create(centre=centre, name=name, created_at=NOW)


def make_board(centre, association, email, name):
    user = make_user(email, name)
    Membership.objects.create(
        centre=centre,
        user=user,
        kind="board",
        association=association,
        created_at=NOW,
    )
    return user


def spans_of(bookings):
    return [
        tuple(f"{t.astimezone(BERLIN):%d.%m. %H:%M}" for t in (b.starts_at, b.ends_at))
        for b in bookings
    ]


@pytest.fixture
def bridge(kassel):
    return make_association(kassel, "Brücke e. V.")


@pytest.fixture
def circle(kassel):
    return make_association(kassel, "Frauentreff")


@pytest.fixture
def nour(kassel, bridge):
    """On the board of Brücke."""
    return make_board(kassel, bridge, "nour@bruecke.example", "Nour Saleh")


@pytest.fixture
def board(nour, kassel, bridge):
    return visitor(nour, "board", kassel, bridge.pk)


@pytest.fixture
def other_board(kassel, circle):
    user = make_board(kassel, circle, "mina@treff.example", "Mina Karimi")
    return visitor(user, "board", kassel, circle.pk)


@pytest.fixture
def make_room(coordinator, kassel):
    def make(name, centre=kassel, by=coordinator, **more):
        return operations.settle_room(centre=centre, name=name, by=by, now=NOW, **more)

    return make


@pytest.fixture
def office(make_room):
    return make_room("Büro 1", closed_on_holidays=True)


@pytest.fixture
def second_office(office, make_room):
    return make_room("Büro 2")


@pytest.fixture
def hall(second_office, make_room):
    return make_room("Versammlungsraum", short_name="Versammlung", seats=40)


@pytest.fixture
def book(board, bridge, now):
    """Book as Brücke's board: book(room, "17:00", "19:00")."""

    def reserve(room, starts, ends, day=17, by=board, association=bridge, **more):
        return operations.book(
            room=room,
            starts_at=at(starts, day),
            ends_at=at(ends, day),
            by=by,
            association=association,
            now=now,
            **more,
        )

    return reserve


@pytest.fixture
def standing(db):
    return lambda: spans_of(Booking.objects.standing().order_by("starts_at"))

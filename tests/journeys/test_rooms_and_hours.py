# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""
Rooms, lists and hours by other means than a desktop in German.

A board books with the keyboard alone and on a telephone; whoever sends people and
whoever gives time read their lists and hours in Arabic on a telephone.
"""

import pytest

from allin.accounts.models import User
from allin.directory.models import Membership
from allin.rooms import operations as rooms
from allin.rooms.models import Booking
from allin.volunteers.models import Hours
from tests.conftest import NOW, make_user
from tests.counselling.conftest import (
    abel,
    board,
    bridge,
    caritas,
    caritas_address,
    offices,
    pass_on,
    river,
    texts,
)
from tests.journeys import week


@pytest.fixture
def bilal(board):
    """On the board of the bridge."""
    return User.objects.get(pk=board.id)


@pytest.fixture
def house(settings, kassel, elsewhere, coordinator, bilal, river, coordination_books):
    """Two offices; the river has Büro 1 on Saturday from ten to twelve."""
    settings.GUARD_STRICT = False
    return kassel


@pytest.fixture
def coordination_books(kassel, coordinator, river):
    made = {}
    for name in ("Büro 1", "Büro 2"):
        made[name] = rooms.settle_room(
            centre=kassel, name=name, seats=4, by=coordinator, now=NOW
        )
    rooms.book(
        room=made["Büro 1"],
        association=river,
        starts_at=NOW.replace(day=14, hour=10, minute=0),
        ends_at=NOW.replace(day=14, hour=12, minute=0),
        title="Vorstandswahl",
        by=coordinator,
        now=NOW,
    )
    return made


def test_a_board_sees_and_books_rooms_and_confirms_hours_on_the_telephone(
    phone, hand, enter, house, bilal, abel, bridge, picture
):
    Hours.objects.create(
        centre=house,
        association=bridge,
        volunteer=abel,
        kind="event",
        minutes=90,
        worked_on=NOW.date(),
        entered_at=NOW,
    )
    board = hand(enter(phone, bilal))
    board.goto("/rooms/?on=2026-03-14").says("belegt")
    picture(board.page, "rooms-week-360")
    board.goto("/rooms/day/?on=2026-03-14").says("belegt")
    picture(board.page, "rooms-day-360")
    week.book(board, "Büro 2", "2026-03-14", "10:00", "11:30", title="Lesekreis")
    assert Booking.objects.get(association=bridge).title == "Lesekreis"
    board.goto("/rooms/?on=2026-03-14").says("Lesekreis")
    assert "Vorstandswahl" not in board.page.content()

    board.goto("/volunteers/hours/").says("Abel Haile")
    board.press("main form button[type=submit]")
    assert Hours.objects.get().confirmed_by == bilal.pk


def test_who_sends_people_reads_the_list_in_arabic_on_the_telephone(
    arabic, hand, enter, house, caritas, pass_on, picture
):
    user = make_user("marta@caritas.example", "Marta Mitte")
    Membership.objects.create(
        centre=house, user=user, kind="referrer", partner=caritas, created_at=NOW
    )
    code = pass_on(partner=caritas).referral.code
    marta = hand(enter(arabic, user))

    marta.goto("/").says(code)
    picture(marta.page, "referrer-ar-360")

    assert marta.page.get_attribute("html", "dir") == "rtl"
    for german in ("Verlauf", "Sprache", "Stadtteil", "Antwort"):
        assert german not in marta.text


def test_who_gives_time_enters_hours_in_arabic_on_the_telephone(
    arabic, hand, enter, house, abel, picture
):
    abels = hand(enter(arabic, abel.user))
    abels.goto("/volunteers/own/")
    abels.write("worked_on", "2026-03-09")
    abels.pick("minutes", "90")
    abels.pick("kind", "event")
    week.send(abels, "worked_on")
    picture(abels.page, "own-hours-ar-360")

    assert Hours.objects.get().minutes == 90
    assert abels.page.get_attribute("html", "dir") == "rtl"
    for german in ("Stunden", "Eintragen", "Veranstaltung", "wartet"):
        assert german not in abels.text


def type_in(board, name, value, *ways):
    """
    Type a day or a time as the browser wants it: it follows its own language.

    A browser with 24 hours takes no notice of "AM".
    """
    board.reach(f"it.name === '{name}'")
    for typed in ways:
        for _part in range(3):
            board.page.keyboard.press("ArrowLeft")
        board.page.keyboard.type(typed)
        if board.page.evaluate("document.activeElement.value") == value:
            return
    raise AssertionError(f"{name} never becomes {value}")


def test_a_board_books_a_room_with_the_keyboard_alone(
    window, keys, enter, house, bilal, bridge, coordination_books
):
    board = keys(enter(window(), bilal))
    board.goto("/rooms/")
    board.follow("[href*='/rooms/book/']")
    board.reach("it.name === 'room'")  # the first office is chosen already
    first = board.page.evaluate("document.activeElement.value")
    assert first == str(coordination_books["Büro 1"].pk)
    type_in(board, "on", "2026-03-14", "03142026", "14032026")
    type_in(board, "starts", "10:00", "1000AM")
    type_in(board, "ends", "11:30", "1130AM")
    board.write("title", "Übersetzen")
    week.send(board, "starts")
    assert not Booking.objects.filter(association=bridge).exists()

    board.press("main button[name=instead]")

    booking = Booking.objects.get(association=bridge)
    assert (booking.title, booking.ends_at - booking.starts_at) == (
        "Übersetzen",
        NOW.replace(hour=11, minute=30) - NOW.replace(hour=10, minute=0),
    )

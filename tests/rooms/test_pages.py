"""What people see: their own bookings, and of others the word "belegt" alone."""

import re

import pytest
from django.urls import reverse

from allin.rooms import operations
from allin.rooms.models import Address, Booking, Equipment, Room
from tests.rooms.conftest import make_board

SECRET = "Beratung Familie Yilmaz"


@pytest.fixture
def as_board(client, nour, sign_in):
    return sign_in(nour)


@pytest.fixture
def as_coordinator(client, derya, sign_in):
    return sign_in(derya)


@pytest.fixture
def as_others(client, kassel, circle, sign_in):
    user = make_board(kassel, circle, "sara@treff.example", "Sara")
    return sign_in(user)


def url(name, *args):
    return f"/kassel{reverse(f'rooms:{name}', args=args)}"


def page(client, address, status=200, **data):
    answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_week_shows_ones_own_booking_and_where_it_leads(as_board, book, office):
    booking = book(office, "17:00", "19:00", title=SECRET)
    html = page(as_board, url("week") + "?on=2026-03-17")

    assert "Räume, 16. März bis 22. März" in words(html)
    assert SECRET in html
    assert url("booking", booking.pk) in html
    assert "1 Buchung in dieser Zeit." in words(html)


@pytest.mark.parametrize("name", ["week", "day"])
def test_others_see_taken_and_nothing_else_anywhere(as_others, book, office, name):
    booking = book(office, "17:00", "19:00", title=SECRET)
    html = page(as_others, url(name) + "?on=2026-03-17")

    assert "belegt" in html
    for secret in (SECRET, "Yilmaz", "Brücke", "Nour", url("booking", booking.pk)):
        assert secret not in html


def test_others_find_no_page_of_a_booking(as_others, book, office):
    booking = book(office, "17:00", "19:00")
    for name in ("booking", "move", "rename", "cancel", "cancel_series"):
        assert as_others.get(url(name, booking.pk)).status_code == 404
        assert as_others.get(url(name, 999_999)).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, kassel, office, elsewhere):
    for name in ("week", "day", "book", "settle", "use", "own_calendar"):
        answer = client.get(url(name))
        assert (answer.status_code, "login" in answer.url) == (302, True)


def test_a_board_does_not_decide_about_rooms(as_board, office):
    for name in ("settle", "add_room", "add_equipment", "use"):
        assert as_board.get(url(name)).status_code == 404


def test_a_free_cell_leads_to_a_filled_form(as_board, office):
    week = page(as_board, url("week") + "?on=2026-03-17")
    link = f"?room={office.pk}&amp;on=2026-03-17&amp;starts=10:00&amp;ends=11:00"
    assert link in week

    form = page(as_board, url("book") + link.replace("&amp;", "&"))
    assert 'value="2026-03-17"' in form
    assert 'value="10:00"' in form


def test_a_cell_that_is_over_leads_nowhere(as_board, office):
    week = page(as_board, url("week") + "?on=2026-03-10")
    assert "on=2026-03-09" not in week
    assert "on=2026-03-10&amp;starts=09:00" not in week


def given(room, **more):
    return {
        "room": room.pk,
        "on": "2026-03-17",
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "once",
        "title": SECRET,
    } | more


def test_a_board_books_for_its_association_without_being_asked_for_whom(
    as_board, office, bridge
):
    answer = as_board.post(url("book"), given(office))

    assert answer.url == url("week") + "?on=2026-03-17"
    assert Booking.objects.get().association == bridge
    assert "Gebucht: Büro 1, Di, 17. März, 17 bis 19 Uhr." in words(
        page(as_board, answer.url)
    )


def test_a_board_cannot_name_another_association(as_board, office, circle, bridge):
    page(as_board, url("book"), 422, **given(office, association=circle.pk))
    assert not Booking.objects.exists()


def test_a_taken_slot_comes_back_filled_with_what_is_free(
    as_others, book, office, second_office
):
    book(office, "17:00", "19:00", title=SECRET)
    html = page(as_others, url("book"), 422, **given(office, title="Unseres"))

    assert "„Büro 1“ ist schon vergeben: Di, 17. März, 17 bis 19 Uhr." in words(html)
    assert "„Büro 2“ ist von 17 bis 19 Uhr frei" in words(html)
    assert 'value="Unseres"' in html
    assert SECRET not in html


def test_what_is_free_instead_is_one_tap_away_and_loses_nothing_typed(
    as_others, book, office, second_office
):
    book(office, "17:00", "19:00")
    typed = given(office, title="Unseres")
    html = page(as_others, url("book"), 422, **typed)

    shown = re.findall(r'name="instead" value="([^"]+)"', html)
    tapped = next(
        one.replace("&amp;", "&") for one in shown if f"room={second_office.pk}&" in one
    )
    answer = as_others.post(url("book"), typed | {"instead": tapped})
    assert answer.status_code == 302
    made = Booking.objects.get(title="Unseres")
    assert made.room == second_office
    assert Booking.objects.count() == 2


def test_a_free_time_that_was_taken_meanwhile_is_refused_like_any_other(
    as_others, book, office, second_office
):
    book(office, "17:00", "19:00")
    book(second_office, "17:00", "19:00")
    tapped = f"room={second_office.pk}&on=2026-03-17&starts=17:00&ends=19:00"
    html = page(as_others, url("book"), 422, **given(office), instead=tapped)

    assert "„Büro 2“ ist schon vergeben" in words(html)
    assert Booking.objects.count() == 2


def test_a_series_with_a_clash_asks_about_each_date(as_board, book, office):
    book(office, "18:00", "20:00", day=24)
    weekly = given(office, repeats="weekly", until="2026-03-31")
    html = page(as_board, url("book"), 422, **weekly)

    assert "Noch ist nichts gebucht." in words(html)
    assert html.count('name="only"') == 2
    assert Booking.objects.count() == 1
    mark = re.search(r'name="mark" value="([^"]+)"', html)[1]
    answer = as_board.post(
        url("book"), weekly | {"mark": mark, "only": ["2026-03-17", "2026-03-31"]}
    )
    assert answer.status_code == 302
    assert Booking.objects.count() == 3


def test_dates_chosen_for_another_rule_do_not_count(as_board, book, office):
    book(office, "18:00", "20:00", day=24)
    weekly = given(office, repeats="weekly", until="2026-03-31")
    stale = weekly | {"mark": "something else", "only": ["2026-03-17"]}

    page(as_board, url("book"), 422, **stale)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends": "16:00"}, "Das Ende muss nach dem Anfang liegen."),
        ({"on": "2026-03-09"}, "Diese Zeit ist vorbei."),
        ({"on": "2026-03-29", "starts": "02:30", "ends": "04:00"}, "gibt es nicht"),
        ({"repeats": "weekly"}, "Bis wann wiederholt es sich?"),
        ({"title": "x" * 10_000}, "10000"),
        ({"on": "morgen"}, ""),
        ({"room": "9999"}, ""),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    as_board, office, change, sentence
):
    html = page(as_board, url("book"), 422, **given(office) | change)

    assert sentence in words(html)
    assert not Booking.objects.exists()
    if "title" not in change:
        assert SECRET in html


def test_markup_and_direction_signs_stay_text(as_board, office):
    as_board.post(url("book"), given(office, title="<b>Fest</b>\u202egnp.exe"))
    html = page(as_board, url("week") + "?on=2026-03-17")

    assert "&lt;b&gt;Fest&lt;/b&gt;gnp.exe" in html


def test_a_booking_is_moved_renamed_and_cancelled(as_board, book, office, standing):
    booking = book(office, "17:00", "19:00", title=SECRET)
    assert SECRET in page(as_board, url("booking", booking.pk))
    moved = {"room": office.pk, "on": "2026-03-18", "starts": "10:00", "ends": "11:00"}
    page(as_board, url("move", booking.pk), 302, **moved)
    page(as_board, url("rename", booking.pk), 302, title="Neu")
    assert standing() == [("18.03. 10:00", "18.03. 11:00")]
    assert "wird für andere frei" in page(as_board, url("cancel", booking.pk))
    page(as_board, url("cancel", booking.pk), 302, why="krank")
    assert standing() == []
    assert "Diese Buchung wurde abgesagt." in page(as_board, url("booking", booking.pk))


def test_moving_onto_another_suggests_times_for_this_booking(as_board, book, office):
    booking = book(office, "10:00", "12:00")
    book(office, "17:00", "19:00")
    to = {"room": office.pk, "on": "2026-03-17", "starts": "17:00", "ends": "19:00"}
    html = page(as_board, url("move", booking.pk), 422, **to)

    assert f"{url('move', booking.pk)}?room={office.pk}" in html


def test_all_dates_to_come_are_cancelled_after_asking(as_board, office, standing):
    weekly = given(office, repeats="weekly", until="2026-03-31")
    as_board.post(url("book"), weekly)
    booking = Booking.objects.first()

    assert "Alle 3 kommenden Termine absagen" in words(
        page(as_board, url("booking", booking.pk))
    )
    assert "3 Termine" in page(as_board, url("cancel_series", booking.pk))
    page(as_board, url("cancel_series", booking.pk), 302, why="Pause")
    assert standing() == []


def test_the_coordination_adds_a_room_and_equipment(as_coordinator, kassel):
    assert "Noch ist kein Raum eingetragen." in page(as_coordinator, url("week"))
    room = {
        "name": "Werkstatt",
        "opens": "09:00",
        "closes": "18:00",
        "days": ["0", "1"],
        "seats": "",
    }
    page(as_coordinator, url("add_room"), 302, **room)
    made = Room.objects.get()
    assert made.hours[:3] == [["09:00", "18:00"], ["09:00", "18:00"], []]
    html = page(as_coordinator, url("add_room"), **room)
    assert "Es gibt schon einen Raum mit diesem Namen." in words(html)
    page(as_coordinator, url("add_equipment"), 302, name="Beamer", stock="2")
    one = Equipment.objects.get()
    page(as_coordinator, url("settle_equipment", one.pk), 302, name="Beamer", stock="0")
    page(as_coordinator, url("settle_room", made.pk), 302, **room | {"name": "Küche"})
    assert "Küche" in page(as_coordinator, url("settle"))
    as_coordinator.post(url("retire_room", made.pk))
    assert not Room.objects.in_use().exists()


def test_a_room_with_bookings_to_come_stays(as_coordinator, book, office):
    book(office, "17:00", "19:00")
    as_coordinator.post(url("retire_room", office.pk))

    assert Room.objects.in_use().exists()
    assert "1 Buchung steht noch aus." in words(page(as_coordinator, url("settle")))


def test_the_door_says_until_when_and_nothing_else(
    client, as_coordinator, book, office
):
    book(office, "09:30", "11:00", day=10, title=SECRET)
    as_coordinator.post(url("open_address", office.pk, "door"))
    door = url("door", Address.objects.get().token)
    as_coordinator.logout()
    html = page(client, door)

    assert "Belegt bis 11 Uhr." in words(html)
    assert 'http-equiv="refresh"' in html
    for secret in (SECRET, "Brücke", "Nour"):
        assert secret not in html


def test_a_calendar_file_is_neutral_and_can_be_taken_back(
    client, as_coordinator, book, office
):
    book(office, "17:00", "19:00", title=SECRET)
    as_coordinator.post(url("open_address", office.pk, "room"))
    address = Address.objects.get()
    feed = url("feed", address.token)
    text = page(client, feed)

    assert "SUMMARY:belegt" in text
    assert "DTSTART:20260317T160000Z" in text
    for secret in (SECRET, "Brücke", "Nour"):
        assert secret not in text
    as_coordinator.post(url("revoke", address.pk))
    assert client.get(feed).status_code == 404


def test_a_person_s_own_calendar_ends_with_the_office(
    client, as_board, book, office, second_office, coordinator, circle, nour, now
):
    book(office, "17:00", "19:00", title=SECRET)
    book(second_office, "17:00", "19:00", by=coordinator, association=circle)
    as_board.post(url("own_calendar"))
    address = Address.objects.get()
    assert address.token in page(as_board, url("own_calendar"))
    text = page(client, url("feed", address.token))

    assert ("SUMMARY:Büro 1" in text, "Büro 2" in text) == (True, False)
    nour.memberships.update(ended_at=now)
    assert client.get(url("feed", address.token)).status_code == 404


def test_nobody_takes_back_anothers_address(
    as_others, book, office, board, kassel, now
):
    address = operations.open_address(
        centre=kassel, kind=Address.PERSON, by=board, now=now
    )
    as_others.post(url("revoke", address.pk))
    address.refresh_from_db()
    assert address.revoked_at is None


def test_the_coordination_reads_how_much_rooms_are_used(
    as_coordinator, book, office, bridge
):
    assert "In diesem Jahr war nichts gebucht." in page(as_coordinator, url("use"))
    book(office, "17:00", "19:00")
    text = words(page(as_coordinator, url("use")))

    assert "2026 waren die Räume einmal gebucht, für 2 Stunden." in text
    assert "Brücke e. V." in text


@pytest.mark.parametrize("bookings", [1, 12])
@pytest.mark.parametrize("name", ["week", "day", "settle", "use"])
def test_pages_cost_the_same_however_much_is_booked(
    as_coordinator, book, office, hall, name, bookings, django_assert_max_num_queries
):
    for number in range(bookings):
        book(office, f"{8 + number}:00", f"{9 + number}:00")
    with django_assert_max_num_queries(20):
        page(as_coordinator, url(name) + "?on=2026-03-17")


def test_a_night_the_house_is_closed_says_so(as_board, make_room):
    make_room("Büro 9", hours=[["08:00", "22:00"]] * 6 + [[]])
    assert "geschlossen" in page(as_board, url("week") + "?on=2026-03-17")
    assert "Karfreitag" in page(as_board, url("week") + "?on=2026-04-03")


def test_a_room_of_another_centre_is_not_there(
    as_coordinator, elsewhere, foreign_coordinator, now
):
    foreign = operations.settle_room(
        centre=elsewhere, name="Fremd", by=foreign_coordinator, now=now
    )
    assert as_coordinator.get(url("settle_room", foreign.pk)).status_code == 404
    assert "Fremd" not in page(as_coordinator, url("settle"))
    page(as_coordinator, url("book"), 422, **given(foreign))

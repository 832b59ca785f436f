"""One association at a glance: its board sees it, and the coordination the same."""

import datetime as dt
import re

import pytest

from allin.directory.models import Association, Membership
from allin.rooms import operations as rooms
from allin.volunteers import operations as volunteers
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def association(centre, name, now):
    return Association.objects.create(
        centre=centre, name=name, created_at=now, confirmed_on=now.date() - 300 * DAY
    )


@pytest.fixture
def bruecke(kassel, now):
    return association(kassel, "Brücke e. V.", now)


@pytest.fixture
def busy(bruecke, kassel, coordinator, now):
    """A room on Thursday, an entry of hours, and an entry nobody confirmed lately."""
    room = rooms.settle_room(centre=kassel, name="Büro 1", by=coordinator, now=now)
    rooms.book(
        room=room,
        starts_at=now + 2 * DAY,
        ends_at=now + 2 * DAY + dt.timedelta(hours=1),
        by=coordinator,
        association=bruecke,
        title="Beratung",
        now=now,
    )
    amal = volunteers.register(
        association=bruecke, name="Amal", by=coordinator, now=now - DAY
    )
    volunteers.enter_hours(
        volunteer=amal,
        association=bruecke,
        kind="event",
        minutes=60,
        worked_on=now.date() - DAY,
        by=coordinator,
        now=now,
    )
    return bruecke


@pytest.fixture
def board(kassel, bruecke, now):
    user = make_user("vorstand@x.example", "Mariam")
    Membership.objects.create(
        centre=kassel, user=user, kind="board", association=bruecke, created_at=now
    )
    return user


@pytest.mark.parametrize("who", ["board", "derya"])
def test_what_waits_rooms_hours_and_stale_entries_on_one_page(
    client, sign_in, busy, who, request, django_assert_max_num_queries
):
    sign_in(request.getfixturevalue(who))
    with django_assert_max_num_queries(20):
        page = client.get(f"/kassel/associations/{busy.pk}/")

    said = text(page)
    assert "Brücke e. V." in said
    assert "Büro 1" in said
    assert "Beratung" in said
    assert "1 Eintrag mit Stunden wartet" in said
    assert "das ist zu lange her" in said
    assert page.content.decode().count("<h1") == 1


def test_the_first_page_of_a_board_is_the_same_page(client, sign_in, busy, board):
    sign_in(board)
    said = text(client.get("/kassel/"))
    assert "Zwei Sachen warten." in said
    assert "das ist zu lange her" in said


def test_with_nothing_open_it_says_so(client, sign_in, bruecke, derya, now):
    Association.objects.update(confirmed_on=now.date())
    sign_in(derya)
    assert "Nichts wartet." in text(client.get(f"/kassel/associations/{bruecke.pk}/"))


def test_another_association_is_none_of_a_boards_business(
    client, sign_in, board, kassel, elsewhere, now
):
    other = association(kassel, "Andere e. V.", now)
    theirs = association(elsewhere, "Fremde e. V.", now)
    sign_in(board)
    for one in (other.pk, theirs.pk, 999_999):
        assert client.get(f"/kassel/associations/{one}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in_and_the_entry_leads_here(
    client, sign_in, bruecke, derya
):
    there = f"/kassel/associations/{bruecke.pk}/"
    assert "/login/" in client.get(there).headers["Location"]
    sign_in(derya)
    entry = client.get(f"/kassel/directory/{bruecke.pk}/")
    assert f'href="{there}"' in entry.content.decode()

"""What ALL IN did for an association: for its board and the coordination alone."""

import datetime as dt
import re

import pytest

from allin.directory.models import Association
from allin.rooms import operations
from allin.rooms.models import Booking
from allin.support import operations as support
from tests.conftest import NOW
from tests.house import furnish


@pytest.fixture
def house(kassel, elsewhere):
    furnish(elsewhere)
    return furnish(kassel)


@pytest.fixture
def read(house, sign_in):
    def reading(kind, association=None, year="", status=200):
        ours = association or house.things.association
        client = sign_in(house.users[kind])
        answer = client.get(f"/kassel/associations/{ours.pk}/year/?year={year}")
        assert answer.status_code == status
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    return reading


@pytest.mark.parametrize("kind", ["board", "coordinator"])
def test_rooms_advice_meetings_and_hours_stand_on_one_page(read, house, kind):
    support.hold_meeting(
        meeting=house.things.meeting,
        attended={house.things.association.pk: 3},
        minutes=60,
        by=house.things.boss,
        now=NOW + dt.timedelta(days=2),
    )
    page = read(kind)

    assert "2026 waren es 1 Stunde in unseren Räumen und 1 Beratung" in page
    for line in (
        "Raumbuchungen 1",
        "davon Büro 1 1",
        "Miete nach Ihrem Anteil an diesen Stunden Annahme 5.600 €",
        "Anfragen an die Koordination 1",
        "Minuten dieser Beratungen 20",
        "davon Gemeinnützigkeit und Steuer 20",
        "Besuchte Workshops und Runden 1",
        "Teilnehmende aus dem Verein 3",
        "Beratungen Ihrer Ehrenamtlichen 1",
        "Stunden Ihrer Ehrenamtlichen 1",
    ):
        assert line in page


def test_rent_is_shared_by_hours_in_rooms(read, house):
    one = Booking.objects.get(association=house.things.association)
    operations.book(
        room=one.room,
        starts_at=one.ends_at,
        ends_at=one.ends_at + 3 * (one.ends_at - one.starts_at),
        by=house.things.boss,
        association=house.things.other_association,
        title="Treffen",
        now=NOW,
    )

    # One hour of six: the round of all associations has two of them.
    assert "Anteil an diesen Stunden Annahme 2.800 €" in read("board")
    assert "Miete nach Ihrem Anteil" not in read("board", year="2025")


def test_another_year_has_its_own_figures(read):
    assert "Für 2024 ist noch nichts notiert." in read("board", year="2024")


def test_an_association_reads_of_itself_alone(read, house):
    read("board", house.things.other_association, status=404)
    foreign = Association.objects.exclude(centre=house.centre).first()
    read("coordinator", foreign, status=404)
    for kind in ("city", "funder", "volunteer", "referrer"):
        read(kind, status=404)


def test_an_area_that_is_off_has_no_line(read, house):
    house.centre.modules = ["rooms", "directory"]
    house.centre.save()
    page = read("board")
    assert "Raumbuchungen" in page
    for word in ("Koordination", "Ehrenamtlichen", "Workshops"):
        assert word not in page

"""An association's own paper for municipal funding, filled from what is recorded."""

import datetime as dt
import io
import re

import docx
import pytest

from allin.counselling.models import ContactFact
from allin.directory.models import Association, Membership
from allin.rooms import operations as rooms
from allin.support.models import Paper
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Hours
from tests.conftest import NOW, make_user

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def ours(kassel, elsewhere):
    return Association.objects.create(
        centre=kassel, name="Brücke e. V.", contact_name="Samar Haddad", created_at=NOW
    )


@pytest.fixture
def users(kassel, derya, ours):
    board = make_user("samar@bruecke.example", "Samar Haddad")
    Membership.objects.create(
        centre=kassel, user=board, kind="board", association=ours, created_at=NOW
    )
    city = make_user("stadt@allin.example", "Carla Stadt", kassel, "city")
    return {"board": board, "coordinator": derya, "city": city}


@pytest.fixture
def ask(users, ours, client, sign_in):
    """Ask for the paper; what is sent is its form, what comes back the answer."""

    def asking(who="board", association=ours, status=200, **data):
        sign_in(users[who])
        url = f"/kassel/associations/{association.pk}/funding/?lang=de"
        answer = client.post(url, data) if data else client.get(url)
        assert answer.status_code == status
        return answer

    return asking


def said(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def words(answer):
    """Return what stands in the Word file, row by row."""
    document = docx.Document(io.BytesIO(answer.content))
    rows = [
        ": ".join(cell.text for cell in row.cells)
        for table in document.tables
        for row in table.rows
    ]
    return "\n".join([*(one.text for one in document.paragraphs), *rows])


@pytest.fixture
def paper_of(ours):
    def entering(kind, valid_until):
        return Paper.objects.create(
            centre=ours.centre, association=ours, kind=kind,
            dated_on=dt.date(2024, 1, 15), valid_until=valid_until, entered_at=NOW,
        )  # fmt: skip

    return entering


@pytest.fixture
def a_year(ours, kassel, coordinator):
    """Two hours in a room, and two that somebody gave."""
    room = rooms.settle_room(
        centre=kassel, name="Versammlungsraum", seats=40, by=coordinator, now=NOW
    )
    rooms.book(
        room=room, starts_at=NOW + HOUR, ends_at=NOW + 3 * HOUR, by=coordinator,
        association=ours, title="Treffen", now=NOW,
    )  # fmt: skip
    somebody = volunteers.register(
        association=ours, name="Lina", by=coordinator, now=NOW,
        joined_on=dt.date(2025, 1, 1),
    )  # fmt: skip
    volunteers.enter_hours(
        volunteer=somebody, association=ours, kind="counselling", minutes=120,
        worked_on=NOW.date(), by=coordinator, now=NOW,
    )  # fmt: skip
    Hours.objects.update(confirmed_at=NOW)


def test_the_board_takes_an_application_filled_from_what_is_recorded(
    ask, paper_of, a_year
):
    paper_of("tax", dt.date(2027, 6, 30))
    answer = ask(
        kind="application", year="2026", cents="1.400,50",
        purpose="Nachhilfe für Kinder",
    )  # fmt: skip
    text = words(answer)

    assert answer.headers["Content-Disposition"].endswith('2026.docx"')
    for line in (
        "Brücke e. V.",
        "Antrag auf Vereinsförderung",
        "Auskunft gibt: Samar Haddad",
        "Wir beantragen 1.400,50\xa0€.",
        "Nachhilfe für Kinder",
        "Unbezahlte Stunden unserer Ehrenamtlichen, bestätigt: 2",
        "Unsere Buchungen von Räumen der Servicestelle: 1",
        "Stunden dieser Buchungen: 2",
        "Freistellungsbescheid vom 15. Januar 2024, gilt bis 30. Juni 2027",
        "Für den Vorstand",
    ):
        assert line in text, text


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "keine"), (9, "weniger als 10"), (47, "rund 50")]
)
def test_no_small_number_of_people_leaves_the_house(ask, ours, number, shown):
    if number:
        ContactFact.objects.create(
            centre=ours.centre, association=ours, kind="slip",
            outcome="helped", year=2024, month=3, minutes=45, people=number,
            sessions=number,
        )  # fmt: skip
    text = words(ask(kind="statement", year="2024"))

    assert f"Beratungsgespräche: {shown}" in text
    assert f"Menschen, die unsere Beratenden empfangen haben: {shown}" in text
    assert not number or str(number) not in text


def test_what_is_left_open_stays_open_and_an_old_paper_says_so(ask, paper_of):
    paper_of("register", dt.date(2026, 3, 9))
    assert "abgelaufen am 9. März" in said(ask())
    text = words(ask(kind="statement", year="2025"))

    assert "Wir haben ______ € verwendet." in text
    assert "abgelaufen am 9. März 2026: erst erneuern" in text


def test_what_is_no_amount_comes_back_with_everything_typed(ask):
    typed = {"kind": "application", "year": "2025", "cents": "viel", "purpose": "Tee"}
    answer = ask(status=422, **typed)

    assert "Das ist kein Betrag in Euro." in said(answer)
    assert 'value="viel"' in answer.content.decode()
    assert "Tee</textarea>" in answer.content.decode()
    ask(status=422, **typed | {"cents": "5", "year": "1999"})


def test_it_is_the_association_s_own(ask, kassel, elsewhere):
    sent = {"kind": "application", "year": "2025"}
    other = Association.objects.create(centre=kassel, name="Tamam", created_at=NOW)
    foreign = Association.objects.create(centre=elsewhere, name="Far", created_at=NOW)

    ask("coordinator", **sent)
    ask("coordinator", other, **sent)
    ask("board", other, 404, **sent)
    ask("coordinator", foreign, 404, **sent)
    ask("city", status=404, **sent)


def test_an_area_that_is_off_has_no_line(ask, kassel, a_year):
    kassel.modules = ["rooms", "directory"]
    kassel.save()
    text = words(ask(kind="application", year="2026"))

    assert "Buchungen von Räumen" in text
    assert "Stunden unserer Ehrenamtlichen" not in text
    assert "Beratungsgespräche" not in text

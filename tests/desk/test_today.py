import datetime as dt

import pytest

from allin.accounts.models import HeldBack, Invitation
from allin.centres.models import Centre
from allin.council import todo as council
from allin.counselling.models import Appointment, Slip
from allin.desk.tasks import counts
from allin.desk.views.today import lead
from allin.programmes import todo as programmes
from allin.support import todo as support
from tests.conftest import make_user
from tests.house import furnish, pass_on


@pytest.fixture
def house(kassel, elsewhere):
    return furnish(kassel)


@pytest.fixture
def read(house, sign_in):
    def reading(kind):
        answer = sign_in(house.users[kind]).get("/kassel/")
        assert answer.status_code == 200
        return answer.content.decode()

    return reading


def test_the_coordinator_reads_the_day_and_how_things_stand(read):
    page = read("coordinator")

    assert "Heute, Dienstag, 10. März" in page
    assert "Eine Vermittlung wartet." in page
    assert "Räume heute" in page


def test_what_waits_is_named_by_code_language_and_district_and_nothing_else(
    read, house
):
    page = read("coordinator")

    assert f"Vermittlung {house.things.waiting.code}" in page
    assert "Arabisch, Mitte." in page
    assert "Samar" not in page
    assert "4915123456789" not in page


def test_somebody_waiting_for_days_is_said_so(read, house, monkeypatch):
    monkeypatch.setenv("ALLIN_NOW", "2026-03-13T09:40:00+01:00")

    assert "Eine Vermittlung wartet, seit drei Tagen." in read("coordinator")


def test_with_several_the_longest_is_named(read, house, monkeypatch):
    pass_on(house)
    monkeypatch.setenv("ALLIN_NOW", "2026-03-13T09:40:00+01:00")

    page = read("coordinator")
    assert "Zwei Vermittlungen warten, eine davon seit drei Tagen." in page


def test_a_new_centre_reads_its_first_week(sign_in, kassel, now):
    new = Centre.objects.create(slug="neu", name="Neu", created_at=now)
    user = make_user("neu@allin.example", "Wiebke", new, "coordinator")
    page = sign_in(user).get("/neu/").content.decode()

    assert "Erste Woche" in page
    assert "Tag 1" in page
    assert "Noch ist kein Schritt fertig. Als Nächstes: Vereine eintragen." in page


def test_in_the_first_week_the_menu_has_four_places(sign_in, kassel, now):
    new = Centre.objects.create(slug="neu", name="Neu", created_at=now)
    user = make_user("neu@allin.example", "Wiebke", new, "coordinator")
    page = sign_in(user).get("/neu/").content.decode()
    menu = page.split('class="items"')[1].split("</ul>")[0]

    assert "/neu/rooms/" in menu
    assert "/neu/report/" in menu
    assert "/neu/volunteers/" not in menu
    assert "/neu/directory/" not in menu


def test_a_board_reads_its_own_association(read):
    page = read("board")

    assert "Brücke kassel" in page
    assert "Raum buchen" in page
    assert "Ein Eintrag" in page or "Eine" in page


def test_a_volunteer_reads_whom_they_accompany(read, house):
    page = read("volunteer")

    assert "Sie begleiten eine Person." in page
    assert house.things.taken.code in page
    assert house.things.waiting.code not in page


def test_a_referrer_reads_what_became_of_it(read, house):
    page = read("referrer")

    assert "Was daraus geworden ist" in page
    assert house.things.waiting.code in page


@pytest.mark.parametrize("who", ["city", "funder"])
def test_city_and_funder_read_figures_and_nothing_else(read, house, who):
    page = read(who)

    assert "Hier stehen nur Zahlen" in page
    assert house.things.waiting.code not in page


def test_an_empty_house_says_so(kassel, now):
    assert lead([], 0, now, kassel.tz) == "Heute ist nichts offen."
    assert lead([], 2, now, kassel.tz) == "Keine Vermittlung wartet."


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("who", ["coordinator", "board", "volunteer", "referrer"])
def test_a_first_page_asks_the_database_at_most_twenty_times(
    house, sign_in, who, many, django_assert_max_num_queries
):
    for _more in range(many):
        pass_on(house)
    client = sign_in(house.users[who])
    client.get("/kassel/")
    with django_assert_max_num_queries(20):
        client.get("/kassel/")


@pytest.mark.parametrize("days", [-20, 0, 9, 60])
def test_what_waits_is_counted_as_the_rooms_tell_it(house, now, days):
    """The question is put into words once; every day it is answered anew."""
    centre, at = house.centre, now + dt.timedelta(days=days)
    told = support.waiting(centre, at) | council.waiting(centre, at)
    for name, rows in programmes.waiting(centre, at).items():
        told[f"programmes_{name}"] = rows
    told["lapsed"] = Invitation.objects.of(centre).lapsed(at)
    told["held"] = HeldBack.objects.waiting(centre, at)
    counted = counts(centre, at)

    assert {name: counted[name] for name in told} == {
        name: rows.count() for name, rows in told.items()
    }


def test_who_was_taken_on_and_left_is_asked_about(read, house, monkeypatch):
    monkeypatch.setenv("ALLIN_NOW", "2026-03-25T09:40:00+01:00")
    page = read("coordinator")

    assert "1 Vermittlung ist angenommen und nicht abgeschlossen" in page
    assert "Nachfragen" in page


def test_appointments_and_slips_of_the_day_stand_in_the_order_of_their_time(
    read, house, kassel, now
):
    things = house.things
    Appointment.objects.create(
        centre=kassel, referral=things.taken, place_kind="own", made_at=now,
        starts_at=now + dt.timedelta(hours=2), ends_at=now + dt.timedelta(hours=3),
    )  # fmt: skip
    for code, hours in (("B7-3AB", 1), ("C8-4CD", 4)):
        Slip.objects.create(
            centre=kassel, code=code, language="ar", topic=things.taken.topic,
            starts_at=now + dt.timedelta(hours=hours),
            ends_at=now + dt.timedelta(hours=hours + 1), made_at=now,
            place="Treppe 4", forget_on=now.date() + dt.timedelta(days=9),
        )  # fmt: skip
    page = read("coordinator")

    beside = page[page.index("Heute im Haus") :]
    told = [beside.index(one) for one in ("B7-3AB", things.taken.code, "C8-4CD")]
    assert told == sorted(told)

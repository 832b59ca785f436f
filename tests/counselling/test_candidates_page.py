import datetime as dt
import re

import pytest

from allin.counselling.models import Ask
from allin.counselling.rules import State, Urgency
from allin.directory import operations as directory
from tests.conftest import NOW


@pytest.fixture
def at_home(client, derya, sign_in):
    return sign_in(derya)


def url(referral, tail="candidates/"):
    return f"/kassel/counselling/{referral.pk}/{tail}"


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_three_groups_in_words_and_nobody_has_a_number(at_home, pass_on, able, river):
    able("Senait")
    able("Tesfay", districts="|Nordstadt|")
    able("Luam", paused_until=NOW.date().replace(day=22))
    able("Almaz", association=river)
    able("Olena", native=1 << 4)
    referral = pass_on(not_from=[river]).referral

    page = text(at_home.get(url(referral)))

    assert "1 Mensch passt ganz." in page
    assert "Arabisch als Muttersprache" in page
    assert "Noch nie gefragt, hat 0 von 3 vereinbarten Vermittlungen" in page
    assert "Wunsch offen: Mitte" in page
    assert "Pause bis 22. März ab 23. März wieder dabei" in page
    assert "1 Mensch auf Wunsch der Person nicht gefragt" in page
    assert "Almaz" not in page
    assert "spricht kein Arabisch" in page


def test_a_deadline_shows_the_professional_path_first(at_home, pass_on, able):
    able("Senait")
    deadline = NOW.date().replace(day=19)
    referral = pass_on(urgency=Urgency.DEADLINE, deadline_on=deadline).referral

    page = text(at_home.get(url(referral)))
    assert page.index("zuerst an die Migrationsberatung") < page.index("Passt ganz")
    assert "noch 9 Tage" in page
    filled = {"to": "Migrationsberatung", "on": "10.03.2026"}
    done = at_home.post(url(referral, "hand-on/"), filled, follow=True)

    assert done.status_code == 200
    referral.refresh_from_db()
    assert referral.handed_to == "Migrationsberatung"


def test_a_deadline_names_a_professional_and_never_an_association(
    at_home, pass_on, able, caritas, coordinator, open_hour
):
    deadline = NOW.date().replace(day=11)
    referral = pass_on(urgency=Urgency.DEADLINE, deadline_on=deadline).referral
    referral.centre.phone = "0561 123 45 00"
    referral.centre.save()

    unknown = text(at_home.get(url(referral)))
    directory.edit_partner(
        partner=caritas, migration_advice=True, by=coordinator, now=NOW
    )
    directory.enter_advice_hour(
        partner=caritas,
        weekday=3,
        starts=dt.time(14),
        ends=dt.time(17),
        by=coordinator,
        now=NOW,
    )
    known = text(at_home.get(url(referral)))
    own_page = text(at_home.get(url(referral, "")))

    assert "keine professionelle Migrationsberatung bekannt" in unknown
    assert "0561 123 45 00" in unknown
    assert "Offene Sprechstunde" not in unknown
    for page in (known, own_page):
        assert "Caritas, Beratung Mitte" in page
        assert "12. März, 14 bis 17 Uhr" in page
        assert "Das ist nach der Frist. Rufen Sie heute an." in page


def test_asking_in_order_from_the_page(at_home, pass_on, able):
    first, second = able("Senait"), able("Rahel")
    referral = pass_on().referral
    ticked = {"mode": "in_order", "whom": [f"v{first.pk}", f"v{second.pk}"]}

    done = at_home.post(url(referral, "ask/"), ticked, follow=True)

    assert "2 Personen werden gefragt." in text(done)
    referral.refresh_from_db()
    assert referral.state == State.ASKING
    assert "Schon gefragt" in text(at_home.get(url(referral)))


def test_nobody_ticked_is_a_sentence(at_home, pass_on):
    referral = pass_on().referral

    done = at_home.post(url(referral, "ask/"), {"mode": "at_once"}, follow=True)

    assert "Niemand ist ausgewählt." in text(done)


def test_a_message_to_copy_names_nobody(at_home, pass_on, able):
    senait = able("Senait")
    referral = pass_on().referral

    page = text(at_home.post(url(referral, f"ask/v{senait.pk}/copy/")))

    assert "/counselling/answer/" in page
    assert "Samar" not in page
    assert Ask.objects.get().way == "copied"


@pytest.mark.parametrize(("said", "state"), [("yes", "accepted"), ("no", "received")])
def test_the_telephone_takes_one_tap(at_home, pass_on, able, said, state):
    senait = able("Senait")
    referral = pass_on().referral

    at_home.post(url(referral, f"ask/v{senait.pk}/telephone/"), {"answer": said})

    referral.refresh_from_db()
    assert referral.state == state


def test_the_pin_is_shown_once(at_home, accepted):
    page = text(at_home.post(url(accepted, "ask/pin/")))

    assert re.search(r"\b\d{6}\b", page)
    assert "Abel Haile" in page


def test_a_board_a_stranger_and_another_centre_find_nothing(
    client, sign_in, pass_on, board, foreign_coordinator, able
):
    from allin.accounts.models import User  # noqa: PLC0415

    referral = pass_on().referral
    assert client.get(url(referral)).status_code == 302
    for person in (board, foreign_coordinator):
        sign_in(User.objects.get(pk=person.id))
        assert client.get(url(referral)).status_code == 404
        assert client.post(url(referral, "ask/")).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_takes_few_queries(
    at_home, pass_on, able, how_many, django_assert_max_num_queries
):
    for number in range(how_many):
        able(f"V{number}")
    referral = pass_on().referral

    with django_assert_max_num_queries(20):
        at_home.get(url(referral))

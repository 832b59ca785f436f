import pytest

from allin.accounts.models import Grant
from allin.accounts.operations import require_second_factor
from allin.core import people


@pytest.fixture
def home(kassel):
    return "/kassel/"


def test_with_two_centres_a_stranger_chooses_one(client, kassel, elsewhere):
    page = client.get("/").content.decode()

    assert 'href="/kassel/"' in page
    assert 'href="/elsewhere/"' in page


def test_with_one_centre_nobody_has_to_choose(client, kassel):
    page = client.get("/").content.decode()

    assert "<h1>Servicestelle Kassel</h1>" in page


def test_a_stranger_sees_what_the_house_offers_and_no_menu(client, elsewhere, home):
    page = client.get(home).content.decode()

    assert "Anmelden" in page
    assert 'class="items"' not in page


def test_the_coordinator_sees_their_menu_and_role(sign_in, derya, home):
    page = sign_in(derya).get(home).content.decode()

    assert "Derya Aksoy" in page
    assert "Koordination" in page
    assert 'aria-current="page"' in page


def test_a_module_that_is_off_leaves_no_trace(sign_in, derya, kassel, home):
    kassel.modules = ["counselling", "reports"]
    kassel.save()
    client = sign_in(derya)

    assert client.get("/kassel/rooms/").status_code == 404
    assert "/kassel/rooms/" not in client.get(home).content.decode()


def test_no_page_of_a_centre_exists_outside_of_it(client, kassel, elsewhere):
    assert client.get("/team/").status_code == 404
    assert client.get("/nowhere/").status_code == 404


def test_somebody_with_two_roles_changes_between_them(
    sign_in, derya, kassel, now, home
):
    Grant.objects.create(centre=kassel, user=derya, kind=people.CITY, granted_at=now)
    client = sign_in(derya)
    assert "als „Koordination“" in client.get("/kassel/role/").content.decode()

    client.post("/kassel/role/", {"role": "city:0"})

    assert "als „Stadt“" in client.get("/kassel/role/").content.decode()
    assert client.get("/kassel/team/").status_code == 404


def test_a_role_one_does_not_have_is_no_choice(sign_in, derya, elsewhere):
    client = sign_in(derya)

    assert client.post("/kassel/role/", {"role": "funder:0"}).status_code == 404
    assert client.get("/elsewhere/role/").status_code == 404


def test_whoever_owes_a_second_factor_is_led_to_it(client, derya, kassel, now, home):
    require_second_factor(user=derya, centre=kassel, now=now)
    client.force_login(derya)

    answer = client.get(home)

    assert answer.status_code == 302
    assert answer.url.endswith("/accounts/second-factor/")
    assert "Passkey" in client.get(answer.url).content.decode()

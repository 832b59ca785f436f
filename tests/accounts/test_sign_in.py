import re

import pytest
from django.core.cache import cache

from allin.outbox.models import Letter
from allin.outbox.operations import text_of


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


@pytest.fixture
def home(kassel):
    """The only centre: no first segment."""
    return kassel


def test_the_page_offers_passkey_code_and_password(client, home):
    page = client.get("/accounts/login/").content.decode()

    assert "Mit Passkey anmelden" in page
    assert "Code anfordern" in page
    assert "<h1>Anmelden</h1>" in page


def test_a_code_comes_as_a_letter_and_signs_in(client, derya, elsewhere):
    where = "/kassel/accounts/login/code/"
    client.post(where, {"email": "derya@allin.example"})
    words = text_of(Letter.objects.get())
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", words, re.MULTILINE).group(1)

    answer = client.post(f"{where}confirm/", {"code": code})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(derya.pk)
    assert derya.sign_ins.count() == 1


def test_an_unknown_address_looks_the_same_and_gets_nothing(client, derya, elsewhere):
    where = "/kassel/accounts/login/code/"
    known = client.post(where, {"email": "derya@allin.example"}, follow=True)
    client.session.flush()
    unknown = client.post(where, {"email": "wer@allin.example"}, follow=True)

    def plain(answer):
        text = answer.content.decode().replace("derya@", "").replace("wer@", "")
        return re.sub(r'(name="csrfmiddlewaretoken"|csrf_token)[^>]+', "", text)

    assert known.redirect_chain == unknown.redirect_chain
    assert plain(known) == plain(unknown)
    assert Letter.objects.count() == 1


def test_a_second_factor_is_set_up_with_a_picture_on_the_page(client, derya, kassel):
    client.force_login(derya)
    page = client.get("/accounts/2fa/totp/activate/", follow=True).content.decode()

    assert "data:image" not in page
    assert "<svg" in page


def test_nobody_signs_up_by_themselves(client, home):
    page = client.get("/accounts/signup/", follow=True).content.decode()

    assert 'name="email"' not in page


@pytest.mark.parametrize(
    "page",
    ["login/", "login/code/", "logout/", "password/reset/", "2fa/", "2fa/webauthn/"],
)
def test_every_page_of_signing_in_wears_the_house_look(client, derya, kassel, page):
    if page not in {"login/", "login/code/", "password/reset/"}:
        client.force_login(derya)
    answer = client.get(f"/accounts/{page}", follow=True)

    assert 'class="public"' in answer.content.decode()
    assert "style=" not in answer.content.decode()


def test_a_password_set_in_the_account_signs_in(client, derya, home):
    derya.set_password("sieben gruene Stufen")
    derya.save()
    page = client.get("/accounts/login/").content.decode()
    assert 'type="password"' in page

    client.post(
        "/accounts/login/",
        {"login": "derya@allin.example", "password": "sieben gruene Stufen"},
    )

    assert client.session["_auth_user_id"] == str(derya.pk)

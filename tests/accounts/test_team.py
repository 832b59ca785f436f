import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from allin.accounts.models import Grant, Invitation, SignIn, User


@pytest.fixture
def page(sign_in, derya, client):
    """Read and send pages as the coordinator of Kassel."""
    sign_in(derya)

    def go(path, data=None):
        where = f"/kassel{path}"
        if data is None:
            return client.get(where).content.decode()
        return client.post(where, data, follow=True).content.decode()

    return go


PERSON = {"name": "Nina Neu", "email": "neu@allin.example", "kind": "deputy"}


@pytest.fixture
def link(page):
    shown = page("/team/invite/", PERSON)
    return re.search(r"http://testserver(/kassel/team/join/[^<]+/)", shown).group(1)


def test_the_link_is_shown_to_be_copied(link):
    assert Invitation.objects.get().name == "Nina Neu"


def test_inviting_a_known_address_looks_the_same(page, foreign_coordinator):
    unknown = page("/team/invite/", PERSON)
    known = page("/team/invite/", {**PERSON, "email": "fremd@allin.example"})

    def without_link(text):
        changing = r"/join/[^<]+/|<svg.*?</svg>|/links/\d+/|name=\"csrf[^>]+"
        return re.sub(changing, "", text, flags=re.DOTALL)

    assert without_link(known) == without_link(unknown)
    team = page("/team/")
    assert "Frida Fremd" not in team
    assert team.count("Nina Neu") >= 2


def test_a_mail_scanner_that_opens_the_link_uses_nothing(link, client):
    client.logout()
    for _visit in range(3):
        assert "Annehmen und anmelden" in client.get(link).content.decode()

    assert Invitation.objects.get().used_at is None


def test_the_button_signs_in_once(link, client):
    client.logout()
    answer = client.post(link)
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(name="Nina Neu").pk)

    client.logout()
    assert client.post(link).status_code == 200
    assert "schon benutzt" in client.get(link).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_lapsed_link_says_until_when_and_offers_a_new_one(link, client, monkeypatch):
    client.logout()
    monkeypatch.setenv("ALLIN_NOW", "2026-03-20T10:00:00+01:00")

    assert "galt bis Di, 17. März" in client.get(link).content.decode()
    client.post(f"{link}renew/")

    assert Invitation.objects.count() == 2


def test_a_link_of_kassel_is_none_elsewhere(link, client, elsewhere):
    assert client.get(link.replace("/kassel/", "/elsewhere/")).status_code == 404


def test_the_last_coordinator_cannot_be_removed(page):
    grant = Grant.objects.get(kind="coordinator", centre__slug="kassel")

    answer = page(f"/team/roles/{grant.pk}/end/", {})

    assert "Sonst koordiniert hier niemand" in answer
    grant.refresh_from_db()
    assert grant.ended_at is None


def test_another_centres_role_is_not_there(page, foreign_coordinator, client):
    grant = Grant.objects.get(centre__slug="elsewhere")

    assert client.post(f"/kassel/team/roles/{grant.pk}/end/").status_code == 404


def test_wrong_answers_come_back_filled_with_a_sentence(page):
    answer = page("/team/invite/", {**PERSON, "email": "keine Adresse"})

    assert 'value="Nina Neu"' in answer
    assert not Invitation.objects.exists()


def test_the_account_speaks_the_language_it_chose(page, client):
    page("/team/account/", {"name": "Derya A.", "language": "en", "theme": "dark"})

    shown = page("/team/account/")
    assert 'lang="en"' in shown
    assert 'data-theme="dark"' in shown
    assert "Derya A." in shown


def test_signing_out_elsewhere_keeps_this_device(page, client, derya, now):
    other = SessionStore()
    other.create()
    SignIn.objects.create(user=derya, session_key=other.session_key, began_at=now)
    here = client.session.session_key
    SignIn.objects.create(user=derya, session_key=here, began_at=now)

    page("/team/account/sign-out/", {})

    assert not SessionStore().exists(other.session_key)
    assert SignIn.objects.get().session_key == here


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client, kassel, elsewhere):
    answer = client.get("/kassel/team/")

    assert answer.status_code == 302
    assert answer.url == "/kassel/accounts/login/?next=%2Fkassel%2Fteam%2F"
    assert reverse("accounts:team") == "/team/"

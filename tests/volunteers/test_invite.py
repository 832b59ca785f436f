"""A volunteer is invited from their page, and signs in with a link."""

import pytest
from django.test import Client

from allin.accounts.models import Invitation, SecondFactorDuty, User
from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.volunteers import operations
from allin.volunteers.models import Volunteer
from tests.conftest import make_user


@pytest.fixture
def amal(kassel, horizonte, now):
    return Volunteer.objects.create(
        centre=kassel,
        association=horizonte,
        name="Amal Haddad",
        email="amal@bruecke.example",
        language="ar",
        created_at=now,
    )


@pytest.fixture
def invited(amal, coordinator, now):
    return operations.invite(volunteer=amal, by=coordinator, now=now)


def test_the_coordination_invites_and_sees_link_and_code(
    sign_in, derya, client, amal, elsewhere
):
    sign_in(derya)
    where = f"/kassel/volunteers/{amal.pk}/"
    assert "Einladen" in client.get(where).content.decode()

    page = client.post(f"{where}invite/", follow=True).content.decode()

    assert "/kassel/team/join/" in page
    assert "?lang=ar" in page
    assert "<svg" in page
    assert "eingeladen, Link gilt bis" in client.get(where).content.decode()


def test_the_letter_is_in_the_volunteers_language(invited):
    letter = Letter.objects.get()

    assert letter.language == "ar"
    assert "يدعوكم" in text_of(letter)
    assert "?lang=ar" in text_of(letter)


def test_the_link_signs_them_in_as_volunteer(invited, amal, elsewhere, client):
    where = text_of(Letter.objects.get()).split("http")[1].split()[0]
    path = "/" + where.split("/", 3)[3]
    page = client.get(path).content.decode()
    assert 'lang="ar"' in page
    assert "Amal Haddad" in page

    client.post(path.partition("?")[0])

    amal.refresh_from_db()
    assert int(client.session["_auth_user_id"]) == amal.user_id
    assert SecondFactorDuty.objects.filter(user_id=amal.user_id).exists()


def test_inviting_again_lets_the_earlier_link_lapse(invited, amal, coordinator, now):
    again = operations.invite(volunteer=amal, by=coordinator, now=now)

    assert list(Invitation.objects.open(now)) == [again]
    assert User.objects.filter(email="amal@bruecke.example").count() == 1


def test_a_known_address_keeps_its_own_language(amal, coordinator, now, invited):
    known = make_user("rahel@bruecke.example", "Rahel")
    known.language = "en"
    known.save()
    Volunteer.objects.filter(pk=amal.pk).update(email="rahel@bruecke.example")

    operations.invite(volunteer=amal, by=coordinator, now=now)

    known.refresh_from_db()
    assert known.language == "en"
    amal.refresh_from_db()
    assert amal.user == known


def test_without_an_address_there_is_nothing_to_send_to(amal, coordinator, now):
    Volunteer.objects.filter(pk=amal.pk).update(email="")

    with pytest.raises(Refusal, match="noch keine E-Mail-Adresse"):
        operations.invite(volunteer=amal, by=coordinator, now=now)


def test_whoever_has_stopped_is_not_invited(amal, coordinator, now):
    Volunteer.objects.filter(pk=amal.pk).update(left_on=now.date())

    with pytest.raises(Refusal, match="aufgehört"):
        operations.invite(volunteer=amal, by=coordinator, now=now)


def test_another_centre_invites_nobody_here(amal, foreign_coordinator, now, sign_in):
    with pytest.raises(Refusal, match="Nur die Koordination"):
        operations.invite(volunteer=amal, by=foreign_coordinator, now=now)
    stranger = sign_in(User.objects.get(pk=foreign_coordinator.id), Client())

    assert stranger.get(f"/kassel/volunteers/{amal.pk}/invite/").status_code == 404
    assert not Letter.objects.exists()

"""What the coordination, boards and advisers see."""

import pytest
from django.urls import reverse

from allin.accounts.models import User
from allin.counselling.models import Referral, Session
from allin.counselling.rules import State
from allin.directory.models import Membership
from tests.conftest import make_user
from tests.counselling.conftest import words

pytestmark = pytest.mark.usefixtures("kassel_answers")


def board_user(person):
    return User.objects.get(pk=person.id)


def test_the_telephone_form_is_the_coordinations(
    client, sign_in, derya, contact_answers, texts, caritas
):
    url = reverse("counselling:take_contact")
    assert "/accounts/login/" in client.get(url).url
    sign_in(derya)
    page = client.post(f"{url}?from={caritas.pk}", contact_answers, follow=True)

    referral = Referral.objects.get()
    assert (referral.way, referral.partner) == ("telephone", caritas)
    assert f"/counselling/{referral.pk}/candidates/" in page.content.decode()
    assert "Jetzt jemanden fragen" in words(page)


def test_the_list_shows_code_sender_language_district_and_no_topic(
    client, sign_in, derya, pass_on, caritas
):
    referral = pass_on(partner=caritas).referral
    sign_in(derya)
    page = client.get(reverse("counselling:referrals"))

    for told in (referral.code, "Caritas", "Arabisch", "Mitte"):
        assert told in words(page)
    for kept in ("Ämter", "Samar", "0151"):
        assert kept not in words(page)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, sign_in, derya, pass_on, number, django_assert_max_num_queries
):
    for _one in range(number):
        pass_on()
    sign_in(derya)
    with django_assert_max_num_queries(20):
        client.get(reverse("counselling:referrals"))


def test_a_referrals_page_shows_topic_and_history(
    client, sign_in, derya, accepted, django_assert_max_num_queries
):
    sign_in(derya)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("counselling:referral", args=[accepted.pk]))

    for told in ("Ämter, Anträge, Briefe", "Abel Haile", accepted.code):
        assert told in words(page)
    assert "Samar" not in words(page)


def test_a_stranger_cannot_tell_whether_a_referral_exists(
    client, sign_in, accepted, board
):
    sign_in(board_user(board))

    assert (
        client.get(reverse("counselling:referral", args=[accepted.pk])).status_code
        == client.get(reverse("counselling:referral", args=[999_999])).status_code
        == 404
    )


def test_closing_takes_outcome_and_minutes(client, sign_in, abel, accepted):
    sign_in(abel.user)
    url = reverse("counselling:close", args=[accepted.pk])
    client.post(url, {"outcome": "helped", "minutes": "45"})

    accepted.refresh_from_db()
    assert accepted.state == State.CLOSED


@pytest.mark.parametrize("minutes", ["", "-1", "601", "viele", "9" * 10_000])
def test_minutes_that_cannot_be_close_nothing(client, sign_in, abel, accepted, minutes):
    sign_in(abel.user)
    url = reverse("counselling:close", args=[accepted.pk])
    page = client.post(url, {"outcome": "helped", "minutes": minutes})

    assert page.context["form"].errors.keys() == {"minutes"}
    accepted.refresh_from_db()
    assert accepted.state == State.ACCEPTED


def test_a_walk_in_has_no_name_field(client, sign_in, board, offices, bridge):
    sign_in(board_user(board))
    url = reverse("counselling:walk_in")
    page = client.get(url)
    assert not {"name", "first_name", "channel", "note", "phone"} & set(
        page.context["form"].fields
    )
    client.post(
        url,
        {
            "topic": offices.pk,
            "language": "ar",
            "minutes": "20",
            "outcome": "helped",
            "association": bridge.pk,
        },
    )
    assert Session.objects.get().association == bridge


def test_a_tally_counts_with_one_press_each(client, sign_in, board, offices, bridge):
    sign_in(board_user(board))
    url = reverse("counselling:tally")
    press = {
        "topic": offices.pk,
        "language": "ar",
        "minutes": "10",
        "association": bridge.pk,
    }
    client.post(url, press)
    page = client.post(url, press, follow=True)

    assert page.context["counted"][0]["count"] == 2


def test_a_board_cannot_count_for_somebody_else(client, sign_in, board, offices, river):
    sign_in(board_user(board))
    page = client.post(
        reverse("counselling:walk_in"),
        {
            "topic": offices.pk,
            "language": "ar",
            "minutes": "20",
            "outcome": "helped",
            "association": river.pk,
        },
    )
    assert "association" in page.context["form"].errors
    assert not Session.objects.exists()


def test_a_referrer_sees_what_was_sent_and_no_more(
    client, sign_in, accepted, caritas, kassel, now
):
    user = make_user("marta@caritas.example", "Marta Mitte")
    Membership.objects.create(
        centre=kassel, user=user, kind="referrer", partner=caritas, created_at=now
    )
    sign_in(user)
    page = client.get(reverse("desk:first"))

    assert accepted.code in words(page)
    for kept in ("Ämter", "Abel", "Samar", "Brücke"):
        assert kept not in words(page)
    assert (
        client.get(reverse("counselling:referral", args=[accepted.pk])).status_code
        == 404
    )


def test_every_page_of_the_coordination_opens(
    client, sign_in, derya, accepted, slip, django_assert_max_num_queries
):
    sign_in(derya)
    for name in (
        "referrals", "take", "take_contact", "arrive", "walk_in", "tally", "forgotten",
    ):  # fmt: skip
        with django_assert_max_num_queries(20):
            assert client.get(reverse(f"counselling:{name}")).status_code == 200


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_public_pages_speak_three_languages(client, kassel, language, texts):
    for name in ("refer", "contact", "status"):
        page = client.get(reverse(f"counselling:{name}"), {"lang": language})
        assert f'lang="{language}"' in page.content.decode()

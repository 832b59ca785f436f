"""Every form, filled badly: a sentence, and nothing lost."""

import pytest
from django.urls import reverse

from allin.counselling.models import Referral
from allin.vault import operations as vault

pytestmark = pytest.mark.usefixtures("kassel_answers")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("first_name", ""),
        ("first_name", "x" * 10_000),
        ("channel", ""),
        ("channel", "0151 2345"),
        ("channel", "nirgends@"),
        ("channel", "x" * 10_000),
        ("note", "x" * 501),
        ("language", "klingon"),
        ("district", "Atlantis"),
        ("topic", "999999"),
        ("urgency", "gestern"),
        ("consents", []),
        ("consents", ["pass_on"]),
        ("not_from", ["99999"]),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    client, contact_answers, caritas_address, texts, field, typed
):
    url = reverse("counselling:contact_from", args=[caritas_address.token])
    page = client.post(url, contact_answers | {field: typed})

    assert field in page.context["form"].errors
    assert not Referral.objects.exists()
    if field != "first_name":
        assert 'value="Samar"' in page.content.decode()


def test_a_deadline_that_is_over_is_refused(
    client, contact_answers, caritas_address, texts
):
    page = client.post(
        reverse("counselling:contact_from", args=[caritas_address.token]),
        contact_answers | {"urgency": "deadline", "deadline_on": "2026-03-09"},
    )
    assert page.context["form"].errors.keys() == {"deadline_on"}


def test_html_and_direction_overrides_stay_text(
    client, contact_answers, caritas_address, texts, coordinator, now
):
    client.post(
        reverse("counselling:contact_from", args=[caritas_address.token]),
        contact_answers | {"first_name": "<b>Sa\u202emar</b>"},
    )
    referral = Referral.objects.get()
    name = vault.read(
        subject_id=referral.subject_id,
        field="name",
        by=coordinator,
        purpose="test",
        now=now,
    )
    assert name == "<b>Samar</b>"


def test_sending_twice_makes_one_referral(
    client, contact_answers, caritas_address, texts
):
    url = reverse("counselling:contact_from", args=[caritas_address.token])
    first = client.post(url, contact_answers)
    second = client.post(url, contact_answers)

    assert Referral.objects.count() == 1
    assert first.url == second.url

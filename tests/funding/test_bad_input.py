"""What people type wrongly about money: a clear sentence, and the form comes back."""

import time

import pytest

from allin.core import money
from allin.funding.models import Application, Award, CostAmount, CostLine, Step
from tests.funding.test_pages import page, url

pytestmark = pytest.mark.django_db
LONG = "9" * 10_000


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.400,00", 1_400_00),
        ("1,400.00", 1_400_00),
        ("1 400,50 €", 1_400_50),
        ("1.400", 1_400_00),
        ("1400.5", 1_400_50),
        ("EUR 1'400", 1_400_00),
    ],
)
def test_an_amount_is_read_however_it_is_written(as_coordinator, typed, cents):
    page(
        as_coordinator, url("enter_line"), 302,
        kind="rent", amount=typed, first_on="2026-01-01",
    )  # fmt: skip

    assert CostAmount.objects.get().amount == cents


@pytest.mark.parametrize(
    "typed", ["-5", "5-", "1.400,00,5", "viel", "1,40,0", LONG, "1" + " " * 9_998 + "x"]
)
def test_what_is_no_amount_comes_back_with_a_sentence(as_coordinator, typed):
    begun = time.monotonic()
    answer = as_coordinator.post(
        url("enter_line"),
        {"kind": "rent", "amount": typed, "first_on": "2026-01-01", "name": "Büro"},
    )
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Das ist kein Betrag in Euro. Beispiele: 1400 oder 1.400,50." in html
    assert 'value="Büro"' in html
    assert 'value="2026-01-01"' in html
    assert not CostLine.objects.exists()
    assert time.monotonic() - begun < 5  # seconds; a long one costs no more


def test_reading_a_long_one_takes_no_time():
    assert money.read("1" * 41) is None
    assert money.read("1" + " " * 50 + "x") is None


def test_an_award_whose_end_lies_before_its_start(as_coordinator, rent):
    said = page(
        as_coordinator, url("enter_award"), 422,
        kind="project", lines=rent.pk, first_on="2026-06-01", last_on="2026-05-31",
    )  # fmt: skip

    assert "Der letzte Tag liegt vor dem ersten." in said
    assert not Award.objects.exists()


def test_a_line_that_ends_before_it_starts(as_coordinator, rent):
    said = page(as_coordinator, url("end_line", rent.pk), 422, last_on="2025-12-31")

    assert "Der letzte Tag liegt vor dem ersten." in said


def test_the_same_cost_cannot_be_entered_twice(as_coordinator, rent):
    said = page(
        as_coordinator, url("enter_line"), 422,
        kind="rent", amount="900", first_on="2026-03-01",
    )  # fmt: skip
    assert "schon" in said

    said = page(
        as_coordinator, url("change_cost", rent.pk), 422,
        amount="900", first_on="2026-01-01",
    )  # fmt: skip
    assert "Ab diesem Tag gilt schon ein Betrag." in said
    assert CostAmount.objects.count() == 1


def test_an_application_decided_before_it_was_filed(as_coordinator, apply):
    application = apply("House of Resources", on="5.2.2026")
    said = page(
        as_coordinator, url("take_step", application.pk), 422,
        kind="rejected", on="4.2.2026", reason="Kein Geld",
    )  # fmt: skip

    assert "Das liegt vor „eingereicht“. Prüfen Sie beide Daten." in said
    assert (
        "Kein Geld"
        in as_coordinator.post(
            url("take_step", application.pk),
            {"kind": "rejected", "on": "4.2.2026", "reason": "Kein Geld"},
        ).content.decode()
    )
    assert Step.objects.filter(kind="rejected").count() == 0


@pytest.mark.parametrize("name", ["title", "amount", "on", "new_funder"])
def test_ten_thousand_characters_are_nobody_s_answer(as_coordinator, rent, name):
    sent = {"title": "Antrag", "kind": "submitted", name: LONG}
    answer = as_coordinator.post(url("enter_application"), sent)

    assert answer.status_code == 422
    assert not Application.objects.exists()

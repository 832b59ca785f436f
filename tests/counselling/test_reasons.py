"""Every sentence the coordination reads about somebody who is not possible."""

import datetime as dt
import re

import pytest

from allin.counselling.operations import answer, ask
from allin.volunteers.rules import quarter_of
from tests.conftest import NOW


@pytest.fixture
def page(client, derya, sign_in):
    at_home = sign_in(derya)

    def page(referral):
        shown = at_home.get(f"/kassel/counselling/{referral.pk}/candidates/")
        return " ".join(re.sub(r"<[^>]+>", " ", shown.content.decode()).split())

    return page


def test_a_promise_that_was_never_given_can_be_given(page, pass_on, able):
    able("Luam", confidentiality_on=None, confidentiality_until=None)
    said = page(pass_on().referral)
    assert "Verschwiegenheit noch nicht unterschrieben Unterschreiben lassen" in said


def test_a_promise_that_has_run_out_can_be_renewed(page, pass_on, able):
    able("Luam", confidentiality_until=dt.date(2026, 2, 28))
    said = page(pass_on().referral)
    assert "Verschwiegenheit am 28. Februar abgelaufen" in said


def test_who_has_had_the_agreed_share_comes_again_next_quarter(page, pass_on, able):
    able("Luam", share=1, had=1, had_quarter=quarter_of(NOW.date()))
    said = page(pass_on().referral)
    assert "hat im Quartal schon 1 von 1 im nächsten Quartal wieder" in said


def test_who_helps_with_other_topics_can_add_this_one(page, pass_on, able):
    able("Luam", topics=1 << 1)
    assert "begleitet bei anderen Themen" in page(pass_on().referral)


def test_a_legal_question_needs_somebody_to_guide(page, pass_on, able, offices):
    offices.legal = True
    offices.save()
    able("Luam")
    said = page(pass_on().referral)
    assert "Rechtsfrage: nur mit Anleitung Anleitung eintragen" in said


def test_who_was_asked_who_is_to_come_and_who_said_no(
    page, pass_on, able, put, coordinator
):
    referral = pass_on().referral
    first, second = put(referral, [able("Senait"), able("Luam")])
    said = page(referral)
    assert "ist gefragt, Antwort bis 12. März" in said
    assert "geplant, kommt noch an die Reihe" in said

    answer.decline(ask=first.ask, reason="no_time", by=None, now=NOW)
    said = page(referral)
    assert "hat am 10. März abgelehnt: " in said
    assert "für die nächste Vermittlung wieder dabei" in said

    for days in (14, 15):  # reminded first, passed over then
        ask.run_over(now=NOW + dt.timedelta(days=days))
    assert "hat nicht rechtzeitig geantwortet, " in page(referral)
    assert second.ask.volunteer.name in page(referral)

"""A contact passed on: consent first, then the vault, then a code."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from allin.core.errors import Refusal
from allin.counselling.models import DeletionReport, Exclusion, Referral
from allin.counselling.rules import State
from allin.vault import operations as vault
from allin.vault.models import Consent, Value
from tests.conftest import NOW


def test_a_contact_lies_in_the_vault_and_nowhere_else(pass_on, caritas, coordinator):
    referral = pass_on(partner=caritas).referral

    kept = " ".join(str(value) for value in Referral.objects.values().get().values())
    assert "Samar" not in kept
    assert "4915123456789" not in kept
    assert (
        vault.read(
            subject_id=referral.subject_id,
            field="name",
            by=coordinator,
            purpose="call",
            now=NOW,
        )
        == "Samar"
    )


def test_a_referral_gets_a_code_of_letters_nobody_confuses(pass_on):
    code = pass_on().referral.code

    assert len(code) == 6
    assert code[2] == "-"
    assert not set("ILOU0") & set(code)


def test_each_consent_is_kept_by_itself_with_text_and_receiver(pass_on, caritas):
    pass_on(partner=caritas, agreed={"feedback": False})

    assert [
        (given.purpose, given.receiver, given.text_version, given.language)
        for given in Consent.objects.order_by("purpose")
    ] == [
        ("pass_on", "counselling", "1", "ar"),
        ("release", "counselling", "1", "ar"),
    ]


def test_without_consent_nothing_is_kept_at_all(pass_on):
    with pytest.raises(Refusal, match="Einwilligung"):
        pass_on(agreed={"pass_on": False})

    assert not Referral.objects.exists()
    assert not Value.objects.exists()


def test_the_database_refuses_a_contact_without_consent(pass_on):
    referral = pass_on().referral

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(consented_at=None)


def test_who_is_bound_to_secrecy_needs_the_release(pass_on, caritas):
    with pytest.raises(Refusal, match="Schweigepflicht"):
        pass_on(partner=caritas, agreed={"release": False})


def test_who_is_not_bound_needs_no_release(pass_on, caritas):
    caritas.bound_to_secrecy = False
    caritas.save()

    assert pass_on(partner=caritas, agreed={"release": False}).referral.pk


def test_where_no_text_was_reviewed_somebody_has_read_it_aloud(pass_on):
    with pytest.raises(Refusal, match="keinen geprüften Text"):
        pass_on(language="ti", read_in="ti")

    pass_on(language="ti", read_in="de", read_by="Frau Mehari")
    assert Consent.objects.first().read_by == "Frau Mehari"


def test_an_excluded_association_is_kept_out_of_sight(pass_on, river):
    referral = pass_on(not_from=[river, river]).referral

    assert Exclusion.objects.get().association == river
    assert referral.state == State.RECEIVED


def test_a_long_note_is_refused(pass_on):
    from allin.counselling.operations.refer import Contact  # noqa: PLC0415

    with pytest.raises(Refusal, match="500"):
        pass_on(contact=Contact("Samar", "0151", "x" * 501))


def test_unaccepted_referrals_are_kept_thirty_days(pass_on):
    assert pass_on().referral.forget_on == dt.date(2026, 4, 9)


def test_the_centre_may_keep_them_shorter(pass_on, kassel):
    kassel.settings = {"keep_unaccepted_days": 10}
    kassel.save()

    assert pass_on().referral.forget_on == dt.date(2026, 3, 20)


def test_codes_may_be_equal_in_two_centres_but_not_in_one(pass_on, elsewhere):
    first, second = pass_on().referral, pass_on().referral
    Referral.objects.filter(pk=second.pk).update(centre=elsewhere, code=first.code)

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=second.pk).update(centre=first.centre)


def test_no_deletion_is_reported_before_anything_was_deleted(pass_on):
    pass_on()

    assert not DeletionReport.objects.exists()

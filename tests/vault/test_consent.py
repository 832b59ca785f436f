import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.vault import operations
from allin.vault.models import Consent

MONTH = dt.timedelta(days=30)


@pytest.fixture
def agree(samira, now):
    def agree(purpose="contact", receiver="association:3", **more):
        words = {
            "text_version": "2026-1",
            "language": "ti",
            "channel": "paper",
            "read_by": "Rahel T.",
            "expires_at": now + MONTH,
            "now": now,
            **more,
        }
        return operations.give_consent(
            subject_id=samira.id, purpose=purpose, receiver=receiver, **words
        )

    return agree


def test_consent_holds_for_one_purpose_and_one_receiver(samira, agree, now):
    agree()
    asked = {"subject_id": samira.id, "now": now}
    assert operations.allowed(purpose="contact", receiver="association:3", **asked)
    assert not operations.allowed(purpose="contact", receiver="association:4", **asked)
    assert not operations.allowed(purpose="answer", receiver="association:3", **asked)


def test_consent_runs_out(samira, agree, now):
    agree()
    asked = {"purpose": "contact", "receiver": "association:3"}
    assert not operations.allowed(subject_id=samira.id, now=now + MONTH, **asked)


def test_a_withdrawn_consent_ends_at_once_and_stays_as_proof(samira, agree, now):
    agree()
    agree("answer", "caritas:1")
    took = operations.withdraw_consent(subject_id=samira.id, purpose="contact", now=now)
    assert took == 1
    kept = list(operations.consents(samira.id))
    assert len(kept) == 2
    assert kept[0].text_version == "2026-1"
    assert [c.purpose for c in operations.consents(samira.id).standing(now)] == [
        "answer"
    ]


def test_everything_can_be_withdrawn_in_one_step(samira, agree, now):
    agree()
    agree("answer", "caritas:1")
    operations.withdraw_consent(subject_id=samira.id, purpose=None, now=now)
    assert not operations.consents(samira.id).standing(now).exists()


def test_agreeing_again_replaces(samira, agree, now):
    agree()
    agree(text_version="2026-2")
    (standing,) = operations.consents(samira.id).standing(now)
    assert standing.text_version == "2026-2"


def test_a_consent_that_ends_before_it_begins_is_refused(agree, now):
    with pytest.raises(Refusal):
        agree(expires_at=now)


def test_an_erased_person_agrees_to_nothing(samira, agree, now):
    agree()
    operations.erase(subject_id=samira.id, why="withdrawn", now=now)
    assert not Consent.objects.exists()
    with pytest.raises(Refusal):
        agree()


def test_for_a_receiver_a_value_opens_only_with_consent(
    samira, agree, coordinator, now
):
    asked = {
        "subject_id": samira.id,
        "field": "phone",
        "by": coordinator,
        "purpose": "contact",
        "receiver": "association:3",
        "now": now,
    }
    with pytest.raises(Refusal):
        operations.read(**asked)
    agree()
    assert operations.read(**asked) == "0151 23456789"
    operations.withdraw_consent(subject_id=samira.id, purpose="contact", now=now)
    with pytest.raises(Refusal):
        operations.read(**asked)

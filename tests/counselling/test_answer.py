import datetime as dt

import pytest

from allin.audit.models import Entry
from allin.core.errors import Refusal
from allin.core.people import Visitor
from allin.counselling.models import Ask
from allin.counselling.operations import answer, ask
from allin.counselling.operations.withdraw import withdraw
from allin.counselling.rules import State
from allin.vault import operations as vault
from tests.conftest import NOW


@pytest.fixture
def asked(pass_on, able, coordinator):
    """Two were asked at once."""
    referral = pass_on().referral
    return ask.ask(
        referral=referral,
        people=[able("Senait"), able("Rahel")],
        mode=Ask.Mode.AT_ONCE,
        by=coordinator,
        now=NOW,
    )


@pytest.fixture
def taken(asked):
    """Senait has said yes."""
    return answer.accept(ask=asked[0].ask, by=None, now=NOW)


def test_the_first_yes_counts_and_the_second_is_thanked(asked):
    answer.accept(ask=asked[0].ask, by=None, now=NOW)

    with pytest.raises(Refusal, match="Jemand war gerade schneller"):
        answer.accept(ask=asked[1].ask, by=None, now=NOW)

    referral = asked[0].ask.referral
    referral.refresh_from_db()
    assert (referral.state, referral.volunteer.name) == (State.ACCEPTED, "Senait")
    assert referral.volunteer.had == 1


def test_a_second_tap_on_yes_is_harmless(asked):
    answer.accept(ask=asked[0].ask, by=None, now=NOW)
    answer.accept(ask=asked[0].ask, by=None, now=NOW)

    assert Ask.objects.filter(answer="yes").count() == 1
    assert asked[0].ask.volunteer.__class__.objects.get(name="Senait").had == 1


def test_without_consent_nothing_is_taken_on(asked):
    referral = asked[0].ask.referral
    vault.withdraw_consent(subject_id=referral.subject_id, purpose=None, now=NOW)

    with pytest.raises(Refusal, match="Einwilligung"):
        answer.accept(ask=asked[0].ask, by=None, now=NOW)


def test_the_person_opens_with_a_pin_given_by_another_channel(taken, coordinator):
    with pytest.raises(Refusal, match="noch keine PIN"):
        answer.open_with_pin(ask=taken, pin="123456", now=NOW)
    pin = answer.give_pin(ask=taken, by=coordinator, now=NOW)

    opened = answer.open_with_pin(ask=taken, pin=f" {pin[:3]} {pin[3:]}", now=NOW)

    assert (opened.name, opened.channel) == ("Samar", "+4915123456789")
    assert Entry.objects.filter(kind="reads").count() == 3
    assert Entry.objects.filter(verb="counselling.open").count() == 1
    assert pin not in str(Ask.objects.filter(pk=taken.pk).values())


def test_five_wrong_pins_lock_it(taken, coordinator):
    pin = answer.give_pin(ask=taken, by=coordinator, now=NOW)
    wrong = "000000" if pin != "000000" else "111111"
    for _try in range(5):
        with pytest.raises(Refusal):
            answer.open_with_pin(ask=taken, pin=wrong, now=NOW)

    with pytest.raises(Refusal, match="Gesperrt"):
        answer.open_with_pin(ask=taken, pin=pin, now=NOW)
    again = answer.give_pin(ask=taken, by=coordinator, now=NOW)
    assert answer.open_with_pin(ask=taken, pin=again, now=NOW).name == "Samar"


def test_nobody_opens_before_a_yes(asked, coordinator):
    with pytest.raises(Refusal):
        answer.give_pin(ask=asked[0].ask, by=coordinator, now=NOW)
    with pytest.raises(Refusal):
        answer.open_signed_in(
            ask=asked[0].ask, by=answer.asked_person(asked[0].ask), now=NOW
        )


def test_only_who_took_it_on_opens_it_signed_in(taken, coordinator, stranger):
    for other in (coordinator, stranger, Visitor()):
        with pytest.raises(Refusal):
            answer.open_signed_in(ask=taken, by=other, now=NOW)

    opened = answer.open_signed_in(ask=taken, by=answer.asked_person(taken), now=NOW)
    assert opened.note == "nach 16 Uhr"


def test_giving_back_closes_access_at_once(taken, coordinator):
    pin = answer.give_pin(ask=taken, by=coordinator, now=NOW)

    answer.give_back(ask=taken, by=None, now=NOW)
    answer.give_back(ask=taken, by=None, now=NOW)

    with pytest.raises(Refusal):
        answer.open_with_pin(ask=taken, pin=pin, now=NOW)
    referral = taken.referral
    referral.refresh_from_db()
    assert (referral.state, referral.volunteer) == (State.RECEIVED, None)
    assert Ask.objects.get(pk=taken.pk).volunteer.had == 0


def test_withdrawal_closes_what_was_open(taken, coordinator):
    pin = answer.give_pin(ask=taken, by=coordinator, now=NOW)
    referral = taken.referral
    referral.refresh_from_db()

    withdraw(referral=referral, by=None, now=NOW)

    with pytest.raises(Refusal):
        answer.open_with_pin(ask=taken, pin=pin, now=NOW)


def test_yes_by_telephone_is_one_tap(asked, coordinator):
    one = asked[1].ask

    answer.note_by_telephone(
        referral=one.referral, ask=one, yes=True, by=coordinator, now=NOW
    )

    one.refresh_from_db()
    assert (one.answer, one.way) == ("yes", "phone")


def test_a_late_yes_after_the_time_is_told_so(asked):
    one = asked[0].ask
    later = NOW + dt.timedelta(days=9)
    ask.run_over(now=later)
    ask.run_over(now=later + dt.timedelta(days=2))

    with pytest.raises(Refusal, match="vorbei"):
        answer.accept(ask=one, by=None, now=later + dt.timedelta(days=2))

"""What the doctor finds about letters, in which centre."""

import datetime as dt

import pytest

from allin.outbox import doctor, operations
from allin.outbox.models import Letter

DAY = dt.timedelta(days=1)


def rules(now):
    return [(one.rule, one.centre, one.count) for one in doctor.findings(now)]


@pytest.fixture
def letter(kassel, elsewhere, derya, now):
    operations.write(
        centre=kassel,
        to_kind="accounts.user",
        to_id=derya.pk,
        body="Guten Tag",
        language="de",
        now=now,
    )
    return Letter.objects.get()


def test_a_letter_that_waits_is_all_right_for_a_day(letter, now):
    assert rules(now + DAY / 2) == []


def test_a_letter_that_never_left_is_found(letter, kassel, now):
    assert rules(now + 2 * DAY) == [("letters_stuck", kassel.pk, 1)]


def test_a_letter_that_failed_and_is_left_alone_is_found(letter, kassel, now):
    Letter.objects.update(state=Letter.FAILED, done_at=now)

    assert rules(now + 3 * DAY) == []
    assert rules(now + 8 * DAY) == [("letters_not_settled", kassel.pk, 1)]


def test_a_text_kept_too_long_is_found_until_it_is_dropped(letter, kassel, now):
    Letter.objects.update(state=Letter.SENT, done_at=now)
    later = now + 9 * DAY

    assert rules(later) == [("sent_text_kept", kassel.pk, 1)]
    operations.drop_texts(now=later)
    assert rules(later) == []

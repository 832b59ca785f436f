import pytest

from allin.counselling import statistics
from allin.counselling.models import Session
from allin.counselling.operations.close import close
from allin.counselling.operations.correct import correct_session
from allin.counselling.operations.status import answer_for_sender
from allin.counselling.rules import Outcome
from allin.volunteers import operations as volunteers
from allin.volunteers import statistics as work
from allin.volunteers.models import Hours
from tests.conftest import NOW


@pytest.fixture
def held(accepted, adviser):
    return close(
        referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW
    )


@pytest.fixture
def correct(adviser):
    def corrected(session, minutes, outcome=Outcome.HELPED, by=adviser):
        return correct_session(
            session=session, minutes=minutes, outcome=outcome, by=by, now=NOW
        )

    return corrected


@pytest.fixture
def confirmed(held, board):
    volunteers.confirm_hours(ids=[held.hours_id], by=board, now=NOW)
    return held


def standing():
    rows = Hours.objects.standing().order_by("pk")
    return [(row.minutes, row.confirmed_at is not None) for row in rows]


def given(kassel):
    year = {"first": NOW.date().replace(month=1, day=1), "after": NOW.date()}
    year["after"] = year["after"].replace(year=2027, month=1, day=1)
    return sum(row.minutes for row in work.hours(centre=kassel, **year))


def counted(kassel):
    return statistics.totals(centre=kassel, span=statistics.whole_year(2026))


def test_hours_nobody_confirmed_change_with_the_session(held, correct, kassel):
    correct(held, 60)

    assert standing() == [(60, False)]
    assert given(kassel) == counted(kassel).minutes == 60
    assert Hours.objects.get(replaced_at__isnull=False).minutes == 45


def test_confirmed_hours_get_a_row_the_board_sees_and_confirms(
    confirmed, correct, board, client, sign_in, elsewhere
):
    from allin.accounts.models import User  # noqa: PLC0415

    correct(confirmed, 30)

    assert standing() == [(30, False)]
    sign_in(User.objects.get(pk=board.id))
    page = client.get("/kassel/volunteers/hours/").content.decode()
    assert "bestätigt waren: 0:45" in page
    row = Hours.objects.waiting().get()
    volunteers.confirm_hours(ids=[row.pk], by=board, now=NOW)
    assert standing() == [(30, True)]


def test_corrected_to_nothing_hours_are_taken_back(held, correct, kassel):
    correct(held, 0)
    assert standing() == []

    correct(Session.objects.get(), 20)
    assert standing() == [(20, False)]
    assert given(kassel) == counted(kassel).minutes == 20


def test_confirmed_hours_corrected_to_nothing_wait_for_the_board(
    confirmed, correct, kassel
):
    correct(confirmed, 0)

    assert standing() == [(0, False)]
    assert given(kassel) == 0


def test_a_session_of_no_minutes_gets_hours_when_corrected(
    accepted, adviser, correct, kassel
):
    session = close(
        referral=accepted, outcome=Outcome.HELPED, minutes=0, by=adviser, now=NOW
    )
    correct(session, 25)

    assert standing() == [(25, False)]


def test_hours_corrected_by_hand_follow_the_session_too(held, correct, adviser):
    volunteers.correct_hours(
        hours=held.hours,
        kind="counselling",
        minutes=50,
        worked_on=held.held_on,
        by=adviser,
        now=NOW,
    )

    correct(held, 20)

    assert standing() == [(20, False)]


def test_the_same_correction_twice_changes_once(held, correct):
    correct(held, 60)
    correct(Session.objects.get(), 60)

    assert Hours.objects.count() == 2
    assert held.corrections.count() == 1


def test_who_did_not_come_and_did_after_all_is_one_person(
    accepted, adviser, correct, kassel
):
    session = close(
        referral=accepted, outcome=Outcome.NOT_ARRIVED, minutes=30, by=adviser, now=NOW
    )
    assert counted(kassel).people == 0

    correct(session, 30, Outcome.HELPED)

    assert counted(kassel) == statistics.Tally(sessions=1, people=1, minutes=30)
    accepted.refresh_from_db()
    assert accepted.outcome == Outcome.HELPED
    assert answer_for_sender(accepted) == "arrived"


def test_the_one_person_moves_on_to_the_talk_they_came_to(
    accepted, adviser, correct, kassel
):
    first = close(
        referral=accepted, outcome=Outcome.PARTLY, minutes=30, by=adviser, now=NOW
    )
    close(referral=accepted, outcome=Outcome.HELPED, minutes=20, by=adviser, now=NOW)

    correct(first, 30, Outcome.NOT_ARRIVED)

    assert counted(kassel) == statistics.Tally(sessions=1, people=1, minutes=20)
    accepted.refresh_from_db()
    assert accepted.outcome == Outcome.HELPED

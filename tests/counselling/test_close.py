"""Closing: outcome and minutes, written once, corrected with the old value kept."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.counselling import statistics
from allin.counselling.models import ContactFact, Session
from allin.counselling.operations.close import close, decline, hand_on
from allin.counselling.operations.correct import correct_session
from allin.counselling.operations.count import tally, walk_in
from allin.counselling.rules import Outcome, State
from allin.vault.models import Subject
from allin.volunteers.models import Hours
from tests.conftest import BERLIN, NOW


def totals(centre):
    return statistics.totals(centre=centre, span=statistics.whole_year(2026))


def test_closing_writes_one_session_one_fact_one_row_of_hours(accepted, adviser):
    close(referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW)

    assert accepted.state == State.CLOSED
    assert Session.objects.count() == 1
    fact = ContactFact.objects.get()
    assert (fact.year, fact.month, fact.topic, fact.language) == (
        2026,
        3,
        "offices",
        "ar",
    )
    hours = Hours.objects.get()
    assert (hours.minutes, hours.worked_on) == (45, dt.date(2026, 3, 10))


def test_the_day_of_deletion_is_fixed_at_closing(accepted, adviser, kassel):
    close(referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW)
    kassel.settings = {"keep_closed_days": 5}
    kassel.save()

    accepted.refresh_from_db()
    assert accepted.forget_on == dt.date(2026, 6, 8)
    assert Subject.objects.get().keep_until == dt.datetime(2026, 6, 9, tzinfo=BERLIN)


def test_what_is_closed_cannot_be_closed_again(accepted, adviser):
    close(referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW)

    with pytest.raises(Refusal, match="schon abgeschlossen"):
        close(
            referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW
        )
    assert ContactFact.objects.count() == 1


def test_a_talk_that_goes_on_closes_nothing_and_counts_the_person_once(
    accepted, adviser, kassel
):
    close(referral=accepted, outcome=Outcome.PARTLY, minutes=30, by=adviser, now=NOW)
    assert accepted.state == State.ACCEPTED
    close(referral=accepted, outcome=Outcome.HELPED, minutes=30, by=adviser, now=NOW)

    assert totals(kassel) == statistics.Tally(sessions=2, people=1, minutes=60)


def test_who_did_not_come_was_not_received(accepted, adviser, kassel):
    close(
        referral=accepted, outcome=Outcome.NOT_ARRIVED, minutes=20, by=adviser, now=NOW
    )

    assert totals(kassel) == statistics.Tally()
    assert Hours.objects.get().minutes == 20


def test_somebody_elses_referral_cannot_be_closed(accepted, board, kassel):
    with pytest.raises(Refusal):
        close(referral=accepted, outcome=Outcome.HELPED, minutes=1, by=board, now=NOW)


def test_nobody_closes_what_nobody_has_taken_on(pass_on, coordinator):
    referral = pass_on().referral

    with pytest.raises(Refusal, match="noch niemand angenommen"):
        close(
            referral=referral,
            outcome=Outcome.HELPED,
            minutes=1,
            by=coordinator,
            now=NOW,
        )


def test_passing_on_to_professionals_needs_nobody(pass_on, coordinator):
    referral = pass_on().referral
    close(
        referral=referral,
        outcome=Outcome.PASSED_ON,
        minutes=10,
        by=coordinator,
        now=NOW,
    )

    assert referral.state == State.CLOSED


def test_handing_a_deadline_on_notes_the_day_and_leaves_it_open(pass_on, coordinator):
    referral = pass_on().referral
    hand_on(
        referral=referral,
        to="Migrationsberatung Mitte",
        on=NOW.date(),
        by=coordinator,
        now=NOW,
    )

    assert referral.handed_on == NOW.date()
    assert referral.is_open
    with pytest.raises(Refusal, match="kommt erst noch"):
        hand_on(
            referral=referral,
            to="x",
            on=NOW.date() + dt.timedelta(days=1),
            by=coordinator,
            now=NOW,
        )


def test_a_need_nobody_can_meet_is_counted(pass_on, coordinator, kassel):
    decline(referral=pass_on().referral, by=coordinator, now=NOW)

    (gap,) = statistics.unmet(centre=kassel, span=statistics.whole_year(2026))
    assert (gap.topic, gap.language, gap.why) == ("offices", "ar", "declined")


def test_a_correction_keeps_the_old_value_and_the_figures_follow(
    accepted, adviser, kassel
):
    session = close(
        referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW
    )
    correct_session(
        session=session, minutes=60, outcome=Outcome.NOT_HELPED, by=adviser, now=NOW
    )

    old = session.corrections.get()
    assert (old.old_minutes, old.old_outcome) == (45, "helped")
    assert totals(kassel) == statistics.Tally(sessions=1, people=1, minutes=60)
    (line,) = statistics.table(
        centre=kassel, span=statistics.whole_year(2026), by="outcome"
    )
    assert line.key == "not_helped"


def test_correcting_to_the_same_value_corrects_nothing(accepted, adviser):
    session = close(
        referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW
    )
    correct_session(
        session=session, minutes=45, outcome=Outcome.HELPED, by=adviser, now=NOW
    )

    assert not session.corrections.exists()


def test_an_anonymous_walk_in_counts(kassel, offices, bridge, board):
    walk_in(
        centre=kassel,
        topic=offices,
        language="ar",
        minutes=20,
        outcome=Outcome.HELPED,
        association=bridge,
        by=board,
        now=NOW,
    )

    assert totals(kassel) == statistics.Tally(sessions=1, people=1, minutes=20)


def test_a_tally_counts_many_at_once_and_a_correction_keeps_their_number(
    kassel, offices, bridge, board
):
    session = tally(
        centre=kassel,
        topic=offices,
        language="ar",
        count=7,
        minutes=90,
        association=bridge,
        by=board,
        now=NOW,
    )
    assert totals(kassel) == statistics.Tally(sessions=7, people=7, minutes=90)

    correct_session(
        session=session, minutes=120, outcome=Outcome.HELPED, by=board, now=NOW
    )
    assert totals(kassel) == statistics.Tally(sessions=7, people=7, minutes=120)


@pytest.mark.parametrize("count", [0, 61])
def test_a_tally_has_its_limits(kassel, offices, bridge, board, count):
    with pytest.raises(Refusal):
        tally(
            centre=kassel,
            topic=offices,
            language="ar",
            count=count,
            minutes=1,
            association=bridge,
            by=board,
            now=NOW,
        )


def test_a_day_to_come_cannot_be_counted(kassel, offices, bridge, board):
    with pytest.raises(Refusal, match="kommt erst noch"):
        walk_in(
            centre=kassel,
            topic=offices,
            language="ar",
            minutes=20,
            outcome=Outcome.HELPED,
            association=bridge,
            by=board,
            now=NOW,
            held_on=dt.date(2026, 3, 11),
        )

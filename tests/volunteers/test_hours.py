import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.volunteers import operations, statistics
from allin.volunteers.models import Hours
from tests.conftest import NOW

TODAY = NOW.date()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def enter(miriam, as_miriam):
    def enter_own(minutes=90, kind="counselling", worked_on=YESTERDAY, now=NOW):
        return operations.enter_own_hours(
            volunteer=miriam,
            kind=kind,
            minutes=minutes,
            worked_on=worked_on,
            by=as_miriam,
            now=now,
        )

    return enter_own


def test_a_board_confirms_what_was_worked_for_its_association(enter, board):
    first, second = enter(90), enter(45)

    done = operations.confirm_hours(ids=[first.pk, second.pk], by=board, now=NOW)
    again = operations.confirm_hours(ids=[first.pk], by=board, now=NOW)

    assert (done, again) == (2, 0)
    assert Hours.objects.waiting().count() == 0


def test_a_board_cannot_confirm_hours_of_another_association(
    make_volunteer, associations, coordinator, board
):
    other = make_volunteer("Nour", association=associations[1])
    row = operations.enter_hours(
        volunteer=other,
        association=associations[1],
        kind="event",
        minutes=60,
        worked_on=YESTERDAY,
        by=coordinator,
        now=NOW,
    )

    with pytest.raises(Refusal, match="gehört"):
        operations.confirm_hours(ids=[row.pk], by=board, now=NOW)

    assert Hours.objects.waiting().count() == 1


def test_another_centre_cannot_confirm_either(enter, foreign_coordinator):
    row = enter()

    with pytest.raises(Refusal):
        operations.confirm_hours(ids=[row.pk], by=foreign_coordinator, now=NOW)


def test_a_correction_keeps_the_old_value_behind_it(enter, as_miriam):
    row = enter(90)

    new = operations.correct_hours(
        hours=row,
        kind=row.kind,
        minutes=60,
        worked_on=row.worked_on,
        by=as_miriam,
        now=NOW,
    )

    assert [h.minutes for h in Hours.objects.standing()] == [60]
    assert new.corrects.minutes == 90
    assert new.confirmed_at is None


def test_a_row_is_corrected_once(enter, as_miriam):
    row = enter(90)
    to = {"kind": row.kind, "minutes": 60, "worked_on": row.worked_on}
    operations.correct_hours(hours=row, by=as_miriam, now=NOW, **to)

    with pytest.raises(Refusal, match="inzwischen"):
        operations.correct_hours(hours=row, by=as_miriam, now=NOW, **to)


def test_confirmed_hours_are_corrected_by_the_board_only(enter, as_miriam, board):
    row = enter(90)
    operations.confirm_hours(ids=[row.pk], by=board, now=NOW)
    row.refresh_from_db()
    to = {"kind": row.kind, "minutes": 60, "worked_on": row.worked_on}

    with pytest.raises(Refusal, match="Vorstand"):
        operations.correct_hours(hours=row, by=as_miriam, now=NOW, **to)
    operations.correct_hours(hours=row, by=board, now=NOW, **to)

    assert Hours.objects.standing().get().minutes == 60


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"minutes": 0}, "zwischen 1 Minute und 16 Stunden"),
        ({"minutes": 16 * 60 + 1}, "zwischen 1 Minute und 16 Stunden"),
        ({"worked_on": TODAY + dt.timedelta(days=1)}, "noch nicht"),
        ({"worked_on": TODAY - dt.timedelta(days=800)}, "zwei Jahre"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_a_sentence(enter, told, sentence):
    with pytest.raises(Refusal, match=sentence):
        enter(**told)


def test_one_day_holds_at_most_sixteen_hours_of_one_person(enter):
    enter(10 * 60)

    with pytest.raises(Refusal, match="16 Stunden"):
        enter(7 * 60, kind="event")


def test_a_second_tap_changes_nothing_but_the_same_work_later_counts(enter):
    enter(60)
    enter(60)
    enter(60, now=NOW + dt.timedelta(minutes=5))

    assert Hours.objects.count() == 2


def test_statistics_count_each_row_of_work_once(enter, as_miriam, board, kassel):
    kept, wrong = enter(90), enter(600, kind="event")
    operations.correct_hours(
        hours=wrong, kind="event", minutes=60, worked_on=YESTERDAY, by=board, now=NOW
    )
    operations.confirm_hours(ids=[kept.pk], by=board, now=NOW)

    rows = statistics.hours(
        centre=kassel, first=dt.date(2026, 1, 1), after=dt.date(2027, 1, 1)
    )

    assert [(r.month, r.kind, r.minutes, r.confirmed) for r in rows] == [
        (dt.date(2026, 3, 1), "counselling", 90, 90),
        (dt.date(2026, 3, 1), "event", 60, 0),
    ]
    assert statistics.waiting(centre=kassel) == 1

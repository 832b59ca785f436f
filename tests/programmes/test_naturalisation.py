# ruff: noqa: F401, F811  (fixtures are imported by name)
"""Somebody's way to citizenship: who may see it, what follows what, what stays."""

import datetime as dt

import pytest
from django.urls import reverse

from allin.accounts.models import User
from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.programmes import operations as kernel
from allin.programmes.models import CompanionAsk, Path
from allin.programmes.operations import naturalisation as ways
from allin.programmes.rules.pathway import NEXT, Stage
from allin.programmes.statistics.naturalisation import figures
from allin.vault.models import Subject, Value
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Hours
from tests.conftest import NOW
from tests.programmes.paths import (
    NAME,
    PHONE,
    TODAY,
    companion,
    path,
    programme,
    take_in,
    walk,
    with_miriam,
)

DAY = dt.timedelta(days=1)


TO_FILED = (Stage.FIRST_TALK, Stage.PRECHECK, Stage.DOCUMENTS, Stage.FILED)


def test_nobody_is_taken_in_without_consent(take_in):
    with pytest.raises(Refusal, match="Einwilligung"):
        take_in(agreed=False)

    assert not Path.objects.exists()
    assert not Subject.objects.exists()


def test_name_and_number_are_sealed_and_stand_in_no_column(path):
    row = str(list(Path.objects.values()))

    assert NAME not in row
    assert PHONE not in row
    assert Value.objects.count() == 3
    assert len(path.code) == 6


def test_only_the_coordination_and_the_companion_open_the_person(
    with_miriam, coordinator, as_miriam, foreign_coordinator, city_officer
):
    for person in (coordinator, as_miriam):
        opened = ways.open_person(path=with_miriam, by=person, now=NOW)
        assert opened.channel == PHONE
    for person in (foreign_coordinator, city_officer):
        with pytest.raises(Refusal):
            ways.open_person(path=with_miriam, by=person, now=NOW)


def test_from_every_stage_only_what_follows_is_possible(take_in, coordinator):
    """Every pair of stages is tried, against the table."""
    path = take_in()
    for stage in Stage:
        for to in Stage:
            if to == stage:
                continue
            Path.objects.filter(pk=path.pk).update(
                stage=stage,
                filed_on=TODAY,
                reason="other" if stage == Stage.DROPPED else "",
                closed_on=None,
            )
            path.refresh_from_db()
            tell = {"path": path, "to": to, "by": coordinator, "now": NOW}
            if to in NEXT[stage]:
                assert ways.advance(reason="other", **tell).stage == to
            else:
                with pytest.raises(Refusal):
                    ways.advance(reason="other", **tell)


def test_a_second_tap_changes_nothing(path, walk):
    walk(path, Stage.FIRST_TALK, Stage.FIRST_TALK)

    assert path.steps.count() == 2


def test_papers_are_not_collected_while_gaps_are_open(path, walk, coordinator):
    walk(path, Stage.FIRST_TALK, Stage.PRECHECK, Stage.GAPS)
    ways.look_again(path=path, since=None, gaps=["test"], by=coordinator, now=NOW)

    with pytest.raises(Refusal, match="Einbürgerungstest"):
        walk(path, Stage.DOCUMENTS)

    ways.look_again(path=path, since=None, gaps=[], by=coordinator, now=NOW)
    assert walk(path, Stage.DOCUMENTS).stage == Stage.DOCUMENTS


def test_the_first_day_of_stay_is_reckoned_with_and_forgotten(path, coordinator):
    since = dt.date(2024, 2, 29)
    found = ways.look_again(path=path, since=since, gaps=[], by=coordinator, now=NOW)

    assert found.earliest_on == dt.date(2029, 3, 1)
    assert found.open_gaps == ["time"]
    assert "2024-02-29" not in str(list(Path.objects.values()))


@pytest.mark.parametrize("days", [1, 400])
def test_an_application_is_not_filed_in_the_future(path, walk, days):
    walk(path, Stage.FIRST_TALK, Stage.PRECHECK, Stage.DOCUMENTS)

    with pytest.raises(Refusal):
        walk(path, Stage.FILED, filed_on=TODAY + days * DAY)


def test_it_ends_early_only_with_a_reason_and_that_is_counted(path, walk, programme):
    with pytest.raises(Refusal, match="Wählen Sie"):
        walk(path, Stage.DROPPED)

    walk(path, Stage.DROPPED, reason="moved")
    found = figures(programme=programme, whole=True)
    assert [(row.key, row.number) for row in found.reasons] == [("moved", 1)]


def test_every_three_months_the_companion_is_reminded_once(with_miriam, walk, kassel):
    filed = dt.date(2025, 11, 30)
    walk(with_miriam, *TO_FILED[:3])
    walk(with_miriam, Stage.FILED, filed_on=filed)
    assert with_miriam.remind_on == dt.date(2026, 5, 30)
    Letter.objects.all().delete()

    assert ways.remind(centre=kassel, now=NOW) == 0
    later = dt.datetime(2026, 5, 30, 8, 0, tzinfo=NOW.tzinfo)
    assert ways.remind(centre=kassel, now=later) == 1
    assert ways.remind(centre=kassel, now=later + DAY) == 0
    words = text_of(Letter.objects.get())
    assert "Drei Monate" in words
    assert NAME not in words


def test_who_asked_the_office_is_reminded_three_months_on(
    with_miriam, walk, as_miriam, kassel
):
    walk(with_miriam, *TO_FILED)
    later = dt.datetime(2026, 6, 12, 8, 0, tzinfo=NOW.tzinfo)
    assert list(Path.objects.to_ask_about(later.date())) == [with_miriam]

    found = ways.note_asked(path=with_miriam, by=as_miriam, now=later)

    assert found.remind_on == dt.date(2026, 9, 10)
    assert not Path.objects.to_ask_about(later.date()).exists()


def test_a_companion_speaks_the_language_and_has_the_fewest(
    path, companion, make_volunteer, coordinator, take_in
):
    busy = companion(make_volunteer("Busy"))
    free = companion(make_volunteer("Free"))
    other = companion(make_volunteer("Other", native=2))
    asked = ways.ask_companion(
        path=take_in(), volunteer=busy, by=coordinator, now=NOW - DAY
    )
    ways.answer(ask=asked.ask, yes=True, by=None, now=NOW)

    could = ways.candidates(path, now=NOW)

    assert [one.volunteer for one in could] == [free, busy, other]
    assert [one.fits for one in could] == [True, True, False]
    with pytest.raises(Refusal):
        ways.ask_companion(path=path, volunteer=other, by=coordinator, now=NOW)


def test_one_companion_is_asked_at_a_time(path, companion, make_volunteer, coordinator):
    first, second = (companion(make_volunteer(name)) for name in ("A", "B"))
    asked = ways.ask_companion(path=path, volunteer=first, by=coordinator, now=NOW)

    with pytest.raises(Refusal, match="schon gefragt"):
        ways.ask_companion(path=path, volunteer=second, by=coordinator, now=NOW)

    ways.take_back(ask=asked.ask, by=coordinator, now=NOW)
    ways.ask_companion(path=path, volunteer=second, by=coordinator, now=NOW)
    with pytest.raises(Refusal, match="erledigt"):
        ways.answer(ask=asked.ask, yes=True, by=None, now=NOW)


def test_who_declined_is_not_asked_for_the_same_again(
    path, companion, miriam, coordinator
):
    companion(miriam)
    asked = ways.ask_companion(path=path, volunteer=miriam, by=coordinator, now=NOW)
    ways.answer(ask=asked.ask, yes=False, by=None, now=NOW)

    assert ways.candidates(path, now=NOW) == []


def test_the_letter_names_neither_person_nor_purpose(with_miriam):
    words = text_of(Letter.objects.get())

    assert NAME not in words
    assert "bürger" not in words.lower()


def test_handing_over_closes_the_page_at_once(with_miriam, as_miriam):
    assert Path.objects.visible_to(as_miriam).exists()

    ways.hand_over(path=with_miriam, by=as_miriam, now=NOW)

    assert not Path.objects.visible_to(as_miriam).exists()
    with pytest.raises(Refusal):
        ways.open_person(path=with_miriam, by=as_miriam, now=NOW)
    assert CompanionAsk.objects.get().answer == "given_back"


def test_time_becomes_hours_once_and_a_correction_carries_over(
    with_miriam, as_miriam, programme
):
    told = {"path": with_miriam, "held_on": TODAY, "by": as_miriam, "now": NOW}
    ways.note_visit(minutes=60, **told)
    ways.note_visit(minutes=60, **told)
    ways.note_visit(minutes=90, **told)

    rows = Hours.objects.standing()
    assert [(row.minutes, row.kind) for row in rows] == [(90, "accompaniment")]
    assert rows.get().programme == programme


def test_a_change_of_the_rules_lists_whom_it_concerns(path, take_in, walk, coordinator):
    recent, filed = take_in(), take_in()
    before = dt.date(2025, 10, 29)
    walk(filed, *TO_FILED)
    for one, day in ((path, before), (recent, TODAY), (filed, before)):
        Path.objects.filter(pk=one.pk).update(checked_on=day)

    assert list(Path.objects.affected(TODAY)) == [path]
    path.refresh_from_db()
    assert path.is_affected(TODAY)

    ways.look_again(path=path, since=None, gaps=[], by=coordinator, now=NOW)
    assert not Path.objects.affected(TODAY).exists()


def test_at_the_end_the_day_of_forgetting_is_fixed_and_kept(
    with_miriam, walk, kassel, programme
):
    walk(with_miriam, *TO_FILED)
    later = NOW + dt.timedelta(days=400)
    walk(with_miriam, Stage.RECEIPT, Stage.WAITING, Stage.GRANTED, now=later)
    walk(with_miriam, Stage.CERTIFICATE, Stage.CEREMONY, now=later)
    end = later.date() + dt.timedelta(days=kassel.number("keep_closed_days"))
    assert with_miriam.forget_on == end

    on_the_day = dt.datetime.combine(end, dt.time(8), tzinfo=NOW.tzinfo)
    assert ways.forget_overdue(centre=kassel, now=on_the_day) == 0
    assert ways.forget_overdue(centre=kassel, now=on_the_day + DAY) == 1

    with_miriam.refresh_from_db()
    assert with_miriam.subject_id is None
    assert with_miriam.language == ""
    assert with_miriam.companion is None
    assert not Value.objects.exists()
    assert figures(programme=programme, whole=True).months == 13


def test_who_takes_the_consent_back_is_gone_at_once(with_miriam, coordinator, kassel):
    ways.withdraw(path=with_miriam, by=coordinator, now=NOW)

    with_miriam.refresh_from_db()
    assert with_miriam.reason == "consent"
    assert not Value.objects.exists()
    with pytest.raises(Refusal):
        ways.open_person(path=with_miriam, by=coordinator, now=NOW)


def test_small_numbers_do_not_leave_the_house(take_in, walk, programme):
    for number in range(7):
        path = take_in()
        if number < 2:
            walk(path, Stage.DROPPED, reason="moved")
    found = figures(programme=programme, whole=False)

    told = {row.key: row.number for row in found.stages}
    assert found.people.number == 7
    assert 2 not in told.values()
    assert 5 not in told.values(), "it would give the two away"
    assert all(row.number is None for row in found.reasons)


def test_the_reasons_do_not_give_a_stage_away_they_are_put_together_with(
    take_in, walk, programme
):
    for number in range(20):
        path = take_in()
        if number < 6:
            walk(path, Stage.DROPPED, reason="moved")
        elif number < 8:
            walk(path, Stage.FIRST_TALK)
    found = figures(programme=programme, whole=False)

    stages = {row.key: row.number for row in found.stages}
    assert stages == {"enquiry": 12, "together": 8}
    assert [(row.key, row.number) for row in found.reasons] == [("together", None)]
    assert [row.number for row in figures(programme=programme, whole=True).reasons] == [
        6
    ]

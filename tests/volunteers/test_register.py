import datetime as dt

import pytest

from allin.core import languages
from allin.core.errors import Refusal
from allin.volunteers import doctor, operations, rules, subject
from allin.volunteers.models import Hours, Volunteer
from tests.conftest import NOW

TODAY = NOW.date()


def test_a_language_told_twice_keeps_the_better_level(horizonte, board):
    volunteer = operations.register(
        association=horizonte,
        by=board,
        now=NOW,
        name="  Senait   Berhane ",
        native=languages.mask(["ti"]),
        fluent=languages.mask(["ti", "de"]),
        some=languages.mask(["de", "en"]),
    )

    assert volunteer.name == "Senait Berhane"
    assert volunteer.spoken == [("native", "ti"), ("fluent", "de"), ("some", "en")]


def test_a_board_registers_for_its_own_association_only(associations, board):
    with pytest.raises(Refusal):
        operations.register(association=associations[1], by=board, now=NOW, name="X")

    assert Volunteer.objects.count() == 0


def test_a_newcomer_stands_where_the_others_stand(horizonte, make_volunteer, board):
    quarter = rules.quarter_of(TODAY)
    for name in "ABC":
        make_volunteer(name, share=2, had=2, had_quarter=quarter)

    newcomer = operations.register(
        association=horizonte, by=board, now=NOW, name="New", share=2
    )

    assert (newcomer.credit, newcomer.had) == (2, 0)


def test_somebody_back_from_a_pause_is_not_flooded(make_volunteer, coordinator):
    quarter = rules.quarter_of(TODAY)
    make_volunteer("there", share=3, had=2, had_quarter=quarter)
    back = make_volunteer("back", paused_until=TODAY - dt.timedelta(days=1))

    operations.welcome_back(now=NOW)
    operations.welcome_back(now=NOW)

    back.refresh_from_db()
    assert back.credit == 2


def test_a_pause_ends_in_the_future(miriam, coordinator):
    with pytest.raises(Refusal, match="vorbei"):
        operations.pause(
            volunteer=miriam,
            until=TODAY - dt.timedelta(days=1),
            by=coordinator,
            now=NOW,
        )


def test_confidentiality_holds_for_a_year_unless_told(make_volunteer, coordinator):
    volunteer = make_volunteer(
        "Yonas", confidentiality_on=None, confidentiality_until=None
    )

    operations.bind(volunteer=volunteer, signed_on=TODAY, by=coordinator, now=NOW)

    assert volunteer.confidentiality_until == dt.date(2027, 3, 10)
    assert volunteer.is_bound(TODAY)


def test_taken_referrals_count_in_their_quarter(miriam):
    operations.note_taken(volunteer=miriam, now=NOW)
    operations.note_taken(volunteer=miriam, now=NOW)
    operations.note_given_back(volunteer=miriam, now=NOW)
    miriam.refresh_from_db()

    assert miriam.had_in(TODAY) == 1
    assert miriam.had_in(dt.date(2026, 4, 1)) == 0


def test_erasing_leaves_the_hours_and_nothing_of_the_person(miriam, coordinator):
    operations.enter_hours(
        volunteer=miriam,
        association=miriam.association,
        kind="event",
        minutes=60,
        worked_on=TODAY,
        by=coordinator,
        now=NOW,
    )

    operations.erase(volunteer=miriam, by=coordinator, now=NOW)
    operations.erase(volunteer=miriam, by=coordinator, now=NOW)

    kept = Volunteer.objects.get(pk=miriam.pk)
    assert (kept.name, kept.phone, kept.email, kept.user, kept.native) == (
        "", "", "", None, 0,
    )  # fmt: skip
    assert [(h.minutes, h.volunteer) for h in Hours.objects.all()] == [(60, None)]


def test_who_left_a_year_ago_is_erased_by_the_job(make_volunteer):
    long_ago = make_volunteer("gone", left_on=TODAY - dt.timedelta(days=400))
    make_volunteer("just gone", left_on=TODAY - dt.timedelta(days=30))
    assert [f.rule for f in doctor.findings(NOW)] == ["retention_overdue"]

    assert operations.erase_overdue(now=NOW) == 1

    long_ago.refresh_from_db()
    assert long_ago.name == ""
    assert list(doctor.findings(NOW)) == []


def test_a_person_gets_all_that_is_known_of_them(miriam):
    known = subject.export(miriam)

    assert known["name"] == "Miriam Tekle"
    assert known["languages"]["native"] == ["ti"]

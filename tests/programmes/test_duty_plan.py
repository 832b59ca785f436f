"""Planning and publishing duty weeks: two people, always, and honest about gaps."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.planning.roster import Reason
from allin.programmes.models import Blocked, DutyWeek
from allin.programmes.operations import duty
from allin.programmes.rules import duty as rules
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Commitment
from tests.conftest import BERLIN, NOW
from tests.programmes import dutycast
from tests.programmes.dutycast import D


@pytest.fixture
def roster(kassel, coordinator):
    return dutycast.make_roster(kassel, coordinator)


@pytest.fixture
def programme(roster):
    return roster[0]


@pytest.fixture
def people(roster):
    return roster[1]


def test_a_plan_is_a_draft_and_promises_nobodys_time(programme, coordinator):
    made = dutycast.plan(programme, coordinator)

    rows = DutyWeek.objects.filter(programme=programme)
    assert (made.weeks, rows.count()) == (11, 11)
    assert made.outcome.proven
    assert {row.state for row in rows} == {"draft"}
    assert all(len(set(row.team.values())) == 2 for row in rows)
    assert not Commitment.objects.exists()


def test_publishing_promises_both_people_for_the_whole_week(programme, coordinator):
    weeks = dutycast.published(programme, coordinator)

    assert {week.state for week in weeks} == {"published"}
    held = Commitment.objects.standing()
    assert held.count() == 2 * len(weeks)
    assert {one.kind for one in held} == {"duty"}
    change = next(week for week in weeks if week.monday == D(2026, 3, 23))
    assert change.hours == 167
    starts = change.starts_at.astimezone(BERLIN)
    assert (starts.hour, change.ends_at.astimezone(BERLIN).hour) == (8, 8)


def test_at_any_instant_of_the_published_plan_two_qualified_people_are_on_duty(
    programme, people, coordinator
):
    weeks = dutycast.published(programme, coordinator)
    at = weeks[0].starts_at
    while at < weeks[-1].ends_at:
        covering = [week for week in weeks if week.starts_at <= at < week.ends_at]
        assert len(covering) == 1
        team = set(covering[0].team.values())
        assert len(team) == 2
        ready = {one.pk for one in people.values() if one.is_qualified(at.date())}
        assert team <= ready
        at += dt.timedelta(hours=5, minutes=59)


def test_publishing_twice_promises_once(programme, coordinator):
    weeks = dutycast.published(programme, coordinator)

    again = duty.publish(programme=programme, weeks=weeks, by=coordinator, now=NOW)

    assert again == 0
    assert Commitment.objects.standing().count() == 2 * len(weeks)


def test_a_week_without_two_people_is_not_published_and_says_so(
    programme, people, coordinator
):
    for name in ("Amina", "Bilal", "Canan", "Dilan", "Emir", "Fatma"):
        duty.block(companion=people[name], day=D(2026, 4, 15), by=coordinator, now=NOW)
    made = dutycast.plan(programme, coordinator)

    (gap,) = made.gaps
    assert gap.certain
    assert list(gap.why.values()).count(Reason.AWAY) == 6
    with pytest.raises(Refusal, match=r"13\. April|April 13") as refused:
        duty.publish(
            programme=programme,
            weeks=DutyWeek.objects.all(),
            by=coordinator,
            now=NOW,
        )
    assert "Zwei Personen sind nötig, es ist erst 1 da" in refused.value.sentence
    assert not Commitment.objects.exists()


def test_the_database_itself_keeps_two_different_people(programme, people, kassel):
    week = DutyWeek(
        centre=kassel,
        programme=programme,
        monday=D(2026, 3, 16),
        starts_at=NOW,
        ends_at=NOW + dt.timedelta(days=7),
        first=people["Amina"],
        second=people["Amina"],
    )

    with pytest.raises(Exception, match="nobody_is_in_a_duty_week_twice"):
        week.save()


def test_one_person_twice_is_refused_in_words(programme, coordinator):
    week = dutycast.published(programme, coordinator)[0]

    with pytest.raises(Refusal, match=r"verschiedene|different"):
        duty.put(
            week=week,
            place="first",
            companion_id=week.second_id,
            by=coordinator,
            now=NOW,
        )


def test_an_expired_refresher_keeps_out_of_later_weeks(programme, people, coordinator):
    duty.make_ready(
        companion=people["Amina"],
        certificate_on=D(2025, 2, 1),
        refresher_due_on=D(2026, 4, 20),
        by=coordinator,
        now=NOW,
    )
    dutycast.plan(programme, coordinator)

    mine = DutyWeek.objects.of_companion(people["Amina"].pk)
    assert all(week.monday <= D(2026, 4, 13) for week in mine)


def test_planning_again_keeps_what_is_published(programme, coordinator):
    dutycast.published(programme, coordinator, after=D(2026, 4, 13))
    before = {w.monday: w.team for w in DutyWeek.objects.published()}

    dutycast.plan(programme, coordinator)

    after = {w.monday: w.team for w in DutyWeek.objects.published()}
    assert after == before
    assert DutyWeek.objects.filter(state="draft").exists()


def test_heavy_weeks_say_which_feast_makes_them_so():
    assert rules.weight_of(D(2026, 3, 16)) == (3, "eid_al_fitr")
    assert rules.weight_of(D(2026, 2, 23)) == (2, "ramadan")
    assert rules.weight_of(D(2026, 3, 30)) == (2, "easter")
    assert rules.weight_of(D(2026, 12, 21)) == (2, "christmas")
    assert rules.weight_of(D(2026, 7, 6)) == (1, "")
    assert all(feast.source for feast in rules.FEASTS)


def test_somebody_who_is_erased_leaves_a_week_short_and_never_silent(
    programme, people, coordinator
):
    weeks = dutycast.published(programme, coordinator)
    gone = people["Amina"]
    person = dutycast.person_of(gone, coordinator)
    hers = [week.pk for week in weeks if week.place_of(gone.pk)]

    volunteers.erase(volunteer=person, by=coordinator, now=NOW)
    duty.forget_gone(now=NOW)

    assert hers
    for week in DutyWeek.objects.filter(pk__in=hers):
        assert week.state == "short"
        assert gone.pk not in week.team.values()
    gone.refresh_from_db()
    assert (gone.mark, gone.left_at) == ("", NOW)
    assert not Blocked.objects.filter(companion=gone).exists()


def test_another_centre_and_a_board_may_do_nothing(
    programme, foreign_coordinator, city_officer
):
    for person in (foreign_coordinator, city_officer):
        with pytest.raises(Refusal):
            dutycast.plan(programme, person)


def test_nothing_is_planned_beyond_what_is_known_of_feasts(programme, coordinator):
    with pytest.raises(Refusal):
        dutycast.plan(programme, coordinator, after=D(2031, 1, 1))

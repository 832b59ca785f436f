"""I cannot: only those are asked for whom all holds, and the first yes wins."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.programmes.models import DutyWeek, Swap, SwapAsk
from allin.programmes.operations import duty
from allin.volunteers.models import Commitment
from tests import races
from tests.conftest import NOW, make_user, visitor
from tests.programmes import dutycast
from tests.programmes.dutycast import D


@pytest.fixture
def roster(kassel, coordinator):
    return dutycast.make_roster(kassel, coordinator)


@pytest.fixture
def programme(roster):
    return roster[0]


@pytest.fixture
def weeks(programme, coordinator):
    return dutycast.published(programme, coordinator)


@pytest.fixture
def week(weeks):
    return weeks[3]


def relieve(week, by, now=NOW):
    return duty.relieve(week=week, companion_id=week.first_id, by=by, now=now)


def test_only_those_are_asked_who_may_really_take_over(week, weeks, coordinator):
    asked = relieve(week, coordinator)

    near = {
        held
        for other in weeks
        if abs((other.monday - week.monday).days) <= 7
        for held in other.team.values()
    }
    asks = SwapAsk.objects.filter(swap=asked.swap)
    assert {one.companion_id for one in asks} == set(asked.links)
    assert asked.links
    assert near.isdisjoint(asked.links)


def test_until_somebody_says_yes_the_week_stays_theirs(week, coordinator):
    relieve(week, coordinator)

    week.refresh_from_db()
    assert week.state == "published"
    assert len(week.team) == 2
    assert Commitment.objects.standing().filter(starts_at=week.starts_at).count() == 2


def test_the_first_yes_wins_and_time_changes_hands(week, coordinator):
    asked = relieve(week, coordinator)
    first, second = SwapAsk.objects.filter(swap=asked.swap).order_by("pk")[:2]
    left = week.first_id

    duty.take(ask=first, by=None, now=NOW)

    week.refresh_from_db()
    assert week.first_id == first.companion_id != left
    held = Commitment.objects.standing().filter(starts_at=week.starts_at)
    taker = dutycast.person_of(first.companion, coordinator)
    assert taker.pk in {one.volunteer_id for one in held}
    assert held.count() == 2
    with pytest.raises(Refusal, match=r"schneller|faster"):
        duty.take(ask=second, by=None, now=NOW)


def test_a_second_tap_changes_nothing(week, coordinator):
    asked = relieve(week, coordinator)
    one = SwapAsk.objects.filter(swap=asked.swap).first()
    duty.take(ask=one, by=None, now=NOW)

    assert duty.take(ask=one, by=None, now=NOW).answer == "yes"
    assert Swap.objects.get(pk=asked.swap.pk).state == "done"


def test_in_the_moment_the_week_begins_a_swap_is_refused_kindly(week, coordinator):
    asked = relieve(week, coordinator)
    one = SwapAsk.objects.filter(swap=asked.swap).first()
    just_before = week.starts_at - dt.timedelta(seconds=1)

    for then in (week.starts_at, week.starts_at + dt.timedelta(hours=1)):
        with pytest.raises(Refusal, match=r"begonnen|begun"):
            duty.take(ask=one, by=None, now=then)
    assert duty.take(ask=one, by=None, now=just_before).answer == "yes"


def test_nobody_is_asked_for_a_week_that_has_begun(week, coordinator):
    with pytest.raises(Refusal, match=r"begonnen|begun"):
        relieve(week, coordinator, now=week.starts_at)


def test_what_no_longer_holds_is_refused_when_they_say_yes(
    week, weeks, programme, coordinator
):
    asked = relieve(week, coordinator)
    one = SwapAsk.objects.filter(swap=asked.swap).first()
    neighbour = next(w for w in weeks if w.monday == week.monday + dt.timedelta(7))
    DutyWeek.objects.filter(pk=neighbour.pk).update(first=one.companion_id)

    with pytest.raises(Refusal):
        duty.take(ask=one, by=None, now=NOW)
    week.refresh_from_db()
    assert week.first_id != one.companion_id


def test_a_letter_says_neither_what_for_nor_on_which_list(week, coordinator):
    asked = relieve(week, coordinator)

    letters = list(Letter.objects.filter(to_kind="volunteers.volunteer"))
    assert len(letters) == len(asked.links)
    for letter in letters:
        text = text_of(letter).lower()
        for told in ("notfall", "muslim", "dienst", "bereitschaft", "woche", "duty"):
            assert told not in text


def test_the_person_may_ask_for_themselves_and_nobody_else_may(
    week, kassel, coordinator
):
    one = DutyWeek.objects.get(pk=week.pk)
    person = dutycast.person_of(one.first, coordinator)
    user = make_user("selbst@allin.example", "Selbst")
    other = visitor(user, "volunteer", kassel, of_id=person.pk + 1000)
    with pytest.raises(Refusal):
        relieve(week, other)

    me = visitor(user, "volunteer", kassel, of_id=person.pk)
    asked = relieve(week, me)
    duty.take_back(swap=asked.swap, by=me, now=NOW)

    assert Swap.objects.get(pk=asked.swap.pk).state == "taken_back"
    assert not SwapAsk.objects.filter(answer="open").exists()


def test_where_nobody_may_take_over_it_says_so_and_whom_to_call(kassel, coordinator):
    kassel.phone = "0561 787"
    kassel.save()
    programme, _people = dutycast.make_roster(
        kassel, coordinator, ("Amina", "Bilal", "Canan", "Dilan"), rest=1
    )
    week = dutycast.published(programme, coordinator, after=D(2026, 3, 30))[0]

    with pytest.raises(Refusal, match="0561 787"):
        relieve(week, coordinator)


def test_the_coordination_puts_somebody_in_also_while_the_week_runs(week, coordinator):
    able = next(iter(relieve(week, coordinator).links))
    wednesday = week.starts_at + dt.timedelta(days=2)

    duty.put(week=week, place="first", companion_id=able, by=coordinator, now=wednesday)

    week.refresh_from_db()
    assert week.first_id == able
    held = Commitment.objects.standing().filter(ends_at=week.ends_at)
    assert sorted(one.starts_at for one in held) == [week.starts_at, wednesday]
    assert not Swap.objects.open().exists()


@pytest.mark.race
@pytest.mark.slow
def test_twelve_say_yes_in_the_same_moment_and_one_has_it():
    for done in races.run("tests.programmes.dutyracing", rounds=2, processes=12):
        assert done.errors == []
        assert (done.won, done.refused) == (1, 11)

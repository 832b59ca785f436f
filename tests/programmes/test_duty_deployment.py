"""Afterwards: what is written down, the hours, the talk; and who is sealed."""

import datetime as dt

import pytest
from django.db import connection

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.programmes.models import Deployment, DutyMember, Part, Setup
from allin.programmes.operations import duty
from allin.programmes.operations.duty.roster import open_roster
from allin.vault import operations as vault
from allin.volunteers.models import Hours
from tests.conftest import NOW, make_user, visitor
from tests.programmes import dutycast

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def roster(kassel, coordinator):
    return dutycast.make_roster(kassel, coordinator)


@pytest.fixture
def programme(roster):
    return roster[0]


@pytest.fixture
def people(roster):
    return roster[1]


@pytest.fixture
def log(programme, people, coordinator):
    def make(who=("Amina", "Bilal"), by=coordinator, **more):
        values = {
            "alarm_at": NOW - 8 * HOUR,
            "arrived_at": NOW - 7 * HOUR,
            "ended_at": NOW - 5 * HOUR,
            "requested_by": "control",
            "keyword": "death_home",
            "district": "Nordstadt",
            "spoken_codes": ["ar", "de"],
            "adults": "3-5",
            "children": "1-2",
            "handed_to": "family",
            "follow_up": True,
        } | more
        return duty.log(
            programme=programme,
            companions=[people[name].pk for name in who],
            by=by,
            now=NOW,
            **values,
        )

    return make


def test_it_has_ranges_and_lists_and_no_field_for_words(log):
    made = log()

    kinds = {field.get_internal_type() for field in Deployment._meta.fields}
    assert "TextField" not in kinds
    free = [
        field.name
        for field in Deployment._meta.fields
        if field.get_internal_type() == "CharField" and not field.choices
    ]
    assert free == ["district"]
    assert made.language_codes == ["ar", "de"] or set(made.language_codes) == {
        "ar",
        "de",
    }


def test_everybody_who_went_gets_their_hours_once_and_no_programme_is_named(log):
    log()

    rows = Hours.objects.all()
    assert sorted(row.volunteer.name for row in rows) == ["Amina", "Bilal"]
    assert {row.minutes for row in rows} == {180}
    assert {(row.kind, row.programme_id) for row in rows} == {("accompaniment", None)}


def test_the_same_alarm_is_not_written_down_twice(log):
    log()

    with pytest.raises(Refusal):
        log(who=("Canan",))
    assert Hours.objects.count() == 2


@pytest.mark.parametrize(
    "times",
    [
        {"ended_at": NOW + HOUR},
        {"arrived_at": NOW - 9 * HOUR},
        {"ended_at": NOW - 7 * HOUR},
        {"alarm_at": NOW - 30 * HOUR},
        {"alarm_at": NOW - dt.timedelta(days=61)},
    ],
)
def test_times_nobody_can_mean_are_refused_and_leave_nothing(log, times):
    with pytest.raises(Refusal):
        log(**times)
    assert not Deployment.objects.exists()
    assert not Hours.objects.exists()


def test_the_talk_is_due_within_72_hours_of_the_end(log):
    made = log()

    assert {part.debrief_by for part in made.parts.all()} == {
        made.ended_at + dt.timedelta(hours=72)
    }


def test_they_are_reminded_once_by_a_letter_that_says_nothing(log):
    made = log()
    a_day_before = made.ended_at + dt.timedelta(hours=49)

    assert duty.remind(now=made.ended_at + HOUR) == 0
    assert duty.remind(now=a_day_before) == 2
    assert duty.remind(now=a_day_before) == 0
    assert Letter.objects.count() == 2


def test_the_talk_is_held_or_waived_and_then_it_no_longer_waits(log, coordinator):
    first, second = log().parts.order_by("pk")

    duty.settle_debrief(part=first, held=True, by=coordinator, now=NOW)
    duty.settle_debrief(part=second, held=False, by=coordinator, now=NOW)

    assert not Part.objects.to_debrief().exists()
    assert first.debriefed_at == NOW
    assert second.waived_at == NOW


def test_until_the_talk_nobody_takes_on_the_next_week(
    log, programme, people, coordinator
):
    weeks = dutycast.published(programme, coordinator)[:2]
    roster = open_roster(programme=programme, by=coordinator, now=NOW)
    soon, free = next((w, roster.takers(w)) for w in weeks if roster.takers(w))
    spare = next(name for name in people if people[name].pk == free[0])
    put = {"place": "first", "companion_id": free[0], "by": coordinator, "now": NOW}
    part = log(who=(spare,)).parts.get()

    with pytest.raises(Refusal, match="Gespräch nach dem letzten Einsatz"):
        duty.put(week=soon, **put)
    # How many days ahead is a number of the programme, for no standard names one.
    setup = Setup.objects.get(programme=programme)
    usual, days = setup.settings, (soon.monday - NOW.date()).days
    for talk_days, may in ((days - 1, True), (days, False)):
        Setup.objects.update(settings=usual | {"talk_days": talk_days})
        nearer = open_roster(programme=programme, by=coordinator, now=NOW)
        assert (free[0] in nearer.takers(soon)) == may
    duty.settle_debrief(part=part, held=False, by=coordinator, now=NOW)

    assert duty.put(week=soon, **put).first_id == free[0]


def test_no_column_says_who_belongs_to_the_roster(people, coordinator, kassel):
    """The rows have no key to a volunteer, and what is sealed does not open alone."""
    amina = dutycast.person_of(people["Amina"], coordinator)
    for model in connection.introspection.installed_models(
        [t for t in connection.introspection.table_names() if "programmes_d" in t]
    ):
        if model.__name__ not in {"DutyMember", "DutyWeek", "Deployment"}:
            continue
        keys = {f.related_model for f in model._meta.fields if f.related_model}
        assert type(amina) not in keys
    assert people["Amina"].mark
    assert str(amina.pk) != people["Amina"].mark


def test_who_takes_the_consent_back_is_closed_at_once(people, kassel, coordinator):
    amina = people["Amina"]
    vault.withdraw_consent(subject_id=amina.subject, purpose=None, now=NOW)

    opened = duty.people_of([amina], centre=kassel, by=coordinator, now=NOW)

    assert opened == {}


def test_nobody_is_entered_twice(programme, people, coordinator):
    person = dutycast.person_of(people["Amina"], coordinator)

    with pytest.raises(Refusal, match=r"schon|already"):
        dutycast.join(programme, person, coordinator)
    assert DutyMember.objects.count() == 7


def test_people_find_their_own_row_without_anything_being_opened(
    people, kassel, coordinator
):
    person = dutycast.person_of(people["Amina"], coordinator)
    user = make_user("amina@allin.example", "Amina")
    me = visitor(user, "volunteer", kassel, of_id=person.pk)

    assert [row.pk for row in duty.own_rows(me, kassel)] == [people["Amina"].pk]


def test_a_companion_logs_only_what_they_went_to(log, people, kassel, coordinator):
    person = dutycast.person_of(people["Amina"], coordinator)
    user = make_user("amina@allin.example", "Amina")
    me = visitor(user, "volunteer", kassel, of_id=person.pk)

    with pytest.raises(Refusal):
        log(who=("Bilal", "Canan"), by=me)
    assert log(who=("Amina", "Bilal"), by=me).parts.count() == 2


def test_the_list_opens_with_the_pin_and_locks_after_five_wrong_ones(
    programme, coordinator
):
    dutycast.published(programme, coordinator)
    made = duty.give_link(
        programme=programme, label="Leitstelle", by=coordinator, now=NOW
    )
    link = duty.link_at(made.token, centre_id=programme.centre_id)

    rows = duty.open_with_pin(link=link, pin=made.pin, now=NOW)
    assert rows
    assert all(row.first and row.second for row in rows)
    wrong = "000000" if made.pin != "000000" else "111111"
    for _try in range(5):
        with pytest.raises(Refusal):
            duty.open_with_pin(link=link, pin=wrong, now=NOW)
    with pytest.raises(Refusal):
        duty.open_with_pin(link=link, pin=made.pin, now=NOW)
    pin = duty.renew_pin(link=link, by=coordinator, now=NOW)
    link = duty.link_at(made.token, centre_id=programme.centre_id)
    assert duty.open_with_pin(link=link, pin=pin, now=NOW)
    duty.revoke(link=link, by=coordinator, now=NOW)
    assert duty.link_at(made.token, centre_id=programme.centre_id) is None

"""What takes place: planned with room and people, or not at all."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.planning.recurrence import Rule
from allin.programmes import operations, statistics
from allin.programmes.models import Assignment, Occasion, Setup
from allin.rooms import operations as rooms
from allin.rooms.models import Booking
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Commitment, Hours
from tests.conftest import BERLIN, NOW
from tests.programmes.conftest import at

AFTER = at("20:00")


def test_a_programme_is_set_up_with_the_usual_numbers(setup):
    assert setup.settings == {"offer_hours": 48, "keep_days": 90}
    assert str(setup) == "Verein leicht gemacht"


def test_a_number_out_of_its_bounds_is_refused_with_both(kassel, coordinator):
    with pytest.raises(Refusal, match="1 bis 336"):
        operations.set_up(
            centre=kassel,
            template="seminars",
            name="Kurz",
            settings={"offer_hours": 0},
            by=coordinator,
            now=NOW,
        )

    assert not Setup.objects.exists()


def test_a_programme_is_set_up_once(kassel, setup, coordinator):
    with pytest.raises(Refusal, match="schon eingerichtet"):
        operations.set_up(
            centre=kassel,
            template="tours",
            programme=setup.programme,
            by=coordinator,
            now=NOW,
        )


def test_who_does_not_coordinate_plans_nothing(plan, foreign_coordinator):
    with pytest.raises(Refusal):
        plan(by=foreign_coordinator)

    assert not Occasion.objects.exists()


def test_an_occasion_takes_its_room(plan, hall):
    occasion = plan(room=hall)

    booking = Booking.objects.get()
    assert (booking.holder_kind, booking.holder_id) == (
        "programmes.occasion",
        occasion.pk,
    )
    assert booking.starts_at == at("17:00")


def test_with_a_taken_room_nothing_is_planned_and_what_is_free_is_said(plan, hall):
    plan(room=hall)

    with pytest.raises(Refusal) as refused:
        plan("Zweites", starts="18:00", ends="20:00", room=hall)

    assert refused.value.ways_out
    assert Occasion.objects.count() == 1


def test_moving_takes_room_and_people_along(plan, hall, leads, miriam, coordinator):
    occasion = plan(room=hall, positions=[leads])
    operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )

    operations.move_occasion(
        occasion=occasion,
        starts_at=at("9:00", 18),
        ends_at=at("11:00", 18),
        room=hall,
        by=coordinator,
        now=NOW,
    )

    assert Booking.objects.standing().get().starts_at == at("9:00", 18)
    assert Commitment.objects.standing().get().starts_at == at("9:00", 18)
    assert Letter.objects.filter(to_kind="volunteers.volunteer").count() == 1


def test_when_somebody_cannot_then_nothing_moves_and_their_name_is_said(
    plan, hall, leads, miriam, coordinator
):
    occasion = plan(room=hall, positions=[leads])
    operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )
    volunteers.commit(
        volunteer=miriam,
        starts_at=at("9:00", 18),
        ends_at=at("12:00", 18),
        kind="other",
        by=coordinator,
        now=NOW,
    )

    with pytest.raises(Refusal, match="Miriam Tekle"):
        operations.move_occasion(
            occasion=occasion,
            starts_at=at("9:00", 18),
            ends_at=at("11:00", 18),
            room=hall,
            by=coordinator,
            now=NOW,
        )

    occasion.refresh_from_db()
    assert occasion.starts_at == at("17:00")
    assert Booking.objects.standing().get().starts_at == at("17:00")


def test_cancelling_frees_room_and_people_and_tells_them(
    plan, hall, leads, miriam, coordinator
):
    occasion = plan(room=hall, positions=[leads])
    operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )

    operations.cancel_occasion(
        occasion=occasion, why="Referentin krank", by=coordinator, now=NOW
    )
    operations.cancel_occasion(occasion=occasion, by=coordinator, now=NOW)

    occasion.refresh_from_db()
    assert (occasion.state, occasion.cancelled_why) == ("cancelled", "Referentin krank")
    assert not Booking.objects.standing().exists()
    assert not Commitment.objects.standing().exists()
    assert Letter.objects.filter(to_kind="volunteers.volunteer").count() == 1


def test_a_lost_room_is_learnt_by_the_occasion(plan, hall, coordinator):
    occasion = plan(room=hall, state="confirmed")

    rooms.cancel(booking=Booking.objects.get(), by=coordinator, now=NOW)

    occasion.refresh_from_db()
    assert occasion.room is None
    assert occasion.room_lost_at == NOW
    assert occasion.state == "planned"


def test_lost_time_opens_the_place_again(plan, leads, miriam, coordinator):
    occasion = plan(positions=[leads])
    one = operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )

    volunteers.withdraw(commitment=Commitment.objects.get(), by=coordinator, now=NOW)

    one.refresh_from_db()
    assert one.state == "given_back"
    assert list(occasion.positions.short()) == [occasion.positions.get()]


def test_whoever_is_asked_says_yes_and_is_taken_then(
    plan, leads, miriam, as_miriam, coordinator
):
    occasion = plan(positions=[leads])
    one = operations.ask(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )

    operations.promise(assignment=one, by=as_miriam, now=NOW)
    operations.promise(assignment=one, by=as_miriam, now=NOW)

    promised = Commitment.objects.get()
    assert (promised.starts_at, promised.ends_at) == (at("17:00"), at("19:00"))
    assert Assignment.objects.get().state == "promised"


def test_who_says_yes_first_has_the_place(plan, leads, make_volunteer, coordinator):
    position = plan(positions=[leads]).positions.get()
    first, second = (
        operations.ask(
            position=position, volunteer=make_volunteer(name), by=coordinator, now=NOW
        )
        for name in ("Erste", "Zweite")
    )
    operations.promise(assignment=second, by=coordinator, now=NOW)

    with pytest.raises(Refusal, match="alle Plätze vergeben"):
        operations.promise(assignment=first, by=coordinator, now=NOW)


def test_nobody_is_in_two_places(plan, leads, miriam, coordinator):
    for title in ("Eins", "Zwei"):
        position = plan(title, positions=[leads]).positions.get()
        one = operations.ask(
            position=position, volunteer=miriam, by=coordinator, now=NOW
        )
        if title == "Eins":
            operations.promise(assignment=one, by=coordinator, now=NOW)

    with pytest.raises(Refusal, match="schon vergeben"):
        operations.promise(assignment=one, by=coordinator, now=NOW)


def test_a_qualification_that_has_run_out_blocks_and_says_since_when(
    plan, miriam, show, coordinator
):
    wanted = operations.Wanted(label="Begleitung", qualification="guide")
    position = plan(positions=[wanted]).positions.get()
    show(miriam, until=dt.date(2026, 3, 16))

    with pytest.raises(Refusal, match=r"16\.03\.2026"):
        operations.ask(position=position, volunteer=miriam, by=coordinator, now=NOW)

    assert operations.could(position) == []


def test_a_language_nobody_brings_blocks(plan, miriam, coordinator):
    wanted = operations.Wanted(label="Führung", language="so")
    position = plan(positions=[wanted]).positions.get()

    with pytest.raises(Refusal, match="nicht: Somali"):
        operations.ask(position=position, volunteer=miriam, by=coordinator, now=NOW)


def test_a_promise_is_given_back_until_it_begins(
    plan, leads, miriam, as_miriam, coordinator
):
    position = plan(positions=[leads]).positions.get()
    one = operations.assign(
        position=position, volunteer=miriam, by=coordinator, now=NOW
    )

    with pytest.raises(Refusal, match="begonnen"):
        operations.give_back(assignment=one, by=as_miriam, now=at("17:00"))
    operations.give_back(assignment=one, by=as_miriam, now=NOW)

    assert not Commitment.objects.standing().exists()
    again = operations.ask(position=position, volunteer=miriam, by=coordinator, now=NOW)
    assert again.state == "asked"


def test_attendance_makes_hours_once_and_a_correction_carries_over(
    plan, leads, miriam, coordinator
):
    occasion = plan(positions=[leads])
    one = operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )

    for minutes in (None, 90, 90):
        operations.note_attendance(
            assignment=one, came=True, minutes=minutes, by=coordinator, now=AFTER
        )

    hours = Hours.objects.standing().get()
    assert (hours.minutes, hours.volunteer, hours.programme) == (
        90,
        miriam,
        occasion.programme,
    )

    operations.note_attendance(assignment=one, came=False, by=coordinator, now=AFTER)

    assert not Hours.objects.standing().exists()
    operations.note_attendance(assignment=one, came=True, by=coordinator, now=AFTER)
    assert Hours.objects.standing().get().minutes == 120


def test_nothing_is_counted_before_it_begins(plan, coordinator):
    occasion = plan()

    with pytest.raises(Refusal, match="noch nicht begonnen"):
        operations.close_occasion(
            occasion=occasion, headcount=12, by=coordinator, now=NOW
        )


def test_every_week_means_the_clock_on_the_wall(setup, hall, coordinator):
    rule = Rule(
        first=dt.date(2026, 3, 24),
        until=dt.date(2026, 4, 7),
        starts=dt.time(17),
        ends=dt.time(19),
        zone=BERLIN,
    )

    planned = operations.plan_weekly(
        programme=setup.programme,
        kind="seminar",
        title="Vereinsrecht",
        rule=rule,
        room=hall,
        by=coordinator,
        now=NOW,
    )

    walls = [one.starts_at.astimezone(BERLIN).time() for one in planned.occasions]
    assert walls == [dt.time(17)] * 3
    assert Booking.objects.standing().count() == 3


def test_a_clash_in_a_series_is_named_and_nothing_is_planned(
    setup, hall, plan, coordinator
):
    plan(room=hall)
    rule = Rule(
        first=dt.date(2026, 3, 17),
        until=dt.date(2026, 3, 31),
        starts=dt.time(18),
        ends=dt.time(20),
        zone=BERLIN,
    )
    told = {
        "programme": setup.programme,
        "kind": "seminar",
        "title": "Vereinsrecht",
        "rule": rule,
        "room": hall,
        "by": coordinator,
        "now": NOW,
    }

    planned = operations.plan_weekly(**told)

    assert planned.series is None
    assert [one.state for one in planned.outcomes] == ["clash", "free", "free"]
    assert Occasion.objects.count() == 1

    chosen = {one.on for one in planned.outcomes if one.is_possible}
    planned = operations.plan_weekly(**told, only=chosen)
    assert len(planned.occasions) == 2


def test_figures_count_what_took_place_and_nobody_by_name(
    kassel, plan, leads, miriam, coordinator
):
    occasion = plan(positions=[leads])
    plan("Fällt aus", day=18)
    one = operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )
    operations.note_attendance(assignment=one, came=True, by=coordinator, now=AFTER)
    operations.close_occasion(
        occasion=occasion, headcount=23, by=coordinator, now=AFTER
    )

    (row,) = statistics.programmes(
        centre=kassel, first=dt.date(2026, 3, 1), after=dt.date(2026, 4, 1)
    )

    assert (row.planned, row.held, row.reached) == (2, 1, 23)
    assert (row.volunteers, row.minutes) == (1, 120)

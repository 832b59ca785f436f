"""Seminars: seats, a waiting list that keeps its order, attendance, certificate."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allin.core import recipients
from allin.core.errors import Refusal
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.programmes import jobs, operations, subject
from allin.programmes.models import Attendance, Registration
from allin.programmes.rules import seminars as rules
from allin.vault.models import Value
from tests import races
from tests.conftest import NOW
from tests.programmes.conftest import at

HOUR = dt.timedelta(hours=1)


def states(event):
    of_event = Registration.objects.of(event).order_by("created_at", "pk")
    return list(of_event.values_list("state", flat=True))


def words_of_last_letter():
    return outbox.text_of(Letter.objects.order_by("written_at", "pk").last())


def test_when_all_seats_are_taken_the_next_waits(course, sign_up):
    series = course(capacity=2)

    for _n in range(3):
        sign_up(series)

    assert states(series) == ["registered", "registered", "waiting"]


def test_name_and_contact_lie_sealed_and_nowhere_else(course, sign_up, coordinator):
    one = sign_up(course(), name="Samar Haddad", contact="+4915123456789")

    columns = " ".join(str(value) for value in Registration.objects.values().get())
    assert "Samar" not in columns + str(columns)
    assert Value.objects.filter(subject_id=one.subject_id).count() == 2
    opened = subject.name_of(one, by=coordinator, purpose="list", now=NOW)
    assert opened == "Samar Haddad"


def test_a_freed_seat_is_offered_to_the_next_in_their_language(course, sign_up):
    series = course(capacity=1)
    first = sign_up(series)
    second = sign_up(series, contact="amal@post.example", language="ar")
    sign_up(series, contact="jan@post.example")

    operations.cancel_registration(registration=first, by=None, now=NOW + HOUR)

    second.refresh_from_db()
    assert states(series) == ["cancelled", "offered", "waiting"]
    assert second.offered_until == NOW + HOUR + dt.timedelta(hours=48)
    letter = Letter.objects.get(to_id=second.pk, written_at=NOW + HOUR)
    assert letter.language == "ar"
    assert second.code in outbox.text_of(letter)
    found = recipients.find(letter.to_kind, letter.to_id)
    assert found.address == "amal@post.example"


def test_who_lets_the_time_pass_makes_room_for_the_next(course, sign_up, monkeypatch):
    series = course(capacity=1)
    first, second, _third = (sign_up(series) for _n in range(3))
    operations.cancel_registration(registration=first, by=None, now=NOW)
    late = NOW + dt.timedelta(hours=48)
    monkeypatch.setenv("ALLIN_NOW", late.isoformat())

    with pytest.raises(Refusal, match="nächste Person"):
        operations.accept_offer(registration=second, by=None, now=late)
    assert jobs.move_offers_on.func() == 1
    assert jobs.move_offers_on.func() == 0

    assert states(series) == ["cancelled", "lapsed", "offered"]


def test_an_offer_is_taken_once(course, sign_up):
    series = course(capacity=1)
    first, second = (sign_up(series) for _n in range(2))
    operations.cancel_registration(registration=first, by=None, now=NOW)

    for _n in range(2):
        operations.accept_offer(registration=second, by=None, now=NOW + HOUR)

    assert states(series) == ["cancelled", "registered"]


def test_who_leaves_is_forgotten_at_once(course, sign_up, coordinator):
    one = sign_up(course())

    for _n in range(2):
        operations.cancel_registration(registration=one, by=None, now=NOW)

    assert not Value.objects.filter(subject_id=one.subject_id).exists()
    assert subject.name_of(one, by=coordinator, purpose="list", now=NOW) == ""


def test_an_offer_never_reaches_beyond_the_last_beginning(course, sign_up):
    series = course(capacity=1)
    first, second = (sign_up(series) for _n in range(2))

    operations.cancel_registration(registration=first, by=None, now=at("16:00", 31))

    second.refresh_from_db()
    assert second.offered_until == at("17:00", 31)


def test_without_a_date_to_come_nobody_registers(course, sign_up):
    series = course()

    with pytest.raises(Refusal, match="geschlossen"):
        sign_up(series, now=at("20:00", 31))


def test_fewer_seats_than_taken_are_refused_more_are_offered(
    course, sign_up, coordinator
):
    series = course(capacity=2)
    for _n in range(3):
        sign_up(series)

    with pytest.raises(Refusal, match="2 Plätze"):
        operations.change_capacity(event=series, capacity=1, by=coordinator, now=NOW)
    operations.change_capacity(event=series, capacity=3, by=coordinator, now=NOW)

    assert states(series) == ["registered", "registered", "offered"]


def test_a_moved_date_is_told_to_everybody_registered(
    course, sign_up, coordinator, hall
):
    series = course()
    sign_up(series)
    date = series.occasions.first()

    operations.move_occasion(
        occasion=date,
        starts_at=at("18:00"),
        ends_at=at("20:00"),
        room=hall,
        by=coordinator,
        now=NOW + HOUR,
    )

    assert "18 bis 20 Uhr" in words_of_last_letter()


def test_four_of_five_evenings_earn_the_certificate(course, sign_up, coordinator):
    series = course(capacity=9, dates=5)
    often, seldom = sign_up(series), sign_up(series)
    after = at("20:00", 14, month=4)
    for n, date in enumerate(series.occasions.order_by("starts_at")):
        present = {often.pk} if n in {0, 2, 3, 4} else set()
        operations.note_participants(
            occasion=date,
            present=present | ({seldom.pk} if n < 3 else set()),
            others=1,
            by=coordinator,
            now=after,
        )

    assert operations.earned(often, after)
    assert not operations.earned(seldom, after)
    assert not operations.earned(often, at("16:00", 14, month=4))
    first = series.occasions.order_by("starts_at").first()
    assert (first.state, first.headcount) == ("held", 3)


def test_who_was_there_is_corrected_by_saying_it_again(course, sign_up, coordinator):
    series = course()
    one, two = sign_up(series), sign_up(series)
    date = series.occasions.order_by("starts_at").first()

    for present in ({one.pk}, {two.pk}, {two.pk}):
        operations.note_participants(
            occasion=date, present=present, by=coordinator, now=at("20:00")
        )

    assert Attendance.objects.get().registration == two


@pytest.mark.parametrize(
    ("attended", "dates", "share", "earned"),
    [(8, 10, 80, True), (7, 10, 80, False), (6, 8, 75, True), (0, 0, 80, False)],
)
def test_the_share_is_counted_without_rounding(attended, dates, share, earned):
    assert rules.reaches(attended=attended, dates=dates, share=share) is earned


STEPS = st.lists(
    st.one_of(
        st.just(("register",)),
        st.tuples(st.just("leave"), st.integers(0, 20)),
        st.tuples(st.just("accept"), st.integers(0, 20)),
        st.tuples(st.just("seats"), st.integers(1, 6)),
        st.tuples(st.just("wait"), st.integers(1, 60)),
    ),
    max_size=25,
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_seats_and_line_hold_whatever_people_do(course, sign_up, coordinator, steps):
    """Never more than there are seats, the line keeps its order, sums are equal."""
    Attendance.objects.all().delete()
    Registration.objects.all().delete()
    from allin.programmes.models import Series  # noqa: PLC0415

    series = Series.objects.first() or course(capacity=2)
    Series.objects.update(capacity=2)
    now, made, was_offered = NOW, [], []
    for step, *number in steps:
        now += dt.timedelta(minutes=1)
        series.refresh_from_db()
        try:
            if step == "register":
                made.append(sign_up(series, contact="0561 100", now=now))
            elif step == "leave" and made:
                one = made[number[0] % len(made)]
                operations.cancel_registration(registration=one, by=None, now=now)
            elif step == "accept" and made:
                one = made[number[0] % len(made)]
                operations.accept_offer(registration=one, by=None, now=now)
            elif step == "seats":
                operations.change_capacity(
                    event=series, capacity=number[0], by=coordinator, now=now
                )
            elif step == "wait":
                now += dt.timedelta(hours=number[0])
                operations.run_out(now=now)
        except Refusal:
            pass
        _hold(series, made, was_offered)


def _hold(series, made, was_offered):
    series.refresh_from_db()
    rows = list(Registration.objects.of(series).order_by("created_at", "pk"))
    seated = [one for one in rows if one.state in {"registered", "offered"}]
    waiting = [one for one in rows if one.state == "waiting"]
    gone = [one for one in rows if one.state in {"cancelled", "lapsed"}]
    assert len(rows) == len(made) == len(seated) + len(waiting) + len(gone)
    assert len(seated) <= series.capacity
    to_come = series.occasions.filter(starts_at__gt=NOW).exists()
    assert not waiting or len(seated) == series.capacity or not to_come
    for one in rows:
        if one.state == "offered" and one.pk not in was_offered:
            was_offered.append(one.pk)
            assert all(one.created_at <= other.created_at for other in waiting)


@pytest.mark.race
@pytest.mark.slow
def test_fifty_telephones_and_one_last_seat():
    for done in races.run("tests.programmes.racing", rounds=races.rounds_wanted()):
        assert done.errors == []
        assert (done.won, done.refused) == (1, 49)

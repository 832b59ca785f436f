"""Workshops and the round: room, invitation, sign-up, attendance, tasks."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.rooms import operations as rooms
from allin.rooms.models import Booking
from allin.support import operations, statistics
from allin.support.models import AgendaItem, Meeting, SignUp, Task
from tests.conftest import NOW
from tests.support.conftest import at, words

AFTER = at(20)


@pytest.fixture
def invited(plan_meeting, coordinator, bridge, circle, nour, now):
    meeting = plan_meeting(invitation="Bringen Sie einen Entwurf mit.")
    operations.invite(
        meeting=meeting, associations=[bridge, circle], by=coordinator, now=now
    )
    return meeting


def test_a_workshop_and_its_room_are_planned_in_one_step(page, sign_in, derya, hall):
    sign_in(derya)
    told = {
        "kind": "workshop", "title": "Anträge", "topic": "applications",
        "on": "2026-03-17", "starts": "17:00", "ends": "19:00", "room": hall.pk,
    }  # fmt: skip
    page("/support/meetings/plan/", 302, **told)
    page("/support/meetings/plan/", 302, **told)  # a second tap
    meeting, booking = Meeting.objects.get(), Booking.objects.get()
    assert (booking.holder_kind, booking.holder_id) == ("support.meeting", meeting.pk)
    assert "Versammlungsraum" in words(page(f"/support/meetings/{meeting.pk}/"))


def test_without_the_room_nothing_is_planned_and_what_is_free_is_said(
    page, sign_in, derya, hall, coordinator
):
    rooms.book(room=hall, starts_at=at(17), ends_at=at(19), by=coordinator, now=NOW)
    sign_in(derya)
    told = {
        "kind": "workshop", "title": "Anträge", "topic": "applications",
        "on": "2026-03-17", "starts": "17:00", "ends": "19:00", "room": hall.pk,
    }  # fmt: skip
    back = page("/support/meetings/plan/", 422, **told)
    assert "schon vergeben" in words(back)
    assert "Was in der Nähe frei ist" in words(back)
    assert 'value="Anträge"' in back.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("starts", "ends"), [(19, 17), (17, 17)])
def test_a_meeting_ends_after_it_begins(plan_meeting, starts, ends):
    with pytest.raises(Refusal):
        plan_meeting(starts=starts, ends=ends)


def test_the_invitation_goes_to_each_board_once(invited, coordinator, bridge, nour):
    again = operations.invite(
        meeting=invited, associations=[bridge], by=coordinator, now=NOW
    )
    assert again == 0
    letter = text_of(Letter.objects.get(to_kind="accounts.user", to_id=nour.pk))
    for part in ("Anträge schreiben", "17 bis 19 Uhr", "Entwurf", "Versammlungsraum"):
        assert part in letter
    assert Letter.objects.filter(to_kind="directory.association").count() == 1


def test_a_board_says_who_comes_and_changes_its_mind(
    page, sign_in, nour, invited, bridge, circle
):
    sign_in(nour)
    here = f"/support/meetings/{invited.pk}/"
    assert "Anträge schreiben" in words(page("/support/"))
    page(f"{here}sign-up/", 302, association=bridge.pk, heads=3)
    assert "3 kommen" in words(page(here))
    page(f"{here}sign-up/", 302, association=bridge.pk, heads=0)
    assert SignUp.objects.get(association=bridge).state == "not_coming"
    page(f"{here}sign-up/", 422, association=circle.pk, heads=1)


def test_who_is_not_invited_finds_no_meeting(page, sign_in, mina, plan_meeting):
    meeting = plan_meeting()
    sign_in(mina)
    for verb in ("", "sign-up/", "hold/", "invite/"):
        page(f"/support/meetings/{meeting.pk}/{verb}", 404)
    assert "Anträge" not in words(page("/support/meetings/"))


def test_a_board_reads_no_answer_of_others(page, sign_in, nour, invited):
    sign_in(nour)
    shown = words(page(f"/support/meetings/{invited.pk}/"))
    assert "Frauentreff" not in shown
    assert "Eingeladene Vereine 2" in shown


def test_when_the_room_goes_the_coordination_is_told_and_chooses_anew(
    page, sign_in, derya, invited, coordinator, hall, kassel
):
    kassel.created_at = NOW - dt.timedelta(days=100)
    kassel.save()
    deputy_letters = Letter.objects.count()
    rooms.cancel(booking=Booking.objects.get(), by=coordinator, now=NOW)
    invited.refresh_from_db()
    assert (invited.room, invited.room_lost_at) == (None, NOW)
    sign_in(derya)
    assert "1 Treffen hat keinen Raum mehr" in words(page("/"))
    page(
        f"/support/meetings/{invited.pk}/move/", 302,
        on="2026-03-18", starts="17:00", ends="19:00", room=hall.pk, place="",
    )  # fmt: skip
    invited.refresh_from_db()
    assert (invited.room, invited.room_lost_at) == (hall, None)
    assert Booking.objects.standing().get().starts_at == invited.starts_at
    assert Letter.objects.count() == deputy_letters + 2


def test_when_the_booking_moves_the_meeting_goes_with_it(invited, coordinator):
    booking = Booking.objects.get()
    rooms.move(
        booking=booking, starts_at=at(18), ends_at=at(20), by=coordinator, now=NOW
    )
    invited.refresh_from_db()
    assert (invited.starts_at, invited.ends_at) == (at(18), at(20))


def test_cancelling_frees_the_room_and_tells_who_is_invited(invited, coordinator):
    before = Letter.objects.count()
    operations.cancel_meeting(meeting=invited, by=coordinator, now=NOW)
    assert not Booking.objects.standing().exists()
    assert Letter.objects.count() == before + 2
    with pytest.raises(Refusal):
        operations.cancel_meeting(meeting=invited, by=coordinator, now=NOW)


def test_moving_to_a_place_outside_frees_the_room(invited, coordinator):
    operations.move_meeting(
        meeting=invited, starts_at=at(10), ends_at=at(12), place="Philipp-Scheidemann-"
        "Haus", by=coordinator, now=NOW,
    )  # fmt: skip
    assert not Booking.objects.standing().exists()


def test_attendance_is_counted_and_can_be_noted_again(
    invited, coordinator, bridge, circle, kassel
):
    told = {"meeting": invited, "by": coordinator, "now": AFTER}
    with pytest.raises(Refusal):
        operations.hold_meeting(
            attended={bridge.pk: 3}, minutes=90, **told | {"now": NOW}
        )
    operations.hold_meeting(attended={bridge.pk: 3, circle.pk: 2}, minutes=90, **told)
    operations.hold_meeting(attended={bridge.pk: 4}, minutes=120, **told)
    year = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}
    found = statistics.figures(centre=kassel, **year)
    assert (found.workshops, found.participants, found.reached) == (1, 4, 1)
    assert statistics.meeting_minutes(centre=kassel, **year) == 120


def test_after_the_beginning_nobody_signs_up(invited, board, bridge):
    with pytest.raises(Refusal):
        operations.sign_up(
            meeting=invited, association=bridge, heads=2, by=board, now=at(17)
        )


def test_the_agenda_is_proposed_from_open_requests_and_names_nobody(
    page, sign_in, derya, nour, ask, invited
):
    ask("Wir streiten um die Kasse", topic="conflict")
    sign_in(derya)
    here = f"/support/meetings/{invited.pk}/"
    proposed = words(page(f"{here}points/"))
    assert "Konflikt (1 Verein fragt)" in proposed
    assert "streiten" not in proposed
    page(f"{here}points/", 302, topics="conflict", title="Sommerfest")
    page(f"{here}points/", 302, title="Sommerfest")
    assert [point.title for point in AgendaItem.objects.all()] == [
        "Konflikt", "Sommerfest",
    ]  # fmt: skip
    empty = page(f"{here}points/", 422, title=" ")
    assert "Wählen Sie ein Thema" in words(empty)


def test_minutes_and_tasks_are_read_by_who_is_invited(
    page, sign_in, derya, nour, invited, bridge, circle, monkeypatch
):
    monkeypatch.setenv("ALLIN_NOW", AFTER.isoformat())
    sign_in(derya)
    here = f"/support/meetings/{invited.pk}/"
    for whose, title in ((bridge, "Plakate drucken"), (circle, "Bühne klären")):
        told = {"title": title, "association": whose.pk, "due_on": "2026-03-24"}
        page(f"{here}task/", 302, **told)
    told = {"minutes": 120, "words": "Es war gut.", f"came_{bridge.pk}": 2}
    page(f"{here}hold/", 302, **told | {f"came_{circle.pk}": 0})
    sign_in(nour)
    shown = words(page(here))
    assert "Es war gut." in shown
    assert "Plakate drucken" in shown
    assert "Bühne klären" not in shown
    task = Task.objects.get(association=bridge)
    page(f"/support/tasks/{task.pk}/finish/", 302, x="1")
    other = Task.objects.get(association=circle)
    page(f"/support/tasks/{other.pk}/finish/", 404, x="1")
    assert [one.title for one in Task.objects.open()] == ["Bühne klären"]


def test_a_task_that_is_overdue_stands_in_today(
    page, sign_in, derya, invited, coordinator, kassel, monkeypatch
):
    kassel.created_at = NOW - dt.timedelta(days=100)
    kassel.save()
    operations.give_task(
        meeting=invited, title="Protokoll", association=None,
        due_on=NOW.date(), by=coordinator, now=NOW,
    )  # fmt: skip
    monkeypatch.setenv("ALLIN_NOW", (NOW + dt.timedelta(days=1)).isoformat())
    sign_in(derya)
    assert "1 Aufgabe aus einem Treffen ist überfällig" in words(page("/"))


def test_material_is_a_link_or_a_text(page, sign_in, derya, nour, invited):
    sign_in(derya)
    here = f"/support/meetings/{invited.pk}/"
    page(f"{here}material/", 422, title="Leitfaden", url="", text="")
    page(f"{here}material/", 302, title="Leitfaden", url="https://example.org/x")
    sign_in(nour)
    assert 'href="https://example.org/x"' in page(here).content.decode()

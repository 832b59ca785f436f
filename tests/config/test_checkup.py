"""The house looks itself over, and the coordinator reads what it found."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from allin.accounts.models import Grant, User
from allin.audit import operations as audit
from allin.audit.models import Head
from allin.config import checkup, doctor
from allin.config.models import Found, Run
from allin.core.findings import Finding
from allin.directory.models import Association, Membership
from tests.conftest import make_user

PAGE = "/kassel/check-up/"


def look(now):
    """Look the house over as its worker does."""
    checkup.look_over.func()
    Run.objects.update_or_create(
        name=checkup.NAME,
        defaults={
            "due_at": now,
            "ended_at": now,
            "task_path": checkup.look_over.module_path,
        },
    )


@pytest.fixture
def quiet(monkeypatch):
    """Only what is planted is found: the installation under test is nobody's."""
    for about_the_installation in ("_pending", "_files", "_checks", "_backups"):
        monkeypatch.setattr(doctor, about_the_installation, lambda *_now: ())


@pytest.fixture
def board_of_nobody(now):
    """Somebody acts for an association that has left; in any centre."""

    def plant(centre, name="Fort e. V."):
        left = Association.objects.create(
            centre=centre, name=name, created_at=now, left_on=now.date()
        )
        return Membership.objects.create(
            centre=centre,
            user=make_user(f"{centre.slug}-{left.pk}@allin.example", "V. Orstand"),
            kind="board",
            association=left,
            created_at=now,
        )

    return plant


def duty_done():
    """Every role has its second factor, so that nothing is found about it."""
    Grant.objects.all().delete()


def test_before_the_first_night_the_page_says_so(derya, sign_in):
    page = sign_in(derya).get(PAGE).content.decode()

    assert "Das ist noch nicht geschehen." in page
    assert "Jetzt prüfen" in page


def test_what_is_found_stands_there_with_its_number_and_the_way_to_it(
    quiet, derya, sign_in, kassel, board_of_nobody, now
):
    membership = board_of_nobody(kassel)
    look(now)

    page = sign_in(derya).get(PAGE).content.decode()

    assert "Ein Mensch handelt noch für einen Verein, der nicht mehr dabei ist." in page
    assert str(membership.pk) in page
    assert 'href="/kassel/directory/"' in page
    assert "Fort e. V." not in page
    assert "V. Orstand" not in page


def test_another_centre_never_learns_what_was_found_here(
    quiet, derya, sign_in, kassel, elsewhere, board_of_nobody, foreign_coordinator, now
):
    board_of_nobody(elsewhere)
    look(now)

    here = sign_in(derya).get(PAGE).content.decode()
    user = User.objects.get(pk=foreign_coordinator.id)
    there = sign_in(user).get("/elsewhere/check-up/").content.decode()

    assert "handelt noch" not in here
    assert "handelt noch" in there


def test_what_is_about_the_installation_is_seen_by_every_centre(
    monkeypatch, derya, sign_in, foreign_coordinator, now
):
    wrong = Finding("house", "disk_full", doctor._("There is little room left."), 3)
    monkeypatch.setattr(doctor, "findings", lambda _now: [wrong])
    look(now)

    here = sign_in(derya).get(PAGE).content.decode()
    user = User.objects.get(pk=foreign_coordinator.id)
    there = sign_in(user).get("/elsewhere/check-up/").content.decode()

    for page in (here, there):
        assert "Wer das Programm betreibt, bringt es in Ordnung." in page


def test_what_was_put_right_is_gone_after_the_next_look(
    quiet, derya, sign_in, kassel, board_of_nobody, now
):
    duty_done()
    membership = board_of_nobody(kassel)
    look(now)
    assert Found.objects.count() == 1
    membership.delete()
    look(now)

    Grant.objects.create(centre=kassel, user=derya, kind="coordinator", granted_at=now)
    page = sign_in(derya).get(PAGE).content.decode()

    assert "Nichts muss in Ordnung gebracht werden." in page


def test_one_press_looks_once(derya, sign_in, kassel):
    client = sign_in(derya)
    client.post(f"{PAGE}look/")
    page = client.post(f"{PAGE}look/", follow=True).content.decode()

    assert DBTaskResult.objects.count() == 1
    assert "Das Haus wird gerade geprüft" in page


def test_an_auditor_reads_and_sets_nothing_going(sign_in, kassel, elsewhere, now):
    user = make_user("pruef@allin.example", "Paul Prüf", kassel, "auditor")
    look(now)
    client = sign_in(user)

    assert "Jetzt prüfen" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}look/").status_code == 404


def test_a_broken_record_is_said_in_every_language(
    quiet, derya, sign_in, kassel, coordinator, now
):
    about = {"thing": "rooms.Booking", "thing_id": 1, "by": coordinator, "now": now}
    audit.record(centre=kassel, verb="rooms.book", **about)
    Head.objects.update(hash="f" * 64)
    look(now)
    client = sign_in(derya)

    assert "Die Aufzeichnung hält nicht" in client.get(PAGE).content.decode()
    english = client.get(f"{PAGE}?lang=en").content.decode()
    assert "The record of the house does not hold" in english


def test_every_room_with_a_doctor_is_asked(kassel, now):
    asked = {place.__name__ for place in doctor.rooms()}

    for room in ("accounts", "audit", "council", "counselling", "directory",
                 "funding", "intake",
                 "outbox", "programmes", "reports", "rooms", "support", "vault",
                 "volunteers"):  # fmt: skip
        assert f"allin.{room}.doctor" in asked


def test_every_page_a_doctor_sends_to_is_there():
    named = {
        found
        for place in doctor.rooms()
        for found in re.findall(
            r'"([a-z]+:[a-z_]+)"', Path(place.__file__).read_text(encoding="utf-8")
        )
    }

    assert len(named) > 10
    assert all(reverse(name) for name in named)


def test_the_look_is_part_of_what_runs_by_itself(derya, sign_in):
    page = sign_in(derya).get("/kassel/jobs/").content.decode()

    assert "Das Haus prüfen" in page


def test_a_finding_says_its_number_in_its_sentence():
    found = Finding("rooms", "x", "There are %(count)d of them.", 4)

    assert found.said == "There are 4 of them."


def test_a_look_in_the_night_is_due_once_a_day(now):
    line = checkup.TIMETABLE[-1]

    assert line.last_due(now) == now.replace(hour=4, minute=30)
    assert line.last_due(now) - dt.timedelta(days=1) < now

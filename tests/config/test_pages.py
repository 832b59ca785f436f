import pytest
from django_tasks_db.models import DBTaskResult

from allin.accounts.models import User
from allin.audit import operations as audit
from allin.config import chores

SECRET = "0151 23456789"


@pytest.fixture
def failed(db):
    chores.tidy.enqueue()
    DBTaskResult.objects.update(
        status="FAILED",
        finished_at="2026-03-10T08:00:00Z",
        exception_class_path="builtins.ValueError",
        traceback=SECRET,
        args_kwargs={"args": [SECRET], "kwargs": {}},
    )
    return DBTaskResult.objects.get()


def test_the_coordinator_sees_what_failed_and_no_word_of_its_content(
    client, derya, sign_in, failed
):
    page = sign_in(derya).get("/kassel/jobs/").content.decode()
    assert "Ein Auftrag ist dreimal gescheitert." in page
    assert "ValueError" in page
    assert "Aufräumen" in page
    assert SECRET not in page


def test_she_has_it_done_again(client, derya, sign_in, failed):
    sign_in(derya).post(f"/kassel/jobs/{failed.pk}/again/")
    failed.refresh_from_db()
    assert failed.status == "READY"


def test_with_nothing_to_do_the_timetable_is_shown(client, derya, sign_in):
    page = sign_in(derya).get("/kassel/jobs/").content.decode()
    assert "Briefe zustellen" in page
    assert "noch nicht" in page


def test_jobs_and_record_are_not_for_everybody(
    client, sign_in, failed, kassel, foreign_coordinator, city_officer
):
    for path in ("/kassel/jobs/", "/kassel/record/"):
        assert client.get(path).status_code == 302
    for person in (foreign_coordinator, city_officer):
        sign_in(User.objects.get(pk=person.id))
        assert client.get("/kassel/jobs/").status_code == 404
        assert client.get("/kassel/record/").status_code == 404
        assert client.post(f"/kassel/jobs/{failed.pk}/again/").status_code == 404


def test_the_record_tells_who_did_what(
    client, derya, sign_in, kassel, elsewhere, coordinator, now
):
    about = {"thing": "rooms.Booking", "thing_id": 7, "by": coordinator, "now": now}
    audit.record(centre=kassel, verb="rooms.book", **about)
    audit.record(centre=elsewhere, verb="rooms.cancel", **about)
    page = sign_in(derya).get("/kassel/record/?verify=1").content.decode()
    assert "Derya Aksoy" in page
    assert "rooms.book" in page
    assert "rooms.cancel" not in page
    assert "die Aufzeichnung hält" in page

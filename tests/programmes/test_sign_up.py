"""Registering without an account, the own page, and what the coordination does."""

import re

import pytest

from allin.programmes import operations
from allin.programmes.models import Attendance, Registration, Series
from allin.vault.models import Value
from tests.conftest import NOW
from tests.programmes.conftest import at

SAID = {"called": "Samar Haddad", "contact": "samar@post.example"}


@pytest.fixture
def ask(client):
    def make(path, status=200, lang="de", **data):
        url = f"/kassel/programmes/{path}?lang={lang}"
        page = client.post(url, data) if data else client.get(url)
        assert page.status_code == status, page.content.decode()[:2000]
        return page.content.decode() if status == 200 else page

    return make


def test_somebody_registers_with_a_name_and_one_way_to_be_reached(ask, client, course):
    series = course(capacity=1)
    assert "1 Platz ist frei" in ask("open/")

    sent = ask(f"open/{series.pk}/", 302, **SAID)

    page = client.get(sent.headers["Location"]).content.decode()
    assert "Sie haben einen Platz" in page
    assert "Samar" not in page
    assert "Alle Plätze sind belegt" in ask("open/")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "waiting list, place 1"), ("ar", "قائمة الانتظار، الترتيب 1")],
)
def test_the_own_page_speaks_the_language_of_who_reads_it(
    ask, course, sign_up, lang, said
):
    series = course(capacity=1)
    sign_up(series)
    waits = sign_up(series)

    assert said in ask(f"r/{waits.code}/", lang=lang)


def test_without_a_contact_the_form_comes_back_with_the_name(ask, course):
    page = ask(f"open/{course().pk}/", 422, called="Samar Haddad", contact="")

    assert "Samar Haddad" in page.content.decode()


def test_a_seat_is_left_and_taken_with_the_code(ask, course, sign_up):
    series = course(capacity=1)
    first, second = sign_up(series), sign_up(series)

    ask(f"r/{first.code}/", 302, do="leave")
    assert "bis" in ask(f"r/{second.code}/")
    ask(f"r/{second.code}/", 302, do="accept")

    assert "Sie haben einen Platz" in ask(f"r/{second.code}/")
    assert "gelöscht" in ask(f"r/{first.code}/")
    assert not Value.objects.filter(subject_id=first.subject_id).exists()


def test_a_code_nobody_has_opens_nothing(ask, course, sign_up):
    sign_up(course())

    ask("r/ABCDEFGHJK/", 404)


def test_what_is_not_public_is_not_there(ask, course):
    ask(f"open/{course(public=False).pk}/", 404)


def test_the_coordination_plans_a_series_on_one_page(ask, client, derya, setup, hall):
    client.force_login(derya)
    ask(
        f"{setup.programme_id}/series/",
        302,
        title="Vereinsrecht",
        about="Vier Abende",
        on="2026-03-17",
        starts="17:00",
        ends="19:00",
        repeats="weekly",
        until="2026-04-07",
        room=hall.pk,
        capacity=12,
        certificate_share=75,
        label="Leitung",
    )

    series = Series.objects.get()
    assert (series.capacity, series.certificate_share) == (12, 75)
    assert series.occasions.count() == 4
    assert "Vereinsrecht" in ask(f"{setup.programme_id}/")


def test_names_open_with_a_tap_and_not_before(ask, client, derya, course, sign_up):
    client.force_login(derya)
    series = course()
    sign_up(series, name="Samar Haddad")

    assert "Samar Haddad" not in ask(f"series/{series.pk}/")
    assert "Samar Haddad" in ask(f"series/{series.pk}/", do="open")


def test_who_was_there_is_ticked_and_the_list_is_a_pdf(
    ask, client, derya, course, sign_up, monkeypatch
):
    client.force_login(derya)
    series = course()
    one = sign_up(series, name="Samar Haddad")
    date = series.occasions.order_by("starts_at").first()
    made = client.post(f"/kassel/programmes/occasions/{date.pk}/list/")
    assert made.content.startswith(b"%PDF")
    assert made.headers["Cache-Control"] == "no-store"

    monkeypatch.setenv("ALLIN_NOW", at("20:00").isoformat())
    assert "Samar Haddad" in ask(f"occasions/{date.pk}/participants/", do="open")
    ask(
        f"occasions/{date.pk}/participants/",
        302,
        do="save",
        present=one.pk,
        others=2,
    )
    assert Attendance.objects.get().registration == one
    date.refresh_from_db()
    assert date.headcount == 3


@pytest.mark.parametrize("lang", ["de", "en", "ar"])
def test_the_certificate_is_a_tagged_pdf(
    client, course, sign_up, coordinator, monkeypatch, lang
):
    series = course(dates=2)
    one = sign_up(series, name="Samar Haddad")
    after = at("20:00", 24)
    monkeypatch.setenv("ALLIN_NOW", after.isoformat())
    path = f"/kassel/programmes/r/{one.code}/certificate/?lang={lang}"
    assert client.get(path).status_code == 404
    for date in series.occasions.all():
        operations.note_participants(
            occasion=date, present={one.pk}, by=coordinator, now=after
        )

    made = client.get(path)

    assert made.content.startswith(b"%PDF")
    assert re.search(rb"/MarkInfo|/StructTreeRoot", made.content)


def test_who_erased_themselves_gets_no_certificate(
    client, course, sign_up, coordinator, monkeypatch
):
    series = course(dates=1)
    one = sign_up(series)
    after = at("20:00")
    monkeypatch.setenv("ALLIN_NOW", after.isoformat())
    operations.note_participants(
        occasion=series.occasions.get(), present={one.pk}, by=coordinator, now=after
    )
    Value.objects.filter(subject_id=one.subject_id).delete()

    page = client.get(f"/kassel/programmes/r/{one.code}/certificate/")

    assert page.status_code == 404


def test_somebody_at_the_telephone_is_entered_and_called(ask, client, derya, course):
    client.force_login(derya)
    series = course()

    ask(
        f"series/{series.pk}/enter/",
        302,
        called="Amal Nasser",
        contact="0561 700 1234",
        language="ar",
    )

    one = Registration.objects.get()
    assert (one.state, one.language, one.created_at) == ("registered", "ar", NOW)
    assert "tel:+495617001234" in ask(f"series/{series.pk}/", do="open")


def test_a_series_of_many_evenings_counts_each_person_once(
    ask, client, derya, course, sign_up
):
    client.force_login(derya)
    series = course(capacity=2, dates=3)
    for number in range(3):
        sign_up(series, contact=f"person{number}@post.example")

    page = ask(f"{series.programme_id}/")

    assert "2 von 2" in page
    assert "6 von 2" not in page

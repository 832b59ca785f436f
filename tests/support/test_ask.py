"""An association asks in its own words, and nothing is forgotten."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from allin.accounts.models import User
from allin.audit.models import Entry
from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.support import operations
from allin.support.models import Advice, Request
from tests.conftest import NOW
from tests.support.conftest import words

DAY = dt.timedelta(days=1)


def test_a_board_asks_on_its_page_and_reads_what_becomes_of_it(
    page, sign_in, nour, bridge, derya
):
    sign_in(nour)
    form = words(page("/support/ask/"))
    assert "In Ihren eigenen Worten" in form

    page("/support/ask/", 302, association=bridge.pk, topic="statutes", words="Wie?")
    one = Request.objects.get()
    assert (one.association, one.way, one.due_on) == (
        bridge,
        "page",
        NOW.date() + 3 * DAY,
    )
    assert "1 Anfrage ist offen." in words(page("/support/"))


def test_the_coordination_gets_a_letter_that_says_nothing_of_it(ask, derya):
    one = ask("Streit um Geld")

    text = text_of(Letter.objects.get(to_id=derya.pk))
    assert f"/support/requests/{one.pk}/" in text
    for secret in ("Streit", "Brücke", "Satzung"):
        assert secret not in text


def test_a_first_step_is_never_due_on_a_weekend(ask):
    thursday = NOW + 2 * DAY
    assert ask("Donnerstag gefragt", now=thursday).due_on == dt.date(2026, 3, 16)


def test_the_same_words_twice_are_a_second_tap(ask):
    assert ask("Wie?") == ask("Wie?", now=NOW + dt.timedelta(seconds=50))
    assert ask("Wie?", now=NOW + dt.timedelta(hours=1)) != ask("Wie?")


def test_a_board_asks_for_no_other_association(ask, circle):
    with pytest.raises(Refusal, match="für den eigenen Verein"):
        ask("Wie?", association=circle)
    assert not Request.objects.exists()


def test_an_association_that_left_asks_no_more(ask, bridge):
    bridge.left_on = NOW.date()
    bridge.save()
    with pytest.raises(Refusal):
        ask("Wie?")


def test_an_open_request_always_has_a_day(ask):
    one = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=one.pk).update(due_on=None)


def test_the_coordination_notes_it_from_the_telephone(page, sign_in, derya, bridge):
    sign_in(derya)
    page(
        "/support/ask/", 302,
        association=bridge.pk, topic="rooms", words="Ein Raum", way="telephone",
    )  # fmt: skip
    one = Request.objects.get()
    assert (one.owner, one.way) == (derya, "telephone")
    assert not Letter.objects.exists()


def test_a_step_with_owner_and_day_is_planned(page, sign_in, derya, ask):
    one = ask()
    sign_in(derya)
    told = {"next_step": "Muster schicken", "owner": derya.pk}
    late = page(f"/support/requests/{one.pk}/plan/", 422, due_on="2026-03-09", **told)
    assert "Dieser Tag ist vorbei" in words(late)
    page(f"/support/requests/{one.pk}/plan/", 302, due_on="2026-03-20", **told)
    one.refresh_from_db()
    assert (one.state, one.next_step, one.owner) == (
        "under_way", "Muster schicken", derya,
    )  # fmt: skip


def test_what_is_overdue_stands_first_and_in_today(
    page, sign_in, derya, ask, monkeypatch, kassel
):
    kassel.created_at = NOW - 100 * DAY  # its first weeks are over
    kassel.save()
    first = ask("zuerst gefragt")
    ask("später gefragt", now=NOW + 3 * DAY)
    monkeypatch.setenv("ALLIN_NOW", (NOW + 4 * DAY).isoformat())
    sign_in(derya)

    listed = page("/support/")
    assert "2 Anfragen sind offen. 1 davon ist überfällig." in words(listed)
    html = listed.content.decode()
    assert html.index(f"/requests/{first.pk}/") < html.index(
        f"/requests/{first.pk + 1}/"
    )
    assert "1 Anfrage eines Vereins ist überfällig" in words(page("/"))


def test_an_answer_is_read_by_the_board_and_counts_as_advice(
    page, sign_in, derya, nour, ask
):
    one = ask()
    sign_in(derya)
    page(
        f"/support/requests/{one.pk}/answer/", 302,
        words="Drei Viertel der Mitglieder", minutes=25, result="solved",
    )  # fmt: skip
    advice = Advice.objects.get()
    assert (advice.request, advice.minutes, advice.topic) == (one, 25, "statutes")
    letter = text_of(Letter.objects.get(to_id=nour.pk))
    assert "Mitglieder" not in letter
    assert f"/support/requests/{one.pk}/" in letter
    sign_in(nour)
    assert "Drei Viertel der Mitglieder" in words(page(f"/support/requests/{one.pk}/"))


def test_a_request_is_answered_once(ask, coordinator, now):
    told = {"words": "Ja", "minutes": 5, "result": "solved", "by": coordinator}
    one = ask()
    operations.answer(request=one, now=now, **told)
    with pytest.raises(Refusal):
        operations.answer(request=one, now=now, **told)
    assert Advice.objects.count() == 1


def test_who_has_no_account_gets_the_letter_at_the_associations_address(
    ask, circle, coordinator, now
):
    one = ask(association=circle, by=coordinator, way="telephone")
    operations.answer(
        request=one, words="Ja", minutes=5, result="solved", by=coordinator, now=now
    )
    letter = Letter.objects.get(to_kind="directory.association")
    assert letter.to_id == circle.pk


def test_nobody_else_finds_it(page, sign_in, mina, ask, elsewhere, client):
    one = ask("Streit um Geld")
    sign_in(mina)
    assert "Streit" not in words(page("/support/"))
    for verb in ("", "plan/", "answer/"):
        page(f"/support/requests/{one.pk}/{verb}", 404)
    page(f"/support/requests/{one.pk}/withdraw/", 404, x="1")
    page("/support/requests/999999/", 404)


def test_city_and_funder_find_no_such_page(page, sign_in, city_officer, funder, ask):
    one = ask()
    for person in (city_officer, funder):
        sign_in(User.objects.get(pk=person.id))
        for address in (
            "/support/",
            "/support/advice/",
            f"/support/requests/{one.pk}/",
        ):
            page(address, 404)


def test_the_record_holds_no_word_of_it(ask):
    ask("Streit um Geld")
    entry = Entry.objects.get(verb="support.ask")
    assert entry.detail == "topic=statutes"

"""Associations are asked by letter whether their entry is right, and confirm it."""

import datetime as dt
import re

import pytest

from allin.directory import operations
from allin.directory.models import Association
from allin.directory.statistics import overview
from allin.outbox.models import Letter
from allin.outbox.operations import text_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def stale(bruecke, coordinator, now):
    """Confirmed seven months ago."""
    operations.confirm_association(
        association=bruecke, by=coordinator, now=now - 210 * DAY
    )
    return bruecke


def asked_of(association):
    return Letter.objects.filter(to_kind="directory.association", to_id=association.pk)


@pytest.fixture
def link(stale, now):
    operations.ask_to_confirm(now=now)
    (letter,) = asked_of(stale)
    path = re.search(r"https?://[^/]+(/\S+)", text_of(letter))[1]
    return path if path.startswith("/kassel/") else f"/kassel{path}"


def test_a_stale_entry_is_asked_about_once_a_month(stale, now):
    for day in (0, 1, 29):
        operations.ask_to_confirm(now=now + day * DAY)
    assert asked_of(stale).count() == 1

    operations.ask_to_confirm(now=now + 31 * DAY)
    assert asked_of(stale).count() == 2


def test_who_confirmed_lately_or_has_left_or_has_no_address_gets_no_letter(
    stale, zeytin, coordinator, now
):
    operations.confirm_association(association=stale, by=coordinator, now=now)
    assert operations.ask_to_confirm(now=now) == 0  # zeytin has no address
    operations.leave(association=stale, by=coordinator, now=now)
    assert operations.ask_to_confirm(now=now + 300 * DAY) == 0
    assert not Letter.objects.filter(to_kind="directory.association").exists()


def test_a_stale_offer_is_reason_enough(stale, letters, enter_offer, coordinator, now):
    operations.confirm_association(association=stale, by=coordinator, now=now)
    enter_offer(stale, "Hilfe bei Briefen", letters)  # never confirmed

    assert operations.ask_to_confirm(now=now) == 1


def test_the_letter_says_nothing_private(link, stale):
    said = text_of(asked_of(stale).get())
    assert "Brücke" in said
    assert "Samira" not in said
    assert "56112345678" not in said


def test_looking_changes_nothing_and_one_tap_confirms(
    client, link, stale, letters, enter_offer, now
):
    offer = enter_offer(stale, "Hilfe bei Briefen", letters)
    for _scan in range(2):  # a mail scanner fetches every link
        page = client.get(link)
    stale.refresh_from_db()
    assert "Stimmt das noch?" in text(page)
    assert "Hilfe bei Briefen" in text(page)
    assert "Samira" not in text(page)
    assert stale.confirmed_on < now.date()

    for _tap in range(2):
        page = client.post(link)
    stale.refresh_from_db()
    offer.refresh_from_db()
    assert "Danke, es ist bestätigt" in text(page)
    assert stale.confirmed_on == offer.confirmed_on == now.date()
    assert offer.confirmed_as == "board"
    assert page.content.decode().count("<h1") == 1


def test_the_link_runs_out_and_a_new_letter_replaces_it(
    client, link, stale, now, monkeypatch
):
    monkeypatch.setenv("ALLIN_NOW", (now + 31 * DAY).isoformat())
    assert "gilt nicht mehr" in text(client.get(link))
    assert "gilt nicht mehr" in text(client.post(link))
    operations.ask_to_confirm(now=now + 31 * DAY)
    assert "gilt nicht mehr" in text(client.get(link))
    stale.refresh_from_db()
    assert stale.confirmed_on < now.date()


def test_in_another_centre_the_link_says_no_more_than_an_unknown_one(
    client, link, elsewhere
):
    there = link.replace("/kassel/", "/elsewhere/")
    unknown = re.sub(r"asked/[^/]+/", "asked/unknown/", there)
    one, other = client.get(there), client.get(unknown)
    assert one.status_code == other.status_code == 200
    assert text(one) == text(other)


def test_who_does_not_answer_is_overdue_on_the_first_page(
    client, sign_in, derya, link, kassel, stale, now, monkeypatch
):
    def seen(at):
        rows = Association.objects.of(kassel).standing()
        return overview(centre=kassel, associations=rows, now=at)

    assert (seen(now).unconfirmed, seen(now).overdue) == (1, 0)
    later = now + 15 * DAY
    assert seen(later).overdue == 1

    operations.confirm_by_link(
        token=link.rstrip("/").rsplit("/", 1)[-1], centre=kassel, now=later
    )
    assert seen(later).overdue == 0

"""Papers remind both sides before they end, once each; no file is kept."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.support import operations
from allin.support.models import Paper, Reminder
from tests.conftest import NOW
from tests.support.conftest import words

DAY = dt.timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture
def enter(board, bridge, now):
    """Enter a paper of Brücke that ends in so many days: enter(40)."""

    def entering(days, **more):
        told = {
            "association": bridge,
            "kind": "tax",
            "dated_on": TODAY - 700 * DAY,
            "valid_until": TODAY + days * DAY,
            "by": board,
            "now": now,
        }
        return operations.enter_paper(**told | more)

    return entering


def test_a_board_enters_a_paper_and_reads_how_long_it_holds(
    page, sign_in, nour, bridge
):
    sign_in(nour)
    here = f"/support/associations/{bridge.pk}/papers/"
    told = {"kind": "tax", "dated_on": "2024-02-01", "lies": "Ordner bei der Kasse"}
    page(f"{here}enter/", 302, valid_until="2026-03-20", **told)
    shown = words(page(here))
    assert "Freistellungsbescheid" in shown
    assert "Ordner bei der Kasse" in shown
    assert "noch 10 Tage" in shown


def test_a_newer_paper_ends_the_older_one_and_keeps_its_dates(enter):
    old = enter(5)
    new = enter(900, dated_on=TODAY - DAY)
    old.refresh_from_db()
    assert (old.ended_at, new.ended_at) == (NOW, None)
    assert enter(900, dated_on=TODAY - DAY) == new


def test_a_paper_that_ends_before_its_date_is_refused(page, sign_in, nour, bridge):
    sign_in(nour)
    here = f"/support/associations/{bridge.pk}/papers/enter/"
    told = {"kind": "board", "dated_on": "2026-02-01", "valid_until": "2026-01-01"}
    assert "vor seinem Datum" in words(page(here, 422, **told))
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.create(
            centre=bridge.centre, association=bridge, kind="tax", entered_at=NOW,
            dated_on=TODAY, valid_until=TODAY - DAY,
        )  # fmt: skip


def test_a_refused_paper_ends_nothing(enter):
    old = enter(5)
    with pytest.raises(Refusal):
        enter(5, valid_until=TODAY - 900 * DAY)
    old.refresh_from_db()
    assert old.ended_at is None


@pytest.mark.parametrize("days", [90, 30, 7, 3, 0])
def test_both_sides_are_reminded_once(enter, nour, derya, days):
    enter(days)
    assert operations.remind(now=NOW) == 1
    assert operations.remind(now=NOW) == 0
    for reader in (nour, derya):
        assert Letter.objects.filter(to_id=reader.pk).count() == 1


def test_over_the_months_three_letters_come(enter, nour):
    enter(100)
    for passed in range(110):
        operations.remind(now=NOW + passed * DAY)
    assert Letter.objects.filter(to_id=nour.pk).count() == 3
    assert {one.days for one in Reminder.objects.all()} == {90, 30, 7}


def test_what_ended_or_was_renewed_reminds_nobody(enter, coordinator):
    enter(-1)
    operations.end_paper(paper=enter(20, kind="board"), by=coordinator, now=NOW)
    assert operations.remind(now=NOW) == 0


def test_one_letter_tells_of_all_papers_and_names_none(enter, nour, bridge):
    enter(20)
    enter(25, kind="board")
    operations.remind(now=NOW)
    text = text_of(Letter.objects.get(to_id=nour.pk))
    assert "2 Papiere" in text
    assert f"/support/associations/{bridge.pk}/papers/" in text
    assert "Freistellung" not in text


def test_an_association_that_left_is_not_reminded(enter, bridge):
    enter(20)
    bridge.left_on = TODAY
    bridge.save()
    assert operations.remind(now=NOW) == 0


def test_what_ended_is_marked_on_the_associations_page_and_in_today(
    page, sign_in, derya, enter, bridge, kassel
):
    kassel.created_at = NOW - 100 * DAY
    kassel.save()
    sign_in(derya)
    entry = f"/directory/{bridge.pk}/"
    enter(3)
    assert "Papier abgelaufen" not in words(page(entry))
    enter(-1, dated_on=TODAY - 600 * DAY)
    assert "Papier abgelaufen" in words(page(entry))
    assert "1 Papier eines Vereins läuft ab oder ist abgelaufen" in words(page("/"))
    assert "1 Papier ist abgelaufen." in words(page("/support/papers/"))


def test_other_boards_find_none_of_it(page, sign_in, mina, enter, bridge):
    paper = enter(5)
    sign_in(mina)
    page(f"/support/associations/{bridge.pk}/papers/", 404)
    page(f"/support/associations/{bridge.pk}/papers/enter/", 404)
    page(f"/support/papers/{paper.pk}/end/", 404, x="1")
    page("/support/papers/", 404)
    assert "Papier" not in words(page(f"/directory/{bridge.pk}/"))

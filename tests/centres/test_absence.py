"""The coordination goes away: who sends somebody reads when it is back."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import get_resolver

from allin.centres import operations
from allin.centres.models import Centre
from allin.config import chores
from allin.core.errors import Refusal
from tests.conftest import make_user

URGENT = "Migrationsberatung, 0561 700 1234"
SAID = {"away_from": "2026-03-09", "back_on": "2026-03-16", "away_urgent": URGENT}


@pytest.fixture
def away(kassel, coordinator, now):
    operations.go_away(
        centre=kassel,
        away_from=dt.date(2026, 3, 9),
        back_on=dt.date(2026, 3, 16),
        urgent=URGENT,
        by=coordinator,
        now=now,
    )
    return kassel


def read(client, path="/kassel/counselling/refer/"):
    return client.get(path).content.decode()


def test_a_sender_reads_when_somebody_is_back_and_where_urgent_matters_go(client, away):
    page = read(client)

    assert "Die Koordination ist am Mo, 16. März wieder da." in page
    assert URGENT in page
    assert "تعود المنسّقة في" in read(client, "/kassel/counselling/refer/?lang=ar")


def test_on_the_day_of_return_nobody_reads_of_it(client, away, monkeypatch):
    monkeypatch.setenv("ALLIN_NOW", "2026-03-15T23:59:00+01:00")
    assert URGENT in read(client)
    monkeypatch.setenv("ALLIN_NOW", "2026-03-16T00:00:00+01:00")
    assert URGENT not in read(client)


def test_where_urgent_matters_went_is_forgotten_after_it(away, now):
    chores.absences_over(dt.datetime(2026, 3, 16, 12, tzinfo=dt.UTC))
    away.refresh_from_db()
    assert away.away_urgent == URGENT

    chores.absences_over(dt.datetime(2026, 3, 17, 12, tzinfo=dt.UTC))
    away.refresh_from_db()
    assert (away.back_on, away.away_urgent) == (None, "")


def test_another_centre_says_nothing_of_it(client, away, elsewhere):
    assert URGENT not in read(client, f"/{elsewhere.slug}/counselling/refer/")


def test_the_deputy_enters_it_when_somebody_falls_ill(kassel, sign_in):
    deputy = make_user("jonas@allin.example", "Jonas", kassel, "deputy")
    browser = sign_in(deputy)
    page = browser.post("/kassel/centre/absence/", SAID, follow=True).content.decode()
    assert "Abwesend ab Mo, 9. März, wieder da am Mo, 16. März." in page

    browser.post("/kassel/centre/absence/over/")
    browser.post("/kassel/centre/absence/over/")
    kassel.refresh_from_db()
    assert (kassel.away_from, kassel.back_on, kassel.away_urgent) == (None, None, "")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"back_on": "2026-03-09"}, "Der Tag der Rückkehr liegt nach dem ersten."),
        (
            {"away_from": "2026-03-01", "back_on": "2026-03-10"},
            "Dieser Tag ist vorbei. Wählen Sie einen kommenden.",
        ),
    ],
)
def test_days_that_do_not_fit_come_back_with_a_sentence_and_all_that_was_typed(
    sign_in, derya, kassel, said, sentence
):
    page = sign_in(derya).post("/kassel/centre/absence/", SAID | said)

    assert sentence in page.content.decode()
    assert URGENT in page.content.decode()
    kassel.refresh_from_db()
    assert kassel.back_on is None


def test_nobody_else_enters_an_absence(kassel, stranger, now):
    with pytest.raises(Refusal):
        operations.come_back(centre=kassel, by=stranger, now=now)


def test_the_database_refuses_a_return_before_the_start(kassel):
    with pytest.raises(IntegrityError), transaction.atomic():
        Centre.objects.filter(pk=kassel.pk).update(
            away_from=dt.date(2026, 3, 16), back_on=dt.date(2026, 3, 9)
        )


def test_no_centre_is_called_like_a_page_of_the_house():
    first = {str(one.pattern).partition("/")[0] for one in get_resolver().url_patterns}

    assert first - {""} <= operations.RESERVED

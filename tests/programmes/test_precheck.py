"""Seven answers, words back, and nothing left of them anywhere."""

import datetime as dt
import logging

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from allin.centres.rules import PROGRAMMES

PAGE = "/kassel/programmes/citizenship/"
TERM = "Sicherung des Lebensunterhalts"


@pytest.fixture(autouse=True)
def _two_centres(kassel, elsewhere):
    """A centre is never alone."""


@pytest.fixture
def answers():
    return {
        "since": "2020-02-29",
        "abroad": "no",
        "title": "settled",
        "livelihood": "own",
        "language": "yes",
        "test": "no",
        "identity": "yes",
    }


def said(answer):
    return " ".join(answer.content.decode().split())


def test_seven_answers_become_words_with_their_source(client, answers):
    page = said(client.post(PAGE + "?lang=de", answers))

    assert "Samstag, 1. März 2025" in page
    assert page.count("wahrscheinlich erfüllt") == 5
    assert page.count("fehlt noch") == 1
    assert "Fachleute fragen" in page
    assert "proasyl.de" in page
    assert "Seit 27. Juni 2024" in page
    assert "endete am 30. Oktober 2025" in page


def test_the_official_word_stands_beside_ones_own(client, answers):
    page = said(client.post(PAGE + "?lang=ar", answers))

    assert 'dir="rtl"' in page
    assert "تأمين سبل العيش" in page
    assert f'lang="de" dir="ltr">{TERM}<' in page


def test_the_page_is_there_in_english(client, answers):
    page = said(client.post(PAGE + "?lang=en", answers))

    assert "probably met" in page
    assert TERM in page


@pytest.mark.parametrize("day", ["2026-03-11", "1900-01-01", "30.2.2020", ""])
def test_a_day_that_cannot_be_comes_back_with_a_sentence(client, answers, day):
    answer = client.post(PAGE + "?lang=de", answers | {"since": day})
    page = said(answer)

    assert answer.status_code == 200
    assert 'role="alert"' in page
    assert 'value="settled"' in page
    assert "checked" in page
    assert "wahrscheinlich erfüllt" not in page


def test_a_leap_day_and_today_are_days_like_any(client, answers):
    for day in ("2024-02-29", "2026-03-10"):
        page = said(client.post(PAGE + "?lang=de", answers | {"since": day}))
        assert "fehlt noch" in page


def everything_kept():
    """Return every row of every table, and every row in the cache's table."""
    rows = {}
    for model in apps.get_models():
        rows[model._meta.label] = sorted(map(str, model.objects.values_list()))
    return rows


class Listener(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.heard = []

    def emit(self, record):
        self.heard.append(record.getMessage())


def test_nothing_of_the_answers_is_kept_anywhere(client, answers, monkeypatch):
    """Database, session, cookie, cache and log, looked at before and after."""
    kept, touched, listener = everything_kept(), [], Listener()
    for verb in ("set", "add", "incr", "touch", "set_many"):
        monkeypatch.setattr(cache, verb, lambda *a, **_k: touched.append(a))
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        client.cookies.clear()
        with CaptureQueriesContext(connection) as recorded:
            for _time in range(2):
                answer = client.post(PAGE, answers)
                assert answer.status_code == 200
    finally:
        root.removeHandler(listener)
    written = [
        query["sql"]
        for query in recorded.captured_queries
        if not query["sql"].startswith("SELECT")
    ]

    assert everything_kept() == kept
    assert written == []
    assert touched == []
    assert dict(client.cookies) == {}
    assert "Set-Cookie" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]
    assert not [line for line in listener.heard if "2020-02-29" in line]
    assert "session" not in " ".join(q["sql"] for q in recorded.captured_queries)


def test_the_answers_never_stand_in_an_address(client, answers):
    page = client.get(PAGE, answers)

    assert "Was Ihre Antworten sagen" not in said(page)
    assert 'method="get"' not in said(page)


def test_a_form_without_a_mark_is_looked_at_because_it_changes_nothing(answers):

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(PAGE, answers).status_code == 200


def test_where_programmes_are_off_there_is_no_such_page(client, kassel):
    kassel.modules = [name for name in kassel.modules if name != PROGRAMMES]
    kassel.save()

    assert client.get(PAGE).status_code == 404


def test_who_filed_early_reads_from_when(client, answers):
    page = said(client.post(PAGE + "?lang=de", answers | {"since": "2023-05-31"}))

    assert "Mittwoch, 31. Mai 2028" in page
    assert dt.date(2028, 5, 31).strftime("%A") == "Wednesday"

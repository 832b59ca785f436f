import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allin.reports import operations
from allin.reports.models import Report
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def published(a_year, coordinator, now):
    report = operations.freeze(centre=a_year, year=2025, by=coordinator, now=now)
    return operations.publish(report=report, by=coordinator, now=now)


def test_from_looking_to_publishing_in_three_clicks(client, sign_in, derya, a_year):
    sign_in(derya)
    page = client.get("/kassel/report/?year=2025&quarter=0")
    assert "1.200" in text(page)
    assert "Wer entlastet wurde" in text(page)
    assert page.content.decode().count("<h1") == 1

    frozen = client.post("/kassel/report/freeze/", {"year": "2025", "quarter": "0"})
    report = Report.objects.get()
    assert frozen.headers["Location"] == f"/kassel/report/{report.pk}/"
    assert "Prüfwert" in text(client.get(frozen.headers["Location"]))

    client.post(f"/kassel/report/{report.pk}/publish/")
    client.post(f"/kassel/report/{report.pk}/publish/")
    report.refresh_from_db()
    assert report.is_published
    client.post(f"/kassel/report/{report.pk}/open/")
    report.refresh_from_db()

    client.logout()
    public = client.get(f"/kassel/report/public/{report.token}/")
    assert "unter 5" in text(public)
    assert client.get(f"/kassel/report/public/{report.token}x/").status_code == 404
    for kind in ("pdf", "csv", "xlsx"):
        url = f"/kassel/report/public/{report.token}/report.{kind}"
        assert client.get(url).status_code == 200

    sign_in(derya)
    client.post(f"/kassel/report/{report.pk}/withdraw/")
    client.logout()
    assert client.get(f"/kassel/report/public/{report.token}/").status_code == 404


def test_city_and_funder_see_what_is_published_and_nothing_else(
    client, sign_in, readers, published, a_year, coordinator, now
):
    secret = operations.freeze(
        centre=a_year, year=2025, quarter=1, by=coordinator, now=now
    )
    for kind in ("city", "funder"):
        sign_in(readers[kind])
        first = client.get("/kassel/report/")
        assert first.headers["Location"] == f"/kassel/report/{published.pk}/"
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(f"/kassel/report/{published.pk}/?view=whole")
            client.get(f"/kassel/report/{published.pk}/report.csv")
        assert "unter 5" in text(page)
        sql = " ".join(query["sql"] for query in asked)
        assert "counselling_" not in sql
        assert "vault_" not in sql
        assert client.get(f"/kassel/report/{secret.pk}/").status_code == 404
        assert client.get(f"/kassel/report/{secret.pk}/report.csv").status_code == 404
        assert (
            client.post("/kassel/report/freeze/", {"year": "2025"}).status_code == 404
        )
        assert (
            client.post(f"/kassel/report/{published.pk}/withdraw/").status_code == 404
        )


def test_with_nothing_published_the_page_says_so(client, sign_in, readers):
    sign_in(readers["city"])
    assert "Noch ist kein Bericht" in text(client.get("/kassel/report/"))


def test_an_auditor_reads_all_and_changes_nothing(client, sign_in, readers, published):
    sign_in(readers["auditor"])
    assert client.get("/kassel/report/?year=2025").status_code == 200
    whole = text(client.get(f"/kassel/report/{published.pk}/"))
    assert "unter 5" not in whole
    assert client.post(f"/kassel/report/{published.pk}/withdraw/").status_code == 404


def test_strangers_and_others_learn_nothing(
    client, sign_in, published, elsewhere, kassel
):
    url = f"/kassel/report/{published.pk}/"
    assert "/login/" in client.get(url).headers["Location"]
    sign_in(make_user("f@x.example", "Frida", elsewhere, "coordinator"))
    assert client.get(url).status_code == 404
    assert client.get("/kassel/report/").status_code == 404
    assert client.get(f"/elsewhere/report/{published.pk}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["", "year=2025&quarter=3", "year=abc", "year=99999&quarter=9", "quarter=x"],
)
def test_whatever_period_is_asked_the_page_answers(
    client, sign_in, derya, a_year, query, django_assert_max_num_queries
):
    sign_in(derya)
    with django_assert_max_num_queries(20):
        assert client.get(f"/kassel/report/?{query}").status_code == 200


def test_freezing_nonsense_is_refused_in_words(client, sign_in, derya, kassel):
    sign_in(derya)
    for period in ({}, {"year": "x"}, {"year": "2026", "quarter": "4"}):
        client.post("/kassel/report/freeze/", period)
    assert not Report.objects.exists()
    assert "Quartal" in text(client.get("/kassel/report/"))
    assert client.get("/kassel/report/freeze/").status_code == 405


def test_an_unknown_kind_of_file_is_not_there(client, sign_in, derya, published):
    sign_in(derya)
    assert client.get(f"/kassel/report/{published.pk}/report.exe").status_code == 404

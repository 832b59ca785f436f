"""Who makes, reads and opens a dossier, in the browser's words."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allin.reports import operations
from allin.reports.models import Dossier, DossierLink, HourRate
from allin.reports.rules.periods import Period
from tests.reports.test_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(a_year, coordinator, now):
    return operations.make_dossier(
        centre=a_year, period=Period(2025), by=coordinator, now=now
    )


@pytest.fixture
def give(dossier, coordinator, now):
    def give(whom="Ausschuss", until_on=None):
        return operations.give_link(
            dossier=dossier, whom=whom, until_on=until_on, by=coordinator, now=now
        )

    return give


def opened(client, link):
    return client.get(f"/kassel/report/dossiers/open/{link.token}/")


def test_one_tap_makes_a_dossier_and_both_files(client, sign_in, derya, a_year):
    sign_in(derya)
    assert "Dossier machen" in text(client.get("/kassel/report/dossiers/"))

    made = client.post("/kassel/report/dossiers/make/")

    page = client.get(made.headers["Location"])
    assert "ALL IN: Dossier für 2025" in text(page)
    assert page.content.decode().count("<h1") == 1
    one = Dossier.objects.get()
    for tongue in ("de", "en"):
        for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
            url = f"/kassel/report/dossiers/{one.pk}/{tongue}/dossier.{kind}"
            answer = client.get(url)
            assert answer.content.startswith(begins)
            assert f"dossier-2025-{tongue}.{kind}" in answer["Content-Disposition"]
    for wrong in ("fr/dossier.pdf", "de/dossier.exe"):
        url = f"/kassel/report/dossiers/{one.pk}/{wrong}"
        assert client.get(url).status_code == 404


def test_a_time_nobody_offers_comes_back_with_a_sentence(
    client, sign_in, derya, a_year
):
    sign_in(derya)
    for wrong in ("2026", "x", "2025-Q9"):
        answer = client.post("/kassel/report/dossiers/make/", {"period": wrong})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
    assert not Dossier.objects.exists()


def test_a_refusal_is_said_on_the_page(client, sign_in, derya, dossier, fact):
    sign_in(derya)
    fact(month=2, topic="letters", language="ar", origin="self")
    answer = client.post("/kassel/report/dossiers/make/", {"period": "2025"})

    assert answer.status_code == 422
    assert "Das Dossier wurde nicht gemacht" in text(answer)


def test_a_stranger_opens_it_by_link_and_no_query_touches_a_case(client, give, dossier):
    link = give()
    with CaptureQueriesContext(connection) as asked:
        page = opened(client, link)
        client.get(f"/kassel/report/dossiers/open/{link.token}/de/dossier.pdf")
        client.get(f"/kassel/report/dossiers/open/{link.token}/de/dossier.docx")

    assert "Wer entlastet wurde und um wie viel" in text(page)
    assert "noindex" in page["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in page.content.decode()
    sql = " ".join(query["sql"] for query in asked)
    assert "counselling_" not in sql
    assert "vault_" not in sql
    link.refresh_from_db()
    assert link.opened_on == dt.date(2026, 3, 10)


def test_unknown_revoked_expired_and_foreign_links_look_the_same(
    client, sign_in, derya, give, coordinator, now, elsewhere, monkeypatch
):
    unknown, revoked, expired = (
        DossierLink(token="gibtesnicht" * 2),
        give(),
        give(until_on=dt.date(2026, 3, 11)),
    )  # fmt: skip
    assert opened(client, revoked).status_code == 200
    assert opened(client, expired).status_code == 200
    sign_in(derya)
    client.post(f"/kassel/report/dossiers/links/{revoked.pk}/revoke/")
    client.logout()
    monkeypatch.setenv("ALLIN_NOW", (now + dt.timedelta(days=2)).isoformat())
    foreign = client.get(f"/elsewhere/report/dossiers/open/{expired.token}/")

    answers = [opened(client, one) for one in (unknown, revoked, expired)]
    assert {one.status_code for one in (*answers, foreign)} == {404}
    pages = {
        re.sub(r"open/[^/\"]+|[A-Za-z0-9]{32,}", "", one.content.decode())
        for one in answers
    }
    assert len(pages) == 1
    for one in (unknown, revoked, expired):
        url = f"/kassel/report/dossiers/open/{one.token}/de/dossier.pdf"
        assert client.get(url).status_code == 404


def test_several_links_are_named_and_one_revoked_leaves_the_others(
    client, sign_in, derya, dossier
):
    sign_in(derya)
    for whom, until in (("Fraktion A", ""), ("Stiftung", "2026-04-01")):
        client.post(
            f"/kassel/report/dossiers/{dossier.pk}/link/",
            {"whom": whom, "until_on": until},
        )
    page = text(client.get(f"/kassel/report/dossiers/{dossier.pk}/"))
    assert "Fraktion A" in page
    assert "Öffnet bis 1. April" in page
    assert "Noch nicht geöffnet." in page

    first, second = dossier.links.all()
    client.post(f"/kassel/report/dossiers/links/{first.pk}/revoke/")
    client.logout()
    assert opened(client, first).status_code == 404
    assert opened(client, second).status_code == 200
    first.refresh_from_db()
    assert first.whom == ""


def test_a_link_without_a_name_or_with_a_past_day_comes_back_filled(
    client, sign_in, derya, dossier
):
    sign_in(derya)
    url = f"/kassel/report/dossiers/{dossier.pk}/link/"
    past = client.post(url, {"whom": "Fraktion A", "until_on": "2026-03-09"})
    nameless = client.post(url, {"whom": " ", "until_on": "2026-05-01"})

    assert past.status_code == nameless.status_code == 422
    assert "Dieser Tag ist vorbei" in text(past)
    assert 'value="Fraktion A"' in past.content.decode()
    assert 'value="2026-05-01"' in nameless.content.decode()
    assert not dossier.links.exists()


def test_city_and_funder_see_it_once_it_is_shown_to_them(
    client, sign_in, derya, readers, dossier, give
):
    give()
    url = f"/kassel/report/dossiers/{dossier.pk}/"
    for kind in ("city", "funder"):
        sign_in(readers[kind])
        assert client.get(url).status_code == 404
    sign_in(derya)
    client.post(f"{url}show/")

    for kind in ("city", "funder"):
        sign_in(readers[kind])
        with CaptureQueriesContext(connection) as asked:
            assert "Dossier 2025" in text(client.get("/kassel/report/"))
            page = text(client.get(url))
        assert "Wer entlastet wurde" in page
        assert "Ausschuss" not in page
        assert "counselling_" not in " ".join(query["sql"] for query in asked)
        assert client.post("/kassel/report/dossiers/make/").status_code == 404
    sign_in(derya)
    client.post(f"{url}hide/")
    sign_in(readers["city"])
    assert client.get(url).status_code == 404


def test_a_dossier_changed_behind_the_back_says_so(client, sign_in, derya, dossier):
    sign_in(derya)
    dossier.paper["de"]["lead"] = "Alles bezahlt."
    dossier.save()
    page = text(client.get(f"/kassel/report/dossiers/{dossier.pk}/"))

    assert "nach dem Festschreiben geändert" in page


def test_a_rate_is_entered_with_source_and_taken_back(client, sign_in, derya, kassel):
    sign_in(derya)
    url = "/kassel/report/dossiers/rates/enter/"
    given = {"name": "Satz", "amount": "15,00", "source": "Richtlinie",
             "valid_from": "2024-01-01"}  # fmt: skip
    for wrong in (
        {"source": ""}, {"amount": "0"}, {"amount": "999"}, {"amount": "x"},
        {"valid_until": "2023-01-01"}, {"valid_from": ""}, {"name": ""},
    ):  # fmt: skip
        answer = client.post(url, given | wrong)
        assert answer.status_code == 422, wrong
        assert 'role="alert"' in answer.content.decode()
    assert not HourRate.objects.exists()

    client.post(url, given)
    rate = HourRate.objects.get()
    assert "Richtlinie" in text(client.get("/kassel/report/dossiers/"))
    client.post(f"/kassel/report/dossiers/rates/{rate.pk}/drop/")
    assert "Richtlinie" not in text(client.get("/kassel/report/dossiers/"))


def test_the_list_asks_the_same_with_one_and_with_three(
    client, sign_in, derya, dossier, coordinator, now, a_year
):
    sign_in(derya)
    client.get("/kassel/report/dossiers/")
    with CaptureQueriesContext(connection) as one:
        client.get("/kassel/report/dossiers/")
    for _more in range(2):
        operations.make_dossier(
            centre=a_year, period=Period(2025), by=coordinator, now=now
        )
    with CaptureQueriesContext(connection) as three:
        client.get("/kassel/report/dossiers/")

    assert len(one) == len(three) <= 20

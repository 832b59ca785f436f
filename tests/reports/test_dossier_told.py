"""Dossiers beside dossiers and beside reports: nobody learns a small number."""

import datetime as dt

import pytest
from django.utils import translation

from allin.core.errors import Refusal
from allin.counselling.models import ContactFact
from allin.directory.models import Partner, Programme
from allin.reports import operations
from allin.reports.rules import load, publishable, totals
from allin.reports.rules.periods import Period, last_twelve_months, offered
from allin.reports.rules.saying import number
from tests.reports.test_dossier import words

pytestmark = pytest.mark.django_db
LATER = Period(2025, 3)  # the four quarters until September 2025


@pytest.fixture(autouse=True)
def german():
    with translation.override("de"):
        yield


@pytest.fixture
def publish(a_year, coordinator, now):
    def publish(year=2025, quarter=0):
        report = operations.freeze(
            centre=a_year, year=year, quarter=quarter, by=coordinator, now=now
        )
        return operations.publish(report=report, by=coordinator, now=now)

    return publish


def test_a_dossier_shows_what_the_years_report_shows_and_hides_what_it_hides(
    make, a_year, publish
):  # fmt: skip
    report, dossier = publish(), make(a_year)

    assert load(dossier.figures[0]) == load(report.safe)
    shown = {
        row.key: row.count
        for row in totals.rows([load(report.safe)], "people_by_sender")
    }
    told = words(dossier)
    for count in shown.values():
        assert isinstance(count.value, int) or str(count.value) not in told


def test_one_talk_more_between_report_and_dossier_is_refused(
    make, a_year, publish, fact
):
    publish()
    fact(month=2, topic="letters", language="ar", origin="self")

    with pytest.raises(Refusal, match=r"10\.03\.2026"):
        make(a_year)


def test_one_talk_more_between_two_dossiers_is_refused(make, a_year, fact):
    make(a_year)
    make(a_year)  # the same facts, the same figures
    fact(month=2, topic="letters", language="ar", origin="self")

    with pytest.raises(Refusal):
        make(a_year)


def test_a_report_is_not_published_beside_an_older_dossier_that_differs(
    make, a_year, publish, fact
):
    make(a_year)
    fact(month=2, topic="letters", language="ar", origin="self")

    with pytest.raises(Refusal):
        publish()


def test_times_that_overlap_are_refused_in_either_order(make, a_year, publish):
    make(a_year)
    with pytest.raises(Refusal, match="2025-Q1 bis 2025-Q4"):
        make(a_year, LATER)
    with pytest.raises(Refusal, match="schon gelesen"):
        publish(quarter=2)


def test_a_year_after_the_months_that_overlap_it_is_refused(make, a_year, publish):
    make(a_year, LATER)

    with pytest.raises(Refusal):
        make(a_year)
    with pytest.raises(Refusal):
        publish()


def test_what_the_difference_of_two_times_would_tell_is_real(a_year, fact):
    """The refusal is no formality: one talk of a quarter stands in the difference."""
    ContactFact.objects.all().delete()
    for month in (4, 5, 7, 8):
        fact(month=month, sessions=50, people=50, language="ar")
    fact(month=11, sessions=1, people=1, language="ar")
    year, until_autumn = (
        operations.collect_period(centre=a_year, period=period)
        for period in (Period(2025), LATER)
    )
    more, less = (
        one.table("sessions_by_language").total.total for one in (year, until_autumn)
    )

    assert (more, less) == (201, 200)


def test_some_quarters_published_say_which_are_missing(make, a_year, publish):
    publish(quarter=1)
    publish(quarter=2)

    with pytest.raises(Refusal, match=r"2025-Q3, 2025-Q4"):
        make(a_year)


def test_published_quarters_are_added_up_and_tell_nothing_new(make, a_year, publish):
    quarters = [publish(quarter=number) for number in (1, 2, 3, 4)]
    dossier = make(a_year)

    assert dossier.composed
    assert dossier.figures == [report.safe for report in quarters]
    rows = totals.rows([load(one) for one in dossier.figures], "sessions_by_language")
    for row in rows:
        shown = [
            line.total
            for report in quarters
            for line in load(report.safe).table("sessions_by_language").lines
            if line.key == row.key and isinstance(line.total, int)
        ]
        assert row.count.number == sum(shown)
        assert row.count.at_least or len(shown) == 4 or row.key == "other"
    assert "mind." in words(dossier)

    make(a_year)  # again, and it is no rival to anything
    assert operations.collect(centre=a_year, year=2025)


def test_a_corrected_fact_does_not_change_what_quarters_told(
    make, a_year, publish, fact
):
    for quarter in (1, 2, 3, 4):
        publish(quarter=quarter)
    first = make(a_year)
    fact(month=2, topic="letters", language="ar", origin="self")

    assert make(a_year).figures == first.figures


def test_a_programme_that_reached_few_is_given_away_by_no_sum(
    make, kassel, fact, occasion, now
):
    """The city's sum must not be the shown programmes plus the festival's one."""
    city = Partner.objects.create(centre=kassel, name="Stadt", created_at=now)
    tours, feast = (
        Programme.objects.create(centre=kassel, name=name, partner=city)
        for name in ("Führungen", "Fest")
    )
    for month in (1, 4, 7, 10):
        for day in range(1, 8):
            occasion(tours, dt.date(2025, month, day), 20)
    occasion(feast, dt.date(2025, 9, 6), 3)

    said = words(make(kassel))
    whole = operations.collect(centre=kassel, year=2025)
    safe = publishable(whole)

    assert whole.table("occasions_by_partner").lines[0].total == 29
    assert whole.table("people_by_partner").lines[0].total == 563
    assert _shown(safe, "people_by_programme") == {
        f"programme:{tours.pk}": "withheld",
        f"programme:{feast.pk}": "small",
    }
    assert "Stadt | – | – | – | 29 | verdeckt" in said
    assert "unter 5" in said


def test_that_there_was_one_festival_is_on_every_poster(make, kassel, occasion, now):
    city = Partner.objects.create(centre=kassel, name="Stadt", created_at=now)
    feast = Programme.objects.create(centre=kassel, name="Fest", partner=city)
    occasion(feast, dt.date(2025, 9, 6), 3200)

    assert "Fest | Stadt | 1 | 3.200" in words(make(kassel))
    safe = publishable(operations.collect(centre=kassel, year=2025))
    by_body = safe.table("occasions_by_partner")
    assert by_body.lines[0].total == 1
    assert "addiert" not in by_body.note["de"]


def test_a_body_s_sum_adds_only_what_its_programmes_show(make, kassel, occasion, now):
    city, police = (
        Partner.objects.create(centre=kassel, name=name, created_at=now)
        for name in ("Stadt", "Polizei")
    )
    tours, feast, talks, more = (
        Programme.objects.create(centre=kassel, name=name, partner=partner)
        for name, partner in (("Führungen", city), ("Fest", city), ("Rat", police),
                              ("Kurse", police))
    )  # fmt: skip
    for programme, many in ((tours, 24), (talks, 9), (more, 11)):
        for month in (1, 4, 7, 10):
            for day in range(1, many + 1):
                occasion(programme, dt.date(2025, month, day), 20)
    for day in (6, 7, 8):
        occasion(feast, dt.date(2025, 9, day), 1)

    safe = publishable(operations.collect(centre=kassel, year=2025))
    shown = _shown(safe, "people_by_programme")
    said = words(make(kassel))
    for line in safe.table("people_by_partner").lines:
        parts = [shown.get(part) for part in line.parts]
        numbers = [one for one in parts if isinstance(one, int)]
        assert line.total == (sum(numbers) if numbers else "withheld")
        some = "mind. " if len(numbers) < len(parts) else ""
        told = f"{some}{number(sum(numbers), 'de')}" if numbers else "verdeckt"
        held = safe.table("occasions_by_partner")
        dates = next(row.total for row in held.lines if row.key == line.key)
        assert f"{line.label['de']} | – | – | – | {dates} | {told}" in said
    assert shown[f"programme:{feast.pk}"] == "small"


def _shown(figures, table):
    return {line.key: line.total for line in figures.table(table).lines}


def test_what_is_offered_is_closed_and_made_of_whole_quarters():
    march, july = dt.date(2026, 3, 10), dt.date(2026, 7, 2)

    assert last_twelve_months(march) == Period(2025)
    assert [str(one) for one in offered(march, 2)] == ["2025", "2024"]
    assert [str(one) for one in offered(july, 2)] == ["2025", "2026-Q2", "2024"]
    assert Period(2026, 2).columns == ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2")
    assert (Period(2026, 2).first, Period(2026, 2).last) == (
        dt.date(2025, 7, 1), dt.date(2026, 6, 30),
    )  # fmt: skip
    for nonsense in ("", "x", "2025-Q5", "99999", "1999", "2025-Q0"):
        assert Period.read(nonsense) is None

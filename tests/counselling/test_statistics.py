import datetime as dt

import pytest

from allin.counselling import statistics
from allin.counselling.models import ContactFact


@pytest.fixture
def count(kassel, bridge):
    def write(year=2026, month=3, sessions=1, people=1, minutes=30, **more):
        return ContactFact.objects.create(
            centre=more.pop("centre", kassel),
            year=year,
            month=month,
            kind=more.pop("kind", "walk_in"),
            association=more.pop("association", bridge),
            sessions=sessions,
            people=people,
            minutes=minutes,
            outcome=more.pop("outcome", "helped"),
            **more,
        )

    return write


def test_totals_add_up_the_months_of_a_quarter_and_no_other(kassel, count):
    count(2026, 1, minutes=20)
    count(2026, 3, minutes=40)
    count(2026, 4, minutes=999)
    count(2025, 3, minutes=999)

    assert statistics.totals(
        centre=kassel, span=statistics.quarter(2026, 1)
    ) == statistics.Tally(sessions=2, people=2, minutes=60)


def test_a_span_may_cross_the_turn_of_the_year(kassel, count):
    for year, month in [(2025, 3), (2025, 4), (2025, 12), (2026, 1), (2026, 3)]:
        count(year, month)
    span = statistics.last_months(dt.date(2026, 3, 10), 12)

    assert span.first == statistics.Month(2025, 4)
    assert len(span.months()) == 12
    assert statistics.totals(centre=kassel, span=span).sessions == 4


def test_another_centre_is_never_counted(kassel, elsewhere, count):
    count(centre=elsewhere, association=None)

    span = statistics.whole_year(2026)
    assert statistics.totals(centre=kassel, span=span) == statistics.Tally()
    assert statistics.table(centre=kassel, span=span, by="language") == []


def test_who_was_relieved_names_partners_first(kassel, count, caritas):
    count(origin="self")
    count(origin="self")
    count(origin="partner", partner=caritas, minutes=45)
    count(origin="unconfirmed")

    lines = statistics.relieved(centre=kassel, span=statistics.whole_year(2026))

    assert [(line.key, line.tally.sessions) for line in lines] == [
        (f"partner:{caritas.pk}", 1),
        ("self", 2),
        ("unconfirmed", 1),
    ]
    assert lines[0].label == "Caritas"
    assert lines[0].tally.minutes == 45


def test_a_correction_takes_the_old_value_back(kassel, count):
    count(minutes=30, language="ar")
    count(minutes=-30, sessions=-1, people=-1, language="ar")
    count(minutes=45, language="ar")

    (line,) = statistics.table(
        centre=kassel, span=statistics.whole_year(2026), by="language"
    )
    assert line.tally == statistics.Tally(sessions=1, people=1, minutes=45)
    assert line.label == "Arabisch"


def test_unmet_needs_are_no_sessions_but_a_gap(kassel, count):
    need = {"sessions": 0, "people": 0, "minutes": 0, "kind": "unmet"}
    count(topic="offices", language="ti", district="Mitte", outcome="expired", **need)
    count(topic="offices", language="ti", district="Mitte", outcome="expired", **need)

    span = statistics.whole_year(2026)
    assert statistics.totals(centre=kassel, span=span) == statistics.Tally()
    assert statistics.unmet(centre=kassel, span=span) == [
        statistics.Gap("offices", "ti", "Mitte", "expired", 2)
    ]


def test_two_dimensions_at_once(kassel, count, offices):
    count(topic="offices", language="ar")
    count(topic="offices", language="ti")
    count(topic="offices", language="ti")

    crossed = statistics.cross(
        centre=kassel,
        span=statistics.whole_year(2026),
        rows="topic",
        columns="language",
    )
    assert {key: tally.sessions for key, tally in crossed.items()} == {
        ("offices", "ar"): 1,
        ("offices", "ti"): 2,
    }


def test_quarters_come_in_order(kassel, count):
    count(2026, 5)
    count(2026, 1)
    count(2025, 12)

    assert [
        line.key
        for line in statistics.table(
            centre=kassel,
            span=statistics.last_months(dt.date(2026, 6, 1), 12),
            by="quarter",
        )
    ] == ["2025-Q4", "2026-Q1", "2026-Q2"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_table_takes_two_queries_however_many_rows(
    kassel, count, rows, django_assert_max_num_queries
):
    for number in range(rows):
        count(language=["ar", "ti", "uk"][number])

    with django_assert_max_num_queries(2):
        statistics.table(
            centre=kassel, span=statistics.whole_year(2026), by="association"
        )

"""Until when notice has to be given so that a contract ends with its money."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allin.core.errors import Refusal
from allin.funding import operations
from allin.funding.rules.notice import (
    ANY,
    MONTH,
    QUARTER,
    YEAR,
    Terms,
    earliest_end,
    last_end,
    latest,
)
from allin.funding.statistics import leavings, picture_of
from tests.conftest import NOW
from tests.funding.conftest import day
from tests.funding.test_pages import page, url

DAY = dt.timedelta(days=1)
some_day = st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31))
some_terms = st.builds(
    Terms,
    st.integers(0, 24),
    st.sampled_from([ANY, MONTH, QUARTER, YEAR]),
    st.none() | some_day,
)


def may_end(terms, on):
    """Naively: whether the terms let a contract end on a day."""
    tomorrow = on + DAY
    first_months = {ANY: None, MONTH: range(1, 13), QUARTER: (1, 4, 7, 10), YEAR: (1,)}
    months = first_months[terms.ends]
    if terms.fixed_until is not None and on < terms.fixed_until:
        return False
    return months is None or (tomorrow.day == 1 and tomorrow.month in months)


@settings(max_examples=200, deadline=None)
@given(some_terms, some_day)
def test_the_last_end_is_the_last_day_the_terms_allow(terms, on):
    end = last_end(terms, on)
    looked_at = [on - n * DAY for n in range(370)]
    assert end == next((one for one in looked_at if may_end(terms, one)), None)


@settings(max_examples=200, deadline=None)
@given(some_terms, some_day)
def test_notice_on_a_day_ends_it_on_the_first_day_that_is_in_time(terms, on):
    end = earliest_end(terms, on)

    assert latest(terms, end) >= on
    one = max(on, terms.fixed_until or on)
    while one < end:
        assert not (may_end(terms, one) and latest(terms, one) >= on), one
        one += DAY


@pytest.mark.parametrize(
    ("months", "end", "by"),
    [
        (3, "2026-06-30", "2026-03-31"),
        (1, "2026-03-31", "2026-02-28"),
        (6, "2026-12-31", "2026-06-30"),
        (0, "2026-06-30", "2026-06-30"),
        (1, "2024-03-31", "2024-02-29"),
    ],
)
def test_three_months_to_the_end_of_june_are_the_end_of_march(months, end, by):
    assert latest(Terms(months), day(end)) == day(by)


@pytest.fixture
def settle(rent, coordinator, now):
    def settled(months, ends=MONTH, fixed=None):
        return operations.settle_notice(
            line=rent,
            months=months,
            ends=ends,
            fixed_until=day(fixed) if fixed else None,
            assumed=True,
            by=coordinator,
            now=now,
        )

    return settled


@pytest.fixture
def leaving(kassel):
    def look(on="2026-03-10"):
        picture = picture_of(centre=kassel, today=NOW.date(), seen_on=day(on))
        return leavings(picture)

    return look


@pytest.mark.django_db
def test_in_time_it_ends_with_its_money(settle, award, rent, leaving):
    award([rent], "2026-01-01", "2026-06-30")
    assert leaving() == []  # nobody has entered how the lease ends

    settle(3)
    (one,) = leaving()
    assert (str(one.by), str(one.ends_on)) == ("2026-03-31", "2026-06-30")
    assert not one.missing


@pytest.mark.django_db
def test_too_late_says_what_is_missing_until_it_ends(settle, award, rent, leaving):
    award([rent], "2026-01-01", "2026-06-30")
    settle(6)

    (one,) = leaving()
    assert one.by is None
    assert str(one.ends_on) == "2026-09-30"
    assert one.missing == 3 * 1_400_00


@pytest.mark.django_db
def test_a_fixed_time_reaches_beyond_what_is_shown(settle, award, rent, leaving):
    award([rent], "2026-01-01", "2026-06-30")
    settle(3, fixed="2028-12-31")

    (one,) = leaving()
    assert str(one.ends_on) == "2028-12-31"
    assert one.missing == 30 * 1_400_00


@pytest.mark.django_db
def test_what_is_paid_throughout_needs_no_notice(settle, award, rent, leaving):
    award([rent], "2026-01-01", "2029-06-30")
    settle(3)

    (one,) = leaving()
    assert (one.by, one.ends_on, one.missing) == (None, None, 0)


@pytest.mark.django_db
def test_only_the_coordination_enters_it(rent, city_officer, now):
    with pytest.raises(Refusal):
        operations.settle_notice(
            line=rent, months=3, ends=MONTH, fixed_until=None, assumed=False,
            by=city_officer, now=now,
        )  # fmt: skip


@pytest.mark.django_db
def test_the_page_names_the_day_and_that_it_is_assumed(as_coordinator, award, rent):
    award([rent], "2026-01-01", "2026-06-30")
    page(
        as_coordinator, url("settle_notice", rent.pk), 302,
        months="3", ends="month", assumed="on",
    )  # fmt: skip

    said = page(as_coordinator, url("runway"))
    assert "Bis wann gekündigt werden muss" in said
    assert "zusammen mit dem Geld. 31. März 2026 Annahme" in said

    said = page(
        as_coordinator, url("settle_notice", rent.pk), 422, months="99", ends="month"
    )
    assert "kleiner oder gleich 36" in said or "Höchstens 36" in said

"""A report published, withdrawn, corrected and published again: somebody kept both."""

import pytest
from django.utils import translation

from allin.core.errors import Refusal
from allin.counselling.models import ContactFact
from allin.reports import operations
from allin.reports.models import Report
from allin.reports.rules import load, may_stand_beside
from tests.reports.conftest import YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def german():
    with translation.override("de"):
        yield


@pytest.fixture
def frozen(a_year, coordinator, now):
    def freeze(quarter=0):
        return operations.freeze(
            centre=a_year, year=YEAR, quarter=quarter, by=coordinator, now=now
        )

    return freeze


@pytest.fixture
def publish(coordinator, now):
    return lambda report: operations.publish(report=report, by=coordinator, now=now)


@pytest.fixture
def withdrawn(frozen, publish, coordinator, now):
    """The first version, published and taken back."""
    return operations.withdraw(report=publish(frozen()), by=coordinator, now=now)


def test_the_same_figures_may_be_published_again(withdrawn, frozen, publish):
    assert publish(withdrawn).is_published
    with pytest.raises(Refusal):
        publish(frozen())  # one version at a time, as ever


def test_a_new_freezing_of_the_same_facts_may_be_published(withdrawn, frozen, publish):
    assert publish(frozen()).is_published


def test_one_talk_more_would_be_seen_by_subtracting(
    withdrawn, frozen, publish, fact, german
):
    fact(month=2, topic="letters", language="ar", origin="self")
    corrected = frozen()

    safe = (load(withdrawn.safe), load(corrected.safe))
    old, new = (one.table("sessions_by_topic").total.total for one in safe)
    assert new - old == 1  # what an attacker would learn

    with pytest.raises(Refusal, match=r"10\.03\.2026"):
        publish(corrected)
    assert not Report.objects.published().exists()


def test_a_place_hidden_before_is_not_shown_later(withdrawn, frozen, publish, fact):
    """Enough new talks in a hidden place would show it, and what it was before."""
    before = load(withdrawn.safe).table("sessions_by_language")
    hidden = next(
        (line.key, before_column)
        for line in before.lines
        for before_column, cell in enumerate(line.cells)
        if not isinstance(cell, int) and line.key != "other"
    )
    fact(month=hidden[1] * 3 + 1, language=hidden[0], sessions=40, people=40)

    with pytest.raises(Refusal):
        publish(frozen())


def test_many_talks_more_in_shown_places_may_be_published(
    withdrawn, frozen, publish, a_year
):
    every = ContactFact.objects.filter(centre=a_year, month=2, language="ar")
    most = every.exclude(partner=None).first()
    most.pk, most.sessions, most.people, most.minutes = None, 30, 30, 900
    most.save(force_insert=True)

    assert publish(frozen()).is_published


def test_other_minutes_of_the_same_talks_are_not_published(
    withdrawn, frozen, publish, a_year
):
    one = ContactFact.objects.filter(centre=a_year, month=2).first()
    ContactFact.objects.filter(pk=one.pk).update(minutes=one.minutes + 30)

    with pytest.raises(Refusal):
        publish(frozen())


def test_a_quarter_is_not_published_after_its_year_was(
    withdrawn, frozen, publish, german
):
    with pytest.raises(Refusal, match="schon gelesen"):
        publish(frozen(quarter=1))


def test_another_year_and_another_centre_are_free(
    withdrawn, elsewhere, foreign_coordinator, now
):
    there = operations.freeze(
        centre=elsewhere, year=YEAR, quarter=1, by=foreign_coordinator, now=now
    )
    assert operations.publish(
        report=there, by=foreign_coordinator, now=now
    ).is_published


def test_a_table_more_or_less_is_another_report(frozen):
    figures = load(frozen().safe)
    fewer = type(figures)(
        **{**figures.__dict__, "tables": figures.tables[:-1], "published": True}
    )
    assert may_stand_beside(figures, figures)
    assert not may_stand_beside(figures, fewer)

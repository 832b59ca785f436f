"""The motion's own case in the demo: what is stated, what is assumed, what is not."""

import datetime as dt

import pytest
from django.utils import translation

from allin.council import demo, doctor, statistics
from allin.council.models import (
    Amendment,
    BudgetLine,
    Motion,
    NextDate,
    Step,
    Task,
    Vote,
)
from allin.funding import demo as money
from allin.funding.models import Step as MoneyStep
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def facts(story, kassel):
    money.make(story)
    demo.make(story)
    with translation.override("de"):
        return statistics.facts(centre=kassel, today=TODAY)


def test_it_stands_before_the_committee_and_nobody_has_decided(facts):
    assert facts.heading == "Der Antrag steht vor dem Ausschuss."
    assert facts.seen_on == money.SEEN_ON
    assert (facts.state_key, str(facts.filed_on)) == ("filed", "2020")
    assert facts.permanence.startswith("Nicht gesichert")
    own = Motion.objects.get(for_good=True)
    assert {step.kind for step in own.steps.all()} == {"filed"}


def test_its_dates_are_those_of_the_money(facts):
    meetings = MoneyStep.objects.filter(kind="meeting").order_by("on")
    own = Motion.objects.get(for_good=True)

    assert [one.on for one in own.dates.all()] == [one.on for one in meetings]
    assert str(facts.next_step.on) == demo.COMMITTEE_ON.isoformat()


def test_what_nobody_stated_says_so(facts):
    assert not facts.filed_assumed  # the year 2020 is stated, and no more of it
    assert facts.next_step.assumed
    assert facts.next_step.papers_assumed
    assert facts.budget_year_assumed
    assert (facts.budget_line, facts.originator, facts.number) == ("", "", "")
    own = Motion.objects.get(for_good=True)
    assert all(task.due_assumed for task in own.tasks.all())
    assert "erfunden" in facts.rapporteur
    assert facts.has_assumptions


def test_the_example_is_invented_from_beginning_to_end_and_says_so(facts):
    example = Motion.objects.get(for_good=False)

    assert "erfunden" in example.title
    assert all("Beispiel" in text for text in (example.number,))
    days = [step.date.first for step in example.steps.all()]
    assert all(day.weekday() == 2 for day in days)  # nobody meets on a Sunday
    assert days == sorted(days)


def test_the_same_day_tells_the_same_motion(facts, story):
    def told():
        columns = ("kind", "on", "body", "result", "yes", "paper", "place")
        return list(Step.objects.order_by("motion", "place").values_list(*columns))

    once = told()
    for model in (Vote, Step, Amendment, NextDate, Task, BudgetLine, Motion):
        model.objects.all().delete()
    demo.make(story)

    assert told() == once


def test_the_doctor_finds_nothing_and_would_find_a_step_that_does_not_follow(facts):
    assert list(doctor.findings(NOW)) == []

    Step.objects.filter(kind="referred").update(kind="with_magistrat")
    (finding,) = doctor.findings(NOW)
    assert finding.rule == "steps_that_do_not_follow"
    assert (finding.count, finding.centre) == (1, Motion.objects.first().centre_id)
    for language, said in (
        ("de", "Die Schritte eines Antrags folgen nicht aufeinander."),
        ("en", "The steps of one motion do not follow one from the other."),
    ):
        with translation.override(language):
            assert finding.said == said


def test_seen_from_today_the_date_has_passed_and_asks_what_came_of_it(facts, kassel):
    own = Motion.objects.with_all().get(for_good=True)
    now = statistics.seen(own, today=TODAY, on=TODAY)

    assert [one.date.first for one in now.unanswered] == [
        dt.date(2020, 10, 28), dt.date(2020, 11, 9),
    ]  # fmt: skip

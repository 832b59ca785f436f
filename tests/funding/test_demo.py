"""The motion's own case in the demo: what the page and the dossier say of it."""

import datetime as dt

import pytest
from django.utils import translation

from allin.funding import demo, statistics
from allin.funding.models import Award
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def picture(story, kassel):
    demo.make(story)

    def look(**more):
        return statistics.picture_of(centre=kassel, today=TODAY, **more)

    return look


def test_on_14_october_2020_55_800_euros_are_missing(picture):
    seen = picture()

    assert seen.seen_on == dt.date(2020, 10, 14)
    assert (seen.yearly, seen.monthly) == (60_000_00, 5_000_00)
    assert seen.missing == 55_800_00
    assert [one.missing for one in seen.lines] == [12_600_00, 43_200_00]
    assert [str(one.unpaid_since) for one in seen.lines] == ["2020-10-01", "2020-07-01"]
    assert (str(seen.first), str(seen.last)) == ("2020-04-01", "2021-06-30")
    assert seen.months_covered == 0
    application, meeting = seen.next_meetings[0]
    assert (str(application), meeting.body) == ("Antrag an die Stadt", "Ausschuss")
    assert meeting.on == "2020-10-28"
    with translation.override("de"):
        assert statistics.words.heading(seen) == (
            "Seit 1. Juli ist die Koordination nicht bezahlt, "
            "seit der Absage auch die Miete nicht."
        )
        assert statistics.words.lead(seen).startswith(
            "Miete und Koordination kosten 60.000\u00a0€ im Jahr, "
            "5.000\u00a0€ im Monat. Die Projektförderung endete am 30. Juni 2020."
        )


def test_scenarios_change_every_sum_at_once(picture):
    keys = [scenario.key for scenario in picture().scenarios]
    nothing, from_january, back = (picture(scenario=key) for key in keys)

    assert nothing.missing == 55_800_00
    assert from_january.missing == 3 * 1_400_00 + 6 * 3_600_00
    assert back.missing == 0
    assert back.gap is None


def test_before_the_refusal_the_rent_was_bridged(picture):
    seen = picture(seen_on=dt.date(2020, 8, 15))

    assert [str(one.covered_until) for one in seen.lines] == ["2020-09-30", "None"]
    # On that day nobody had refused anything yet.
    assert len(seen.pending) == 3


def test_what_nobody_stated_says_so(picture):
    seen = picture()

    assert seen.seen_assumed
    assert seen.until_assumed
    assert all(one.assumed for one in seen.lines)
    project, bridge = Award.objects.order_by("first_on")
    assert not project.last_assumed  # 30 June 2020 is stated
    assert bridge.first_assumed
    assert bridge.last_assumed
    assert bridge.funder is None


def test_the_dossier_s_figures(picture, kassel):
    picture()
    facts = statistics.facts(centre=kassel, today=TODAY)

    assert (facts.yearly, facts.missing) == (60_000_00, 55_800_00)
    assert (str(facts.ended_on), str(facts.gap)) == ("2020-06-30", "2020-07-01")
    assert str(facts.until) == "2021-06-30"
    assert facts.has_assumptions
    assert facts.asks == ("Antrag an die Stadt",)


def test_a_centre_without_costs_has_no_figures(elsewhere, picture):
    picture()

    assert statistics.facts(centre=elsewhere, today=TODAY) is None
    assert statistics.picture_of(centre=elsewhere, today=TODAY).lines == ()

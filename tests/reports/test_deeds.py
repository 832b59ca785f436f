"""What is no date anybody can come to stands in the dossier too: duty, tandems."""

import datetime as dt
import uuid

import pytest
from django.utils import translation

from allin.directory.models import Association, Programme
from allin.programmes.models import (
    Deployment,
    DutyMember,
    DutyWeek,
    Pair,
    TandemMeeting,
)
from allin.programmes.statistics import Deeds, deeds
from tests.conftest import BERLIN, NOW
from tests.reports.test_dossier import words

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


@pytest.fixture(autouse=True)
def german():
    with translation.override("de"):
        yield


@pytest.fixture
def duty(kassel, elsewhere):
    """A roster of two with a week from each of some Mondays, and some alarms."""

    def serving(mondays, alarms=0, state=DutyWeek.PUBLISHED):
        programme = Programme.objects.create(centre=kassel, name="Notfallbegleitung")
        one, two = (
            DutyMember.objects.create(
                centre=kassel, programme=programme, subject=uuid.uuid4(), mark=mark,
                joined_at=NOW,
            )
            for mark in ("a", "b")
        )  # fmt: skip
        for monday in mondays:
            begins = dt.datetime.combine(monday, dt.time(8), tzinfo=BERLIN)
            DutyWeek.objects.create(
                centre=kassel, programme=programme, monday=monday, starts_at=begins,
                ends_at=begins + WEEK, first=one, second=two, state=state,
            )  # fmt: skip
        for number in range(alarms):
            alarm = dt.datetime(2025, 3, 1 + number, 22, tzinfo=BERLIN)
            Deployment.objects.create(
                centre=kassel, programme=programme, alarm_at=alarm, arrived_at=alarm,
                ended_at=alarm + dt.timedelta(hours=2), requested_by="control",
                keyword="death", adults="1-2", children="0", handed_to="family",
                logged_at=NOW,
            )  # fmt: skip
        return programme

    return serving


def counted(centre, programme):
    every = deeds(centre=centre, first=dt.date(2025, 1, 1), after=dt.date(2026, 1, 1))
    return every.get(programme.pk, Deeds())


def test_a_week_counts_in_the_year_in_which_it_ends(duty, kassel, elsewhere):
    days = (dt.date(2024, 12, 23), dt.date(2024, 12, 30), dt.date(2025, 12, 22),
            dt.date(2025, 12, 29))  # fmt: skip
    programme = duty(days)

    assert counted(kassel, programme) == Deeds(weeks=2)
    assert counted(elsewhere, programme) == Deeds()


def test_what_was_only_planned_is_no_duty(duty, kassel):
    programme = duty([dt.date(2025, 5, 5)], state=DutyWeek.DRAFT)

    assert counted(kassel, programme) == Deeds()


@pytest.mark.parametrize(
    ("alarms", "said"),
    [
        (0, "Notfallbegleitung: 2 Wochen Bereitschaft zu zweit"),
        (4, "2 Wochen Bereitschaft zu zweit, weniger als 5 Einsätze"),
        (5, "2 Wochen Bereitschaft zu zweit, 5 Einsätze"),
    ],
)
def test_the_dossier_says_weeks_on_call_and_no_few_deployments(
    make, duty, kassel, alarms, said
):
    duty([dt.date(2025, 5, 5), dt.date(2025, 5, 12)], alarms)
    text = words(make(kassel))

    assert said in text
    assert "4 Einsätze" not in text


def test_the_dossier_says_pairs_of_associations_and_how_often_they_met(make, kassel):
    tandem = Programme.objects.create(centre=kassel, name="Tandem")
    one, two = (
        Association.objects.create(centre=kassel, name=name, created_at=NOW)
        for name in ("Brücke", "Tamam")
    )
    pair = Pair.objects.create(
        centre=kassel, programme=tandem, first=one, second=two, state="active",
        proposed_at=NOW, first_yes_at=NOW, second_yes_at=NOW,
        started_on=dt.date(2025, 2, 1),
    )  # fmt: skip
    for day in (dt.date(2025, 3, 1), dt.date(2025, 12, 31), dt.date(2026, 1, 1)):
        TandemMeeting.objects.create(
            centre=kassel, pair=pair, held_on=day, minutes=90, what="Kochen",
            noted_at=NOW,
        )  # fmt: skip

    assert "Tandem: 1 Paar, 2 Treffen" in words(make(kassel))

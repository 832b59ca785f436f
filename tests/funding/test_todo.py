"""Nobody is surprised again: what Today says of money before it ends."""

import pytest
from django.utils import translation

from allin.desk import lasting
from allin.funding import demo, operations, todo
from allin.funding.statistics import picture_of
from tests.conftest import NOW
from tests.funding.conftest import day

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def ahead(kassel):
    return lambda: todo.ahead(kassel, TODAY)


def test_a_centre_without_costs_is_told_nothing(ahead, elsewhere, kassel):
    assert ahead() is None


def test_what_lasts_longer_than_a_year_is_no_task(ahead, award, rent):
    award([rent], "2026-01-01", "2027-12-31")

    assert ahead().gap is None


def test_from_twelve_months_before_its_end_it_is_one(ahead, award, rent, coordination):
    award([rent, coordination], "2026-01-01", "2026-09-14")
    award([rent], "2026-09-15", "2027-12-31")

    one = ahead()
    assert (str(one.gap), one.since, one.months) == ("2026-09-15", False, 6)
    assert one.missing == 3_600_00


def test_it_says_the_same_day_as_the_page(
    ahead, award, rent, coordination, kassel, django_assert_num_queries
):
    award([rent], "2025-03-01", "2026-12-31", amount=1_500_00)
    award([coordination], "2026-01-01", "2026-08-31", decided="1.3.2026", back=True)
    picture = picture_of(centre=kassel, today=TODAY)

    with django_assert_num_queries(1):
        one = ahead()
    assert one.gap == picture.gap


def test_an_open_application_has_its_next_date(ahead, apply, step, rent):
    application = apply("Stiftung Nord", on="2/2026")
    (one,) = ahead().deciding
    assert (one.title, one.on, one.passed) == ("Stiftung Nord", None, False)

    step(application, "meeting", "28.10.2026", body="Kuratorium")
    step(application, "meeting", "1.4.2026", body="Ausschuss")
    (one,) = ahead().deciding
    assert (one.body, str(one.on), one.passed) == ("Ausschuss", "2026-04-01", False)


def test_a_date_that_has_passed_asks_what_was_decided(ahead, apply, step, rent):
    application = apply("Stiftung Nord", on="2/2026")
    step(application, "meeting", "3/2026", body="Kuratorium")
    assert not ahead().deciding[0].passed  # March is not over

    other = apply("Stiftung Süd", on="1/2026")
    step(other, "meeting", "5.3.2026", body="Vorstand")
    assert [one.passed for one in ahead().deciding] == [False, True]

    step(other, "rejected", "5.3.2026")
    assert [one.title for one in ahead().deciding] == ["Stiftung Nord"]


def test_an_idea_waits_for_nobody(ahead, apply, rent):
    apply("Später vielleicht", kind="idea")

    assert ahead().deciding == ()


@pytest.fixture
def on_today(kassel):
    """Say what the work list says of money, each line as it reads."""

    def read():
        one = todo.ahead(kassel, TODAY)
        with translation.override("de"):
            lines = [*lasting.urgent(one), *lasting.later(one)]
            return [f"{task.badge}|{task.title}|{task.sentence}" for task in lines]

    return read


def test_today_says_when_the_money_ends_and_what_is_decided(
    on_today, award, apply, step, rent
):
    award([rent], "2026-01-01", "2026-09-30")
    step(apply("Stiftung Nord"), "meeting", "1.4.2026", body="Ausschuss")
    apply("Stiftung Süd")

    assert on_today() == [
        (
            "6 Monate|Das Geld geht zu Ende: ab 1. Oktober ist keins da|"
            "1.400\u00a0€ im Monat bezahlt dann niemand."
        ),
        "|„Stiftung Nord“ ist nicht entschieden|Nächster Termin: Ausschuss, 1. April.",
        (
            "|„Stiftung Süd“ ist nicht entschieden|Es ist kein Termin eingetragen. "
            "Fragen Sie nach, wann entschieden wird."
        ),
    ]


def test_today_says_that_money_is_missing_and_a_decision_is_not_entered(
    on_today, award, apply, step, rent
):
    award([rent], "2025-01-01", "2025-12-31")
    step(apply("Stiftung Nord"), "meeting", "5.3.2026", body="Kuratorium")

    assert on_today() == [
        "fehlt|Seit 1. Januar fehlt Geld|1.400\u00a0€ im Monat bezahlt niemand.",
        (
            "prüfen|„Stiftung Nord“: Was wurde entschieden?|"
            "Der Termin ist vorbei: Kuratorium, 5. März."
        ),
    ]


def test_the_motion_s_case_on_today(story, kassel):
    demo.make(story)
    one = todo.ahead(kassel, TODAY)

    assert (str(one.seen_on), str(one.gap)) == ("2020-10-14", "2020-07-01")
    assert one.since
    assert one.missing == 5_000_00
    assert [str(each.on) for each in one.deciding] == ["2020-10-28"]


def test_today_says_from_which_day_it_is_seen(story, on_today):
    demo.make(story)

    assert on_today() == [
        (
            "fehlt|Seit 1. Juli 2020 fehlt Geld|5.000\u00a0€ im Monat bezahlt niemand. "
            "Gesehen vom 14. Oktober 2020 aus."
        ),
        (
            "|„Antrag an die Stadt“ ist nicht entschieden|"
            "Nächster Termin: Ausschuss, 28. Oktober 2020."
        ),
    ]


def test_what_is_withdrawn_is_no_task(ahead, award, apply, rent, coordinator, now):
    made = award([rent], "2026-01-01", "2026-09-30")
    application = apply("Stiftung Nord")
    for entry in (made, application):
        operations.withdraw(entry=entry, why="Doppelt", by=coordinator, now=now)

    one = ahead()
    assert one.gap == day("2026-01-01")
    assert one.since
    assert one.deciding == ()

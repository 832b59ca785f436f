"""Entering money: what is refused, what stays in the record, who may."""

import datetime as dt

import pytest

from allin.audit.models import Entry as Written
from allin.core.errors import Refusal
from allin.funding import operations
from allin.funding.models import Application, Award, CostAmount, CostLine, Step
from allin.funding.statistics import picture_of
from tests.conftest import NOW, make_user, visitor
from tests.funding.conftest import day

pytestmark = pytest.mark.django_db


def refused(doing, *given, **named):
    with pytest.raises(Refusal) as caught:
        doing(*given, **named)
    return caught.value


@pytest.fixture
def look(kassel):
    def see(on="2026-03-10", **more):
        return picture_of(centre=kassel, today=NOW.date(), seen_on=day(on), **more)

    return see


def test_an_award_whose_period_lies_before_its_decision_is_refused(award, rent):
    said = refused(award, [rent], "2025-01-01", "2025-12-31", decided="1.3.2026")

    assert "decision" in said.sentence or "Entscheidung" in said.sentence
    assert said.field == "last_on"
    assert not Award.objects.exists()


def test_money_for_the_time_before_needs_a_notice_that_says_so(award, rent):
    said = refused(award, [rent], "2026-01-01", "2026-12-31", decided="1.3.2026")
    assert said.field == "first_on"

    made = award([rent], "2026-01-01", "2026-12-31", decided="1.3.2026", back=True)
    assert made.back


def test_a_decision_known_by_its_year_alone_is_in_nobody_s_way(award, rent):
    made = award([rent], "2026-02-01", "2026-12-31", decided="2026")

    assert made.decided == "2026"


def test_an_award_says_which_costs_it_pays(award, rent):
    assert refused(award, [], "2026-01-01", "2026-12-31").field == "lines"


def test_an_award_that_ends_before_it_begins_is_refused(award, rent):
    assert refused(award, [rent], "2026-02-01", "2026-01-31").field == "last_on"


def test_a_cost_of_another_centre_is_none(award, elsewhere, foreign_coordinator, now):
    theirs = operations.enter_line(
        centre=elsewhere,
        kind="rent",
        name="",
        amount=100_00,
        first_on=day("2026-01-01"),
        assumed=False,
        by=foreign_coordinator,
        now=now,
    )

    assert refused(award, [theirs], "2026-01-01", "2026-12-31").field == "lines"


def test_a_cost_that_changes_within_a_month_counts_by_day(rent, coordinator, look, now):
    operations.change_cost(
        line=rent,
        amount=2_800_00,
        first_on=day("2026-06-16"),
        assumed=False,
        by=coordinator,
        now=now,
    )

    months = {str(m.first): m.missing for m in look().runway.months(rent.pk)}
    assert months["2026-05-01"] == 1_400_00
    assert months["2026-06-01"] == 700_00 + 1_400_00
    assert months["2026-07-01"] == 2_800_00


def test_from_one_day_on_there_is_one_amount(rent, coordinator, now):
    later = now + dt.timedelta(hours=1)
    given = {"line": rent, "first_on": day("2026-01-01"), "assumed": False}
    said = refused(operations.change_cost, **given, amount=1, by=coordinator, now=later)
    assert said.field == "first_on"

    old = CostAmount.objects.get()
    operations.change_cost(
        **given, amount=1_500_00, by=coordinator, now=later, instead_of=old
    )
    standing = CostAmount.objects.standing().get()
    assert standing.amount == 1_500_00
    assert CostAmount.objects.count() == 2  # the old one stays in the record


def test_what_is_withdrawn_counts_no_more_and_stays(award, rent, coordinator, look):
    made = award([rent], "2026-01-01", "2026-12-31")
    assert look().missing < 12 * 1_400_00

    assert refused(
        operations.withdraw, entry=made, why=" ", by=coordinator, now=NOW
    ).field == "why"  # fmt: skip
    operations.withdraw(entry=made, why="Doppelt", by=coordinator, now=NOW)

    assert look().awards == ()
    assert Award.objects.get().withdrawn_why == "Doppelt"
    assert "funding.withdraw" in Written.objects.values_list("verb", flat=True)


def test_a_form_sent_twice_enters_one_award(award, rent, apply, step):
    for _twice in range(2):
        award([rent], "2026-01-01", "2026-12-31")
        application = apply("House of Resources")
        step(application, "meeting", "28.10.2026", body="Ausschuss")

    assert (Award.objects.count(), Application.objects.count()) == (1, 1)
    assert Step.objects.filter(kind="meeting").count() == 1


def test_a_decision_before_the_application_is_refused(apply, step):
    application = apply("House of Resources", on="5.2.2026")

    assert refused(step, application, "rejected", "1/2026").field == "on"
    # Known by its month alone it may well lie after the fifth.
    assert step(application, "rejected", "2/2026").on == "2026-02"
    assert application.state() == "rejected"


def test_a_decision_still_to_come_is_no_decision(apply, step):
    application = apply("House of Resources", on="2025")

    assert refused(step, application, "rejected", "1.4.2026").field == "on"
    assert step(application, "meeting", "1.4.2026", body="Ausschuss").on == "2026-04-01"


def test_after_the_decision_nothing_follows_until_it_is_withdrawn(
    apply, step, coordinator
):
    application = apply("House of Resources")
    no = step(application, "rejected", "2/2026", reason="Kein Geld")
    assert refused(step, application, "approved", "3/2026").field == "kind"

    operations.withdraw(entry=no, why="Verwechselt", by=coordinator, now=NOW)
    step(Application.objects.get(), "approved", "3/2026")
    assert Application.objects.get().state() == "approved"


def test_seen_from_before_the_decision_the_application_is_open(apply, step, look, rent):
    application = apply("House of Resources", on="2025", lines=[rent])
    step(application, "rejected", "5.2.2026")

    assert [one.title for one in look("2026-02-04").pending] == ["House of Resources"]
    assert look("2026-02-05").pending == []


def test_only_coordination_and_deputy_enter(
    enter_line, apply, kassel, city_officer, funder, stranger, foreign_coordinator
):
    auditor = visitor(make_user("pruef@x.example", "Pia"), "auditor", kassel)
    for other in (auditor, city_officer, funder, stranger, foreign_coordinator):
        refused(enter_line, by=other)
        refused(apply, "Geheim", by=other)
    assert not CostLine.objects.exists()
    deputy = visitor(make_user("stell@x.example", "Jo"), "deputy", kassel)
    assert enter_line(by=deputy).pk


def test_a_line_stands_once(enter_line, rent):
    assert refused(enter_line).field == "name"
    assert refused(enter_line, "other").field == "name"
    assert enter_line("other", name="Telefon").name == "Telefon"

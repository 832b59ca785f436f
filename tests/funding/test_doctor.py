"""What the doctor finds about money, in which centre."""

from allin.funding import doctor
from allin.funding.models import CostAmount, CostLine


def rules(now):
    return [(one.rule, one.centre, one.count) for one in doctor.findings(now)]


def test_nothing_to_say_about_what_the_operations_made(rent, award, now):
    award([rent], "2026-01-01", "2026-12-31", amount=100)

    assert rules(now) == []


def test_money_for_costs_that_are_all_withdrawn_is_found(
    rent, coordination, award, kassel, now
):
    award([rent], "2026-01-01", "2026-12-31", amount=100)
    award([rent, coordination], "2027-01-01", "2027-12-31", amount=100)
    CostLine.objects.filter(pk=rent.pk).update(withdrawn_at=now, withdrawn_why="x")

    assert rules(now) == [("award_pays_nothing", kassel.pk, 1)]


def test_an_amount_of_another_centre_is_found(rent, elsewhere, now):
    CostAmount.objects.update(centre=elsewhere)

    assert rules(now) == [("costamount_of_another_centre", elsewhere.pk, 1)]


def test_a_line_of_another_centre_under_an_award_is_found(
    rent, award, kassel, elsewhere, now
):
    award([rent], "2026-01-01", "2026-12-31", amount=100)
    CostAmount.objects.update(centre=elsewhere)
    CostLine.objects.update(centre=elsewhere)

    assert rules(now) == [("award_of_another_centre", kassel.pk, 1)]

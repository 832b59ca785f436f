"""Forgetting: the person goes on the day that was fixed, the figures stay."""

import datetime as dt

from allin.counselling import doctor, statistics
from allin.counselling.models import DeletionReport, Referral, Session, Slip
from allin.counselling.operations.close import close
from allin.counselling.operations.forget import forget
from allin.counselling.rules import Outcome, State
from allin.vault import operations as vault
from tests.conftest import NOW


def later(days):
    return NOW + dt.timedelta(days=days)


def test_nothing_to_forget_leaves_no_report(accepted, kassel):
    assert forget(centre=kassel, now=NOW) is None


def test_what_nobody_accepted_expires_after_thirty_days(pass_on, kassel):
    referral = pass_on().referral
    subject_id = referral.subject_id

    assert forget(centre=kassel, now=later(30)) is None
    report = forget(centre=kassel, now=later(31))

    referral.refresh_from_db()
    assert referral.state == State.EXPIRED
    assert not vault.exists(subject_id=subject_id)
    assert (report.expired, report.subjects) == (1, [str(subject_id)])
    (gap,) = statistics.unmet(centre=kassel, span=statistics.whole_year(2026))
    assert gap.why == "expired"


def test_a_week_later_even_the_code_is_gone(pass_on, kassel):
    pass_on()
    forget(centre=kassel, now=later(31))
    forget(centre=kassel, now=later(40))

    assert not Referral.objects.exists()


def test_closed_ones_go_after_ninety_days_and_the_figures_stay(
    accepted, adviser, kassel
):
    close(referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW)
    span = statistics.whole_year(2026)
    before = statistics.totals(centre=kassel, span=span)

    assert forget(centre=kassel, now=later(90)) is None
    report = forget(centre=kassel, now=later(91))

    assert report.referrals == 1
    assert not Referral.objects.exists()
    assert not Session.objects.exists()
    assert statistics.totals(centre=kassel, span=span) == before


def test_accepted_ones_are_not_forgotten_while_somebody_works_on_them(accepted, kassel):
    assert forget(centre=kassel, now=later(200)) is None


def test_running_twice_forgets_once(pass_on, kassel):
    pass_on()
    forget(centre=kassel, now=later(31))

    assert forget(centre=kassel, now=later(31)) is None
    assert DeletionReport.objects.count() == 1


def test_another_centre_is_left_alone(pass_on, elsewhere):
    pass_on()

    assert forget(centre=elsewhere, now=later(100)) is None
    assert Referral.objects.count() == 1


def test_the_doctor_lists_what_is_overdue_without_content(pass_on):
    referral = pass_on().referral
    assert list(doctor.findings(later(31))) == []

    (finding,) = doctor.findings(later(33))
    assert (finding.rule, finding.count) == ("retention_overdue", 1)
    assert finding.ids == (f"referral:{referral.pk}",)


def test_slips_nobody_came_with_go_too(kassel, offices):
    Slip.objects.create(
        centre=kassel,
        code="K7-4M2",
        topic=offices,
        language="ar",
        place="Treppe 4",
        starts_at=NOW,
        ends_at=later(1),
        made_at=NOW,
        forget_on=dt.date(2026, 4, 1),
    )

    assert forget(centre=kassel, now=later(30)).slips == 1
    assert not Slip.objects.exists()

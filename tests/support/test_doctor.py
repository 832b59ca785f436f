"""What the doctor finds about support, in which centre."""

import datetime as dt

from allin.support import doctor
from allin.support.models import Request
from tests.support.conftest import make_association

MONTHS = dt.timedelta(days=60)


def rules(now):
    return [(one.rule, one.centre, one.count) for one in doctor.findings(now)]


def test_nothing_to_say_about_what_the_operations_made(ask, advise, plan_meeting, now):
    ask()
    advise()
    plan_meeting()

    assert rules(now) == []


def test_who_waits_a_month_too_long_is_found(ask, kassel, now):
    ask()

    assert rules(now + MONTHS) == [("request_forgotten", kassel.pk, 1)]


def test_a_meeting_nobody_noted_is_found(plan_meeting, kassel, now):
    plan_meeting()

    assert rules(now + MONTHS) == [("meeting_not_noted", kassel.pk, 1)]


def test_an_association_of_another_centre_is_found(ask, kassel, elsewhere, now):
    ask()
    Request.objects.update(association=make_association(elsewhere, "Fremd e. V."))

    assert rules(now) == [("request_of_another_centre", kassel.pk, 1)]

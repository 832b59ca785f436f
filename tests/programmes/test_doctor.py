"""What the doctor finds about programmes, in which centre."""

import datetime as dt

from allin.directory.models import Programme
from allin.programmes import doctor
from allin.programmes.models import Path, Registration
from allin.programmes.rules import kernel as rules_of
from tests.programmes.test_tandem import (  # noqa: F401  (fixtures)
    garden,
    programme,
    proposed,
)

MONTHS = dt.timedelta(days=60)


def rules(now):
    return [(one.rule, one.centre, one.count) for one in doctor.findings(now)]


def test_nothing_to_say_about_what_the_operations_made(plan, course, sign_up, now):
    plan()
    sign_up(course())

    assert rules(now) == []


def test_a_date_nobody_noted_is_found(plan, kassel, now):
    plan()

    assert rules(now + MONTHS) == [("occasion_not_noted", kassel.pk, 1)]


def test_a_seat_offered_for_too_long_is_found(course, sign_up, kassel, now):
    sign_up(course())
    Registration.objects.update(
        state=rules_of.OFFERED, offered_until=now - dt.timedelta(days=3)
    )

    assert rules(now) == [("offer_stuck", kassel.pk, 1)]


def test_a_way_kept_too_long_and_one_that_leads_to_nobody_are_found(setup, kassel, now):
    about = {
        "centre": kassel,
        "programme": setup.programme,
        "since": now,
        "opened_on": now.date(),
        "consented_at": now,
    }
    Path.objects.create(
        code="A",
        subject_id="00000000-0000-4000-8000-000000000001",
        forget_on=now.date() - dt.timedelta(days=3),
        **about,
    )
    Path.objects.create(code="B", forget_on=now.date(), **about)

    assert rules(now) == [
        ("retention_overdue", kassel.pk, 1),
        ("path_without_person", kassel.pk, 1),
    ]


def test_a_tandem_whose_partner_left_is_found(proposed, garden, kassel, now):  # noqa: F811
    garden.left_on = now.date()
    garden.save()

    assert rules(now) == [("tandem_of_nobody", kassel.pk, 1)]


def test_a_programme_of_another_centre_is_found(plan, kassel, elsewhere, now):
    plan()
    Programme.objects.update(centre=elsewhere)

    assert rules(now) == [("occasion_of_another_centre", kassel.pk, 1)]

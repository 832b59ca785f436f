import datetime as dt

from allin.accounts import doctor, operations
from allin.accounts.models import Grant


def rules_of(now):
    return {one.rule: one.count for one in doctor.findings(now)}


def test_a_role_given_past_the_rules_is_found(kassel, derya, now):
    assert rules_of(now) == {"second_factor_not_required": 1}

    operations.require_second_factor(user=derya, centre=kassel, now=now)

    assert rules_of(now) == {}


def test_a_missing_second_factor_is_found_after_a_month(kassel, derya, now):
    operations.require_second_factor(user=derya, centre=kassel, now=now)
    derya.last_login = now
    derya.save()

    assert rules_of(now + dt.timedelta(days=31)) == {"second_factor_missing": 1}


def test_links_lapsed_for_long_are_found(kassel, coordinator, now):
    Grant.objects.all().delete()
    operations.invite(
        centre=kassel, email="x@allin.example", name="X", kind="city",
        by=coordinator, now=now,
    )  # fmt: skip

    assert rules_of(now + dt.timedelta(days=40)) == {"invitation_lapsed": 1}

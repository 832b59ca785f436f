"""What is not as it should be with the people who sign in. Counts and ids only."""

import datetime as dt
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from allin.accounts import rules
from allin.accounts.models import Grant, Invitation, SecondFactorDuty
from allin.core.findings import Finding

LONG = dt.timedelta(days=30)


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Find roles without the duty of a second factor, and links lapsed for long."""
    yield from _without_duty()
    yield from _without_factor(now)
    yield from _lapsed(now)


def _finding(rule: str, sentence: str, ids: list[int], level: str) -> Iterable[Finding]:
    if ids:
        yield Finding(
            room="accounts",
            rule=rule,
            sentence=sentence,
            count=len(ids),
            level="bad" if level == "bad" else "warn",
            ids=tuple(str(one) for one in ids[:20]),
        )


def _without_duty() -> Iterable[Finding]:
    duty = SecondFactorDuty.objects.filter(
        centre=OuterRef("centre"), user=OuterRef("user")
    )
    rows = Grant.objects.filter(ended_at=None, kind__in=rules.TWICE).exclude(
        Exists(duty)
    )
    sentence = _("Roles that open people's details ask for no second factor.")
    ids = list(rows.values_list("pk", flat=True))
    yield from _finding("second_factor_not_required", sentence, ids, "bad")


def _without_factor(now: dt.datetime) -> Iterable[Finding]:
    """Of those who signed in at all: others are led to it at the first sign-in."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    proven = Authenticator.objects.filter(user=OuterRef("user"), type__in=kinds)
    rows = SecondFactorDuty.objects.filter(
        user__last_login__isnull=False, since__lt=now - LONG
    ).exclude(Exists(proven))
    sentence = _("People who need a second factor have not set one up for a month.")
    ids = list(rows.values_list("user_id", flat=True).distinct())
    yield from _finding("second_factor_missing", sentence, ids, "warn")


def _lapsed(now: dt.datetime) -> Iterable[Finding]:
    rows = Invitation.objects.lapsed(now - LONG)
    sentence = _("Invitations nobody used lapsed more than a month ago.")
    ids = list(rows.values_list("pk", flat=True))
    yield from _finding("invitation_lapsed", sentence, ids, "warn")

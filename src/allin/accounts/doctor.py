"""What is not as it should be with the people who sign in. Counts and ids only."""

import datetime as dt
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from allin.accounts import rules
from allin.accounts.models import Grant, Invitation, SecondFactorDuty
from allin.core.findings import Finding, found

ROOM = "accounts"
TEAM = "accounts:team"
LONG = dt.timedelta(days=30)


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Find roles without the duty of a second factor, and links lapsed for long."""
    duty = SecondFactorDuty.objects.filter(
        centre=OuterRef("centre"), user=OuterRef("user")
    )
    yield from found(
        Grant.objects.filter(ended_at=None, kind__in=rules.TWICE).exclude(Exists(duty)),
        ROOM,
        "second_factor_not_required",
        _("Roles that open people's details ask for no second factor."),
        page=TEAM,
    )
    yield from _without_factor(now)
    yield from found(
        Invitation.objects.lapsed(now - LONG),
        ROOM,
        "invitation_lapsed",
        _("Invitations nobody used lapsed more than a month ago."),
        level="warn",
        page=TEAM,
    )


def _without_factor(now: dt.datetime) -> Iterable[Finding]:
    """Of those who signed in at all: others are led to it at the first sign-in."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    proven = Authenticator.objects.filter(user=OuterRef("user"), type__in=kinds)
    rows = SecondFactorDuty.objects.filter(
        user__last_login__isnull=False, since__lt=now - LONG
    ).exclude(Exists(proven))
    yield from found(
        rows,
        ROOM,
        "second_factor_missing",
        _("People who need a second factor have not set one up for a month."),
        level="warn",
        page=TEAM,
        named="user_id",
    )

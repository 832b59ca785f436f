"""Roles are given and ended; some ask for a second factor."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.accounts import permissions, rules
from allin.accounts.models import Grant, Invitation, SecondFactorDuty, User
from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core import people
from allin.core.errors import Refusal
from allin.core.people import Person


def grant_role(*, centre: Centre, user: User, kind: str, now: dt.datetime) -> None:
    """Give a role; having it already is fine. Callers ask who may."""
    Grant.objects.get_or_create(
        centre=centre,
        user=user,
        kind=kind,
        ended_at=None,
        defaults={"granted_at": now},
    )


def coordinators(centre: Centre) -> int:
    """Return how many people coordinate the centre right now."""
    return Grant.objects.filter(
        centre=centre, kind=people.COORDINATOR, ended_at=None, user__is_active=True
    ).count()


def readers(centre: Centre, kinds: Collection[str]) -> list[tuple[int, str]]:
    """
    Return id and language of everybody who holds one of these roles right now.

    To be written to, each once; the language is "" where nobody chose one.
    """
    rows = Grant.objects.filter(
        centre=centre, kind__in=kinds, ended_at=None, user__is_active=True
    )
    found = rows.order_by("user_id").values_list("user_id", "user__language")
    return list(found.distinct())


@transaction.atomic
def end_role(*, grant: Grant, by: Person, now: dt.datetime) -> None:
    """
    End a role; what the person did stays, what they see ends at once.

    :raises Refusal: if nobody else would coordinate the centre, or the person who
        asks does not
    Source: docs/rules.md#R-AC3
    """
    if not permissions.can_manage_team(by, grant.centre):
        raise Refusal(_("Only the coordination ends a role."))
    # Two who end each other's role in the same moment meet at this row.
    Centre.objects.select_for_update().get(pk=grant.centre_id)
    if grant.kind == people.COORDINATOR and coordinators(grant.centre) < 2:  # noqa: PLR2004
        raise Refusal(
            _("Nobody else coordinates this centre. Give somebody the role first.")
        )
    Grant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now)
    Invitation.objects.open(now).filter(
        centre=grant.centre, user=grant.user, kind=grant.kind
    ).update(expires_at=now)
    audit.record(
        centre=grant.centre,
        verb="accounts.end_role",
        thing="accounts.User",
        thing_id=grant.user_id,
        by=by,
        now=now,
        detail=grant.kind,
    )


@dataclass(frozen=True)
class Member:
    """
    One line of the team: a person and one role.

    :param name: the invitation's until it is used, so that a known address tells
        nothing about itself
    :param last: when they last signed in, None if never or not yet here
    """

    grant: Grant
    name: str
    last: dt.datetime | None
    has_joined: bool


def members(centre: Centre) -> list[Member]:
    """Return who holds which role right now, by role and name."""
    names: dict[tuple[int, str], Invitation] = {}
    for row in Invitation.objects.filter(centre=centre).order_by("pk"):
        names[row.user_id, row.kind] = row
    joined = {row.user_id for row in names.values() if row.used_at}
    lines = []
    for grant in Grant.objects.filter(centre=centre, ended_at=None).select_related(
        "user"
    ):
        invited = names.get((grant.user_id, grant.kind))
        here = invited is None or grant.user_id in joined
        name = str(grant.user) if here or invited is None else invited.name
        lines.append(Member(grant, name, grant.user.last_login if here else None, here))
    order = list(rules.GRANTED_HERE)
    return sorted(lines, key=lambda one: (order.index(one.grant.kind), one.name))


@transaction.atomic
def require_second_factor(*, user: User, centre: Centre, now: dt.datetime) -> None:
    """
    Note that this person must prove twice who they are, from the next page on.

    Whoever grants a belonging that opens cases calls this. Calling twice is harmless.
    Source: docs/rules.md#R-AC4
    """
    SecondFactorDuty.objects.get_or_create(
        centre=centre, user=user, defaults={"since": now}
    )

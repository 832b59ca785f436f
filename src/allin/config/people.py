"""Binds what accounts, directory and volunteers know of a user into one person."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest

from allin.accounts.models import Grant, SecondFactorDuty
from allin.core.people import STRANGER, Role, Visitor
from allin.desk import roles
from allin.directory import models as directory
from allin.volunteers import models as volunteers


def _granted(user_id: int, centre_id: int) -> Iterable[Role]:
    for kind in Grant.objects.filter(
        user_id=user_id, centre_id=centre_id, ended_at__isnull=True
    ).values_list("kind", flat=True):
        yield Role(kind, centre_id)


# Each room that grants a belonging adds its own `roles_of(user_id, centre_id)`.
SOURCES: list[Callable[[int, int], Iterable[Role]]] = [
    _granted,
    directory.roles_of,
    volunteers.roles_of,
]


def roles_in(user_id: int, centre_id: int) -> list[Role]:
    """Return everything the user is in the centre, in the order of the house."""
    return roles.in_order(
        {role for source in SOURCES for role in source(user_id, centre_id)}
    )


def person_of(request: HttpRequest) -> Visitor:
    """Return who asks, in the one role they chose for this centre."""
    user = request.user
    centre = getattr(request, "centre", None)
    if not user.is_authenticated:
        return STRANGER
    if centre is None:
        return Visitor(id=user.pk, name=str(user))
    every = roles_in(user.pk, centre.pk)
    chosen = request.session.get(roles.session_key(centre.pk), "")
    current = next((r for r in every if roles.code_of(r) == chosen), None)
    if current is None and every:
        current = every[0]
    return Visitor(
        id=user.pk,
        name=str(user),
        roles=frozenset({current} if current else ()),
        others=tuple(role for role in every if role != current),
    )


def owes_second_factor(user_id: int) -> bool:
    """Whether a role of this user, in any centre, asks for a second factor."""
    return SecondFactorDuty.objects.filter(user_id=user_id).exists()

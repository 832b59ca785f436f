"""What happens to people who sign in: invited, let in, given and relieved of roles."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from allin.accounts import permissions, rules
from allin.accounts.models import Grant, Invitation, SecondFactorDuty, SignIn, User
from allin.centres.models import Centre
from allin.core import people
from allin.core.errors import Refusal
from allin.core.people import Person

SALT = "allin.accounts.invitation"


@transaction.atomic
def invite(
    *,
    centre: Centre,
    email: str,
    name: str,
    kind: str,
    by: Person,
    now: dt.datetime,
) -> User:
    """
    Invite somebody by a one-time link, as a letter; make the user if there is none.

    A known address is treated as an unknown one: the same rows, the same letter, and
    the name typed here is the one shown until the link is used.

    :param kind: one of `core.people.KINDS`; roles of `accounts` are granted at once,
        a belonging (board, referrer, volunteer) is written by the room that calls
    :raises Refusal: if a role is granted by somebody other than the coordinator
    Source: docs/rules.md#R-AC1, docs/rules.md#R-AC2
    """
    if kind in rules.GRANTED_HERE and not permissions.can_manage_team(by, centre):
        raise Refusal(_("Only the coordination invites to this role."))
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, name.strip()[:120], created_at=now)
    if kind in rules.GRANTED_HERE:
        _grant(centre=centre, user=user, kind=kind, now=now)
    if kind in rules.TWICE:
        require_second_factor(user=user, centre=centre, now=now)
    _new_invitation(centre=centre, user=user, name=name, kind=kind, now=now)
    return user


def _new_invitation(
    *, centre: Centre, user: User, name: str, kind: str, now: dt.datetime
) -> Invitation:
    Invitation.objects.open(now).filter(centre=centre, user=user, kind=kind).update(
        expires_at=now
    )
    return Invitation.objects.create(
        centre=centre,
        user=user,
        name=name.strip()[:120],
        kind=kind,
        nonce=secrets.token_urlsafe(18),
        invited_at=now,
        expires_at=now + rules.LINK_LASTS,
    )


def token_of(invitation: Invitation) -> str:
    """Return the secret part of the link; it can be made again until it is used."""
    return signing.Signer(salt=SALT).sign(invitation.nonce).replace(":", "~")


def invitation_of(token: str, centre: Centre | None) -> Invitation | None:
    """Return the invitation of this centre a link leads to, used or lapsed ones too."""
    try:
        nonce = signing.Signer(salt=SALT).unsign(token.replace("~", ":"))
    except signing.BadSignature:
        return None
    return (
        Invitation.objects.filter(nonce=nonce, centre=centre)
        .select_related("user", "centre")
        .first()
    )


@transaction.atomic
def accept(*, invitation: Invitation, now: dt.datetime) -> User:
    """
    Use the link: from now on it opens nothing any more.

    :raises Refusal: if it was used before, even in the same moment, or has lapsed
    Source: docs/rules.md#R-AC2
    """
    used = Invitation.objects.open(now).filter(pk=invitation.pk).update(used_at=now)
    if not used:
        raise Refusal(_("This link was used before, or has lapsed."))
    user = invitation.user
    if not user.is_active:
        raise Refusal(_("This account is closed. Ask the coordination."))
    if not user.name and invitation.name:
        user.name = invitation.name
        user.save(update_fields=["name"])
    return user


@transaction.atomic
def renew(*, invitation: Invitation, now: dt.datetime) -> Invitation:
    """
    Send a lapsed invitation anew, to the same address; anybody holding it may ask.

    :raises Refusal: if it was used, or is still good
    Source: docs/rules.md#R-AC2
    """
    if invitation.used_at is not None:
        raise Refusal(_("This link was used before. You can sign in."))
    if invitation.is_open(now):
        raise Refusal(_("This link is still good."))
    return _new_invitation(
        centre=invitation.centre,
        user=invitation.user,
        name=invitation.name,
        kind=invitation.kind,
        now=now,
    )


def _grant(*, centre: Centre, user: User, kind: str, now: dt.datetime) -> None:
    Grant.objects.get_or_create(
        centre=centre,
        user=user,
        kind=kind,
        ended_at=None,
        defaults={"granted_at": now},
    )


@transaction.atomic
def found(*, centre: Centre, email: str, name: str, now: dt.datetime) -> Invitation:
    """
    Let the first coordinator of a new centre in; only `allin init` and `demo` do.

    :raises Refusal: if the centre has a coordinator already
    """
    if coordinators(centre):
        raise Refusal(_("The centre has a coordinator already."))
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, name.strip()[:120], created_at=now)
    _grant(centre=centre, user=user, kind=people.COORDINATOR, now=now)
    require_second_factor(user=user, centre=centre, now=now)
    return _new_invitation(
        centre=centre, user=user, name=name, kind=people.COORDINATOR, now=now
    )


def coordinators(centre: Centre) -> int:
    """Return how many people coordinate the centre right now."""
    return Grant.objects.filter(
        centre=centre, kind=people.COORDINATOR, ended_at=None, user__is_active=True
    ).count()


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
def change_account(*, user: User, name: str, language: str, theme: str) -> User:
    """Change what the account is called, which language it speaks, how it looks."""
    user.name, user.language, user.theme = name, language, theme
    user.save(update_fields=["name", "language", "theme"])
    return user


@transaction.atomic
def note_sign_in(
    *, user: User, session_key: str, agent: str, now: dt.datetime
) -> SignIn:
    """
    Note that a device is signed in, so that it can be ended from another.

    :param agent: a short word for the browser; the whole header is not kept
    """
    row, _new = SignIn.objects.update_or_create(
        session_key=session_key,
        defaults={"user": user, "agent": agent[:80], "began_at": now},
    )
    return row


@transaction.atomic
def sign_out_elsewhere(*, user: User, but: str) -> int:
    """
    End every sign-in of the user but the one with this session key.

    :returns: how many were ended
    """
    others = SignIn.objects.filter(user=user).exclude(session_key=but)
    keys = list(others.values_list("session_key", flat=True))
    for key in keys:
        SessionStore(key).delete()
    others.delete()
    return len(keys)


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

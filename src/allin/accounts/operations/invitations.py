"""People come in by a link that works once."""

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from allin.accounts import permissions, rules
from allin.accounts.models import Invitation, User
from allin.accounts.operations.roles import (
    coordinators,
    grant_role,
    require_second_factor,
)
from allin.audit import operations as audit
from allin.centres import operations as centres
from allin.centres.models import Centre
from allin.core import people
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.outbox import operations as outbox

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
    language: str = "",
) -> User:
    """
    Invite somebody by a one-time link, as a letter; make the user if there is none.

    A known address is treated as an unknown one: the same rows, the same letter, and
    the name typed here is the one shown until the link is used.

    :param kind: one of `core.people.KINDS`; roles of `accounts` are granted at once,
        a belonging (board, referrer, volunteer) is written by the room that calls
    :param language: the letter's and a new account's, "" for the centre's. A known
        account keeps its own, and nothing that is shown here tells
    :raises Refusal: if a role is granted by somebody other than the coordinator
    Source: docs/rules.md#R-AC1, docs/rules.md#R-AC2
    """
    if kind in rules.GRANTED_HERE and not permissions.can_manage_team(by, centre):
        raise Refusal(_("Only the coordination invites to this role."))
    language = language if language in dict(settings.LANGUAGES) else ""
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(
            address, name.strip()[:120], created_at=now, language=language
        )
    if kind in rules.GRANTED_HERE:
        grant_role(centre=centre, user=user, kind=kind, now=now)
    if kind in rules.TWICE:
        require_second_factor(user=user, centre=centre, now=now)
    _new_invitation(
        centre=centre, user=user, name=name, kind=kind, by=by, now=now,
        language=language,
    )  # fmt: skip
    return user


def _new_invitation(
    *,
    centre: Centre,
    user: User,
    name: str,
    kind: str,
    by: Person | None,
    now: dt.datetime,
    language: str = "",
) -> Invitation:
    Invitation.objects.open(now).filter(centre=centre, user=user, kind=kind).update(
        expires_at=now
    )
    invitation = Invitation.objects.create(
        centre=centre,
        user=user,
        name=name.strip()[:120],
        kind=kind,
        language=language,
        nonce=secrets.token_urlsafe(18),
        invited_at=now,
        expires_at=now + rules.LINK_LASTS,
    )
    _write(invitation, now)
    audit.record(
        centre=centre,
        verb="accounts.invite",
        thing="accounts.User",
        thing_id=user.pk,
        by=by,
        now=now,
        detail=kind,
    )
    return invitation


def _write(invitation: Invitation, now: dt.datetime) -> None:
    """Write the letter, in the reader's language if the account has one."""
    centre = invitation.centre
    own = invitation.user.language or invitation.language
    with translation.override(own or centre.language):
        body = _(
            "%(centre)s invites you to work together.\n\n"
            "This link works once, for seven days:\n%(link)s\n\n"
            "If you do not know what this is about, you can ignore it."
        ) % {
            "centre": centre.name,
            "link": address_of(invitation),
        }
        outbox.write(
            centre=centre,
            to_kind="accounts.user",
            to_id=invitation.user_id,
            body=body,
            language=translation.get_language() or centre.language,
            now=now,
        )


def address_of(invitation: Invitation) -> str:
    """Return the whole address of the link; it opens in the reader's language."""
    link = centres.link(invitation.centre, "accounts:join", token_of(invitation))
    spoken = invitation.language
    return f"{link}?lang={spoken}" if spoken else link


def newest(*, centre: Centre, user: User, kind: str) -> Invitation | None:
    """Return the last invitation of somebody to this role, used and lapsed ones too."""
    rows = Invitation.objects.of(centre).filter(user=user, kind=kind)
    return rows.order_by("-pk").first()


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
    audit.record(
        centre=invitation.centre,
        verb="accounts.accept",
        thing="accounts.User",
        thing_id=user.pk,
        by=None,
        now=now,
        detail=invitation.kind,
    )
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
        by=None,
        now=now,
        language=invitation.language,
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
    grant_role(centre=centre, user=user, kind=people.COORDINATOR, now=now)
    require_second_factor(user=user, centre=centre, now=now)
    return _new_invitation(
        centre=centre,
        user=user,
        name=name,
        kind=people.COORDINATOR,
        by=None,
        now=now,
    )

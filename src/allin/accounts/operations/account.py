"""What somebody does with their own account."""

import datetime as dt

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from allin.accounts.models import Grant, Invitation, SignIn, User
from allin.centres.models import Centre


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


def centre_of(user: User | None) -> Centre | None:
    """Return a centre that wrote to this user before, for letters about signing in."""
    if user is None:
        return None
    last = Invitation.objects.filter(user=user).order_by("-pk").first()
    if last is not None:
        return last.centre
    grant = Grant.objects.filter(user=user, ended_at=None).order_by("pk").first()
    return grant.centre if grant else None

"""Public forms that looked like a machine's, kept sealed for a day."""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allin.accounts import permissions
from allin.accounts.models import HeldBack
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.vault import operations as vault


@transaction.atomic
def hold_back(
    *, centre: Centre, form_name: str, path: str, data: dict[str, Any], now: dt.datetime
) -> HeldBack:
    """
    Keep a public form that looked like a machine's, sealed, for a day.

    Source: docs/rules.md#R-AC6
    """
    key = f"held:{secrets.token_urlsafe(24)}"
    vault.keep_draft(key=key, data=data, now=now)
    return HeldBack.objects.create(
        centre=centre, form_name=form_name, path=path[:300], draft_key=key, came_at=now
    )


def content_of(held: HeldBack, *, now: dt.datetime) -> dict[str, list[str]] | None:
    """Return what was sent, or None when its day is over."""
    return vault.open_draft(key=held.draft_key, now=now)


@transaction.atomic
def settle_held(*, held: HeldBack, by: Person, now: dt.datetime) -> None:
    """
    Take a held-back form off the list; its content is forgotten at once.

    :raises Refusal: if the person does not look after such forms
    """
    if not permissions.can_see_held_back(by, held.centre):
        raise Refusal(_("Only the coordination looks through this."))
    HeldBack.objects.filter(pk=held.pk).update(settled_at=now)
    vault.drop_draft(key=held.draft_key)

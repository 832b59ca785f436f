"""Asking associations whether their entry is still right, by a letter with a link."""

import datetime as dt
import hashlib
import secrets
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.audit.operations import record
from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core import recipients
from allin.core.errors import Refusal
from allin.core.people import BOARD, Role, Visitor
from allin.directory.models import Association, Offer
from allin.directory.operations.associations import confirm_association
from allin.directory.operations.offers import confirm
from allin.directory.rules.confirmation import ASK_AGAIN, LINK_FOR, stale_before
from allin.outbox import operations as outbox

KIND: Final = "directory.association"
TOKEN_BYTES: Final = 24


def ask_to_confirm(*, now: dt.datetime) -> int:
    """
    This will write to every association whose entry or offers are too old.

    At most one letter a month each; run by a job, as often as one likes. Where no
    address is known the coordination sees it on the first page. Returns how many
    letters were written. Source: docs/rules.md#R-D11 (D4, D5)
    """
    asked = 0
    for centre in Centre.objects.order_by("pk"):
        stale = stale_before(centre.settings, now.astimezone(centre.tz).date())
        found = Association.objects.of(centre).standing().unconfirmed(stale)
        for association in found.select_related("centre"):
            asked += _ask(association, now)
    return asked


@transaction.atomic
def _ask(association: Association, now: dt.datetime) -> int:
    reader = recipients.find(KIND, association.pk)
    if reader is None or not reader.address:
        return 0
    token = secrets.token_urlsafe(TOKEN_BYTES)
    due = Association.objects.filter(pk=association.pk).exclude(
        asked_to_confirm_at__gt=now - ASK_AGAIN
    )
    if not due.update(asked_to_confirm_at=now, confirm_hash=hash_of(token)):
        return 0
    with override(reader.language):
        body = _(
            "Is what we say about %(name)s still right? Please look and confirm it "
            "with one tap. The link works for 30 days: %(address)s"
        ) % {
            "name": association.called,
            "address": link(association.centre, "directory:asked", token),
        }
        outbox.write(
            centre=association.centre,
            to_kind=KIND,
            to_id=association.pk,
            body=body,
            language=reader.language,
            now=now,
        )
    record(
        centre=association.centre,
        verb="directory.ask_to_confirm",
        thing="directory.association",
        thing_id=association.pk,
        by=None,
        now=now,
    )
    return 1


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def asked_by_token(
    token: str, *, centre: Centre, now: dt.datetime
) -> Association | None:
    """Return the association a link belongs to, while the link works."""
    found: Association | None = (
        Association.objects.of(centre)
        .standing()
        .filter(confirm_hash=hash_of(token), asked_to_confirm_at__gt=now - LINK_FOR)
        .select_related("centre")
        .first()
    )
    return found


@transaction.atomic
def confirm_by_link(*, token: str, centre: Centre, now: dt.datetime) -> Association:
    """
    This will confirm an association's entry and its published offers, as its board.

    The link stays good for looking until it runs out; a second tap changes nothing.

    :raises Refusal: if the link has run out or another took its place
    Source: docs/rules.md#R-D11 (D5)
    """
    association = asked_by_token(token, centre=centre, now=now)
    if association is None:
        raise Refusal(_("This link has run out. The next letter has a new one."))
    today = now.astimezone(centre.tz).date()
    board = Role(BOARD, centre.pk, association.pk)
    by = Visitor(id=None, name="", roles=frozenset({board}))
    if association.confirmed_on != today:
        confirm_association(association=association, by=by, now=now)
    offers = Offer.objects.of(centre).published().filter(association=association)
    for offer in offers.exclude(confirmed_on=today).select_related("centre"):
        confirm(offer=offer, by=by, now=now)
    return association

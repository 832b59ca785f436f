"""The own page by link: made, renewed, made void, opened with a PIN."""

import datetime as dt
import random
import secrets
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.audit import operations as audit
from allin.centres.operations import link
from allin.core.errors import Refusal
from allin.core.people import VOLUNTEER, Person, Role, Visitor
from allin.outbox import operations as outbox
from allin.volunteers.models import OwnLink, Volunteer
from allin.volunteers.operations.codes import CHANCE, digest, fits, hash_of, new_pin
from allin.volunteers.permissions import can_welcome
from allin.volunteers.rules import PIN_TRIES

PAGE: Final = "volunteers:mine_by"


@dataclass(frozen=True)
class MadeLink:
    """
    A link just made.

    :param token: opens the way to the page; kept nowhere
    :param pin: opens the page, to be told by another channel; "" when the person
        already knows it
    """

    volunteer: Volunteer
    token: str
    pin: str = ""

    @property
    def address(self) -> str:
        """The whole address of the own page."""
        where = link(self.volunteer.centre, PAGE, self.token)
        return f"{where}?lang={self.volunteer.language or 'de'}"


@transaction.atomic
def send_link(
    *,
    volunteer: Volunteer,
    pin_digest: str = "",
    pin_about: str = "",
    welcome: bool = False,
    chance: random.Random = CHANCE,
    by: Person | None,
    now: dt.datetime,
) -> MadeLink:
    """
    This will give a volunteer a new link to their own page; the old one is void.

    Who has an e-mail address gets it by letter. Whether it may be given is the
    caller's to know.

    :param pin_digest: of a PIN the person knows already, with `pin_about`; without
        one a new PIN is drawn and returned once
    """
    token, pin = secrets.token_urlsafe(24), ""
    if not pin_digest:
        pin, pin_about = new_pin(chance), secrets.token_hex(16)
        pin_digest = digest(pin, pin_about)
    OwnLink.objects.update_or_create(
        volunteer=volunteer,
        defaults={
            "centre_id": volunteer.centre_id,
            "token_hash": hash_of(token),
            "pin_digest": pin_digest,
            "pin_about": pin_about,
            "pin_tries": 0,
            "made_at": now,
            "revoked_at": None,
        },
    )
    made = MadeLink(volunteer, token, pin)
    if volunteer.email:
        _write(made, welcome=welcome, now=now)
    _record("give_link", volunteer, by, now)
    return made


def _write(made: MadeLink, *, welcome: bool, now: dt.datetime) -> None:
    volunteer = made.volunteer
    about = {"centre": volunteer.centre.name, "address": made.address}
    with override(volunteer.language or "de"):
        if welcome:
            body = _(
                "Hello,\n\n"
                "welcome to %(centre)s. This is your own page: your times, your "
                "hours, your details.\n\n%(address)s\n\n"
                "It opens with your PIN. If you do not have it any more, call us."
            )
        else:
            body = _(
                "Hello,\n\n"
                "here is a new link to your own page at %(centre)s. The old one is "
                "void.\n\n%(address)s\n\n"
                "It opens with the PIN we tell you."
            )
    outbox.write(
        centre=volunteer.centre,
        to_kind="volunteers.volunteer",
        to_id=volunteer.pk,
        body=body % about,
        language=volunteer.language or "de",
        now=now,
    )


@transaction.atomic
def give_link(
    *,
    volunteer: Volunteer,
    chance: random.Random = CHANCE,
    by: Person,
    now: dt.datetime,
) -> MadeLink:
    """
    This will give a new link and PIN to a volunteer's own page, for the coordination.

    Both are shown once; the old link and PIN are void at once.
    :raises Refusal: to anybody but the coordination, and for whoever has stopped
    Source: docs/rules.md#R-V15
    """
    if not can_welcome(by, volunteer.centre):
        raise Refusal(_("Only the coordination gives links."))
    if volunteer.erased_at is not None or volunteer.left_on is not None:
        raise Refusal(_("Whoever has stopped is not invited."))
    return send_link(volunteer=volunteer, chance=chance, by=by, now=now)


@transaction.atomic
def revoke_link(*, volunteer: Volunteer, by: Person, now: dt.datetime) -> None:
    """
    This will make the link to somebody's own page void, open pages included.

    Source: docs/rules.md#R-V15
    """
    if not can_welcome(by, volunteer.centre):
        raise Refusal(_("Only the coordination gives links."))
    standing = OwnLink.objects.filter(volunteer=volunteer, revoked_at__isnull=True)
    if standing.update(revoked_at=now):
        _record("revoke_link", volunteer, by, now)


def by_link(token: str, *, centre_id: int) -> OwnLink | None:
    """Return the link a token belongs to, or None for a void or invented one."""
    found: OwnLink | None = (
        OwnLink.objects.standing()
        .filter(token_hash=hash_of(token), centre_id=centre_id)
        .select_related("volunteer__centre", "volunteer__association")
        .first()
    )
    return found


def open_own(*, own: OwnLink, pin: str, now: dt.datetime) -> Volunteer:
    """
    This will open somebody's own page to who has link and PIN.

    :raises Refusal: for a wrong PIN; after five of them nothing opens any more
    Source: docs/rules.md#R-V15
    """
    with transaction.atomic():
        # The try counts before it is judged, so that racing tries count as well.
        row = OwnLink.objects.standing().filter(pk=own.pk, token_hash=own.token_hash)
        may = row.filter(pin_tries__lt=PIN_TRIES).update(pin_tries=F("pin_tries") + 1)
        if may and fits(pin, kept=own.pin_digest, about=own.pin_about):
            row.update(pin_tries=0, opened_at=now)
            return own.volunteer
    if not may:
        raise Refusal(
            _("Locked after five tries. The coordination gives a new PIN."),
            field="pin",
        )
    raise Refusal(_("This PIN does not fit."), field="pin")


def themselves(volunteer: Volunteer) -> Visitor:
    """Return a volunteer as the person who asks, when a link opened their page."""
    role = Role(VOLUNTEER, volunteer.centre_id, volunteer.pk)
    return Visitor(id=None, name=volunteer.name, roles=frozenset({role}))


def _record(
    verb: str, volunteer: Volunteer, by: Person | None, now: dt.datetime
) -> None:
    audit.record(
        centre=volunteer.centre,
        verb=f"volunteers.{verb}",
        thing="volunteers.volunteer",
        thing_id=volunteer.pk,
        by=by,
        now=now,
    )

"""The list for the control centre: by a secret address and a PIN, or on paper."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Programme
from allin.programmes.models import ControlLink, DutyWeek
from allin.programmes.models.duty.marks import digest
from allin.programmes.operations.duty import who
from allin.programmes.operations.duty.changing import hash_of
from allin.programmes.permissions import can_run_roster
from allin.programmes.rules import duty as rules
from allin.volunteers.models import Volunteer


@dataclass(frozen=True)
class Line:
    """One week as the control centre reads it; None where somebody is missing."""

    week: DutyWeek
    first: Volunteer | None
    second: Volunteer | None
    reserve: Volunteer | None


@dataclass(frozen=True)
class Made:
    """An address and its PIN; neither can be shown again."""

    link: ControlLink
    token: str
    pin: str


def _pin() -> str:
    return f"{secrets.randbelow(10**rules.PIN_LENGTH):0{rules.PIN_LENGTH}}"


def _digest(link_hash: str, pin: str) -> str:
    return digest("pin", f"{link_hash}:{pin}")


@transaction.atomic
def give_link(
    *, programme: Programme, label: str, by: Person, now: dt.datetime
) -> Made:
    """
    This will make a secret address of the list, and the PIN that opens it.

    :param label: who gets it, such as the name of the control centre
    :raises Refusal: not the coordination, no label
    Source: docs/rules.md#R-E7
    """
    if not can_run_roster(by, programme.centre):
        raise Refusal(_("The coordination looks after this roster."))
    token, pin = secrets.token_urlsafe(24), _pin()
    kept = hash_of(token)
    with spoken(), transaction.atomic():
        link = ControlLink.objects.create(
            centre=programme.centre,
            programme=programme,
            label=label.strip()[:80],
            token_hash=kept,
            pin_digest=_digest(kept, pin),
            created_at=now,
        )
    _note("give_control_link", link, by, now)
    return Made(link, token, pin)


@transaction.atomic
def renew_pin(*, link: ControlLink, by: Person, now: dt.datetime) -> str:
    """This will give an address a new PIN and return it; the old one is void."""
    if not can_run_roster(by, link.centre) or link.revoked_at is not None:
        raise Refusal(_("The coordination looks after this roster."))
    pin = _pin()
    link.pin_digest, link.pin_tries = _digest(link.token_hash, pin), 0
    link.save(update_fields=["pin_digest", "pin_tries"])
    _note("renew_control_pin", link, by, now)
    return pin


@transaction.atomic
def revoke(*, link: ControlLink, by: Person, now: dt.datetime) -> None:
    """This will void an address at once. Twice is harmless."""
    if not can_run_roster(by, link.centre):
        raise Refusal(_("The coordination looks after this roster."))
    if ControlLink.objects.standing().filter(pk=link.pk).update(revoked_at=now):
        _note("revoke_control_link", link, by, now)


def link_at(token: str, *, centre_id: int) -> ControlLink | None:
    """Return the standing address a token belongs to, or None."""
    return (
        ControlLink.objects.standing()
        .filter(token_hash=hash_of(token), centre_id=centre_id)
        .select_related("programme__centre", "centre")
        .first()
    )


def open_with_pin(*, link: ControlLink, pin: str, now: dt.datetime) -> list[Line]:
    """
    Open the list for who knows the PIN; it is written down.

    :raises Refusal: a wrong PIN; after five the address is locked
    Source: docs/rules.md#R-E7
    """
    with transaction.atomic():
        may = ControlLink.objects.filter(pk=link.pk, pin_tries__lt=rules.PIN_TRIES)
        counted = may.update(pin_tries=F("pin_tries") + 1)
    if not counted:
        raise Refusal(
            _("Five wrong PINs: this address is locked. The coordination unlocks it."),
            field="pin",
        )
    typed = "".join(sign for sign in pin if sign.isdigit())
    if not constant_time_compare(link.pin_digest, _digest(link.token_hash, typed)):
        raise Refusal(_("This PIN does not fit."), field="pin")
    ControlLink.objects.filter(pk=link.pk).update(pin_tries=0, opened_at=now)
    return control_list(programme=link.programme, by=None, now=now)


def control_list(
    *, programme: Programme, by: Person | None, now: dt.datetime
) -> list[Line]:
    """Return the present week and those after it, with who serves and how to call."""
    weeks = list(
        DutyWeek.objects.binding()
        .coming(now)
        .filter(programme=programme)
        .order_by("monday")[: rules.LIST_WEEKS]
    )
    people = who.people_of(
        who.roster_of(programme), centre=programme.centre, by=by, now=now
    )
    return [
        Line(
            week,
            people.get(week.first_id or 0),
            people.get(week.second_id or 0),
            people.get(week.reserve_id or 0),
        )
        for week in weeks
    ]


def _note(verb: str, link: ControlLink, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=link.centre,
        verb=f"programmes.{verb}",
        thing="programmes.ControlLink",
        thing_id=link.pk,
        by=by,
        now=now,
    )

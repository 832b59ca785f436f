"""Agreeing, refusing, withdrawing; opening whom to call."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.programmes import operations as kernel_does
from allin.programmes.models import Enquiry, Kit, Loan
from allin.programmes.operations.enquiry.claiming import LOCK
from allin.programmes.operations.keeping import check_plan, note
from allin.programmes.permissions import can_agree, can_open_contact
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules import kernel
from allin.rooms.models import Room
from allin.vault import operations as vault


@dataclass(frozen=True)
class Opened:
    """Whom to call, as the vault gave it out, once."""

    name: str
    channel: str


def _locked(enquiry: Enquiry) -> Enquiry:
    locks.hold(LOCK, [enquiry.pk])
    Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)
    found: Enquiry = Enquiry.objects.told().get(pk=enquiry.pk)
    return found


def _step(one: Enquiry, to: str) -> None:
    """Refuse a step that is not possible from where it stands."""
    if not rules.may_become(one.stage, to):
        raise Refusal(
            _("This is not possible: “%(stage)s”. Look at the page again.")
            % {"stage": one.stage_said}
        )


@transaction.atomic
def agree(
    *,
    enquiry: Enquiry,
    place: str = "",
    room: Room | None = None,
    kit: Kit | None = None,
    by: Person | None,
    now: dt.datetime,
) -> Enquiry:
    """
    This will agree date and place with everybody: partner, people and group.

    Agreeing twice is harmless. A talk is agreed only with two advisers; the kit goes
    along when it is free, from two hours before to two hours after.

    :param room: one of the house's, booked with it; else `place` says where
    :param by: None when the partner's link was used
    :raises Refusal: not theirs, somebody is missing, no place is said, the room or the
        kit is taken
    Source: docs/rules.md#R-PT6, R-PT8, R-PT9
    """
    if by is not None and not can_agree(by, enquiry):
        raise Refusal(_("Only the coordination and the partner agree to this."))
    one = _locked(enquiry)
    if one.stage == rules.AGREED:
        return one
    if one.stage == rules.LOOKING and one.template == kernel.TALKS:
        raise Refusal(
            _("Security advice is given by two people, never by one. One is missing.")
        )
    _step(one, rules.AGREED)
    occasion = one.occasion
    if occasion is None:
        raise Refusal(_("There is no date yet."))
    where = place.strip() or one.place or occasion.place
    if room is None and not where:
        raise Refusal(_("Say where it is: a meeting point or a room."), field="place")
    if room is not None or where != occasion.place:
        occasion = kernel_does.move_occasion(
            occasion=occasion,
            starts_at=occasion.starts_at,
            ends_at=occasion.ends_at,
            room=room,
            place=where,
            by=None,
            now=now,
        )
    if kit is not None:
        _lend(one, kit)
    kernel_does.confirm_occasion(occasion=occasion, by=None, now=now)
    Enquiry.objects.filter(pk=one.pk).update(agreed_at=now)
    note("agree_enquiry", one, by=by, now=now)
    return _again(one)


def _lend(one: Enquiry, kit: Kit) -> None:
    occasion = one.occasion
    if occasion is None or kit.programme_id != one.programme_id:
        raise Refusal(_("There is no such kit here."), field="kit")
    with spoken(), transaction.atomic():
        Loan.objects.create(
            centre=one.centre,
            kit=kit,
            occasion=occasion,
            starts_at=occasion.starts_at - rules.KIT_AROUND,
            ends_at=occasion.ends_at + rules.KIT_AROUND,
        )


def _again(one: Enquiry) -> Enquiry:
    told: Enquiry = Enquiry.objects.told().get(pk=one.pk)
    return told


def _end(one: Enquiry, state: str, why: str, now: dt.datetime) -> None:
    if one.occasion is not None and one.occasion.is_standing:
        kernel_does.cancel_occasion(occasion=one.occasion, by=None, now=now)
    Loan.objects.filter(occasion=one.occasion, released_at__isnull=True).update(
        released_at=now
    )
    Enquiry.objects.filter(pk=one.pk).update(state=state, ended_at=now, why=why)


@transaction.atomic
def refuse(*, enquiry: Enquiry, why: str, by: Person, now: dt.datetime) -> Enquiry:
    """
    This will refuse what a group asked for, with the sentence the group reads.

    People who had said yes are told and free again. Twice is harmless.

    :param why: at most 200 characters
    :raises Refusal: not the coordination, no reason, or it took place already
    Source: docs/rules.md#R-PT7
    """
    check_plan(enquiry.centre, by)
    one = _locked(enquiry)
    if one.state == rules.REFUSED:
        return one
    _step(one, rules.REFUSED)
    if not why.strip():
        raise Refusal(_("Write one sentence for the group: why not."), field="why")
    _end(one, rules.REFUSED, why.strip()[:200], now)
    note("refuse_enquiry", one, by=by, now=now)
    return _again(one)


@transaction.atomic
def withdraw(*, enquiry: Enquiry, by: Person | None, now: dt.datetime) -> Enquiry:
    """
    This will take an enquiry back, by the group itself; whom to call is deleted.

    Twice is harmless.
    :raises Refusal: it took place already, or was refused
    Source: docs/rules.md#R-PT7
    """
    one = _locked(enquiry)
    if one.state == rules.WITHDRAWN:
        return one
    _step(one, rules.WITHDRAWN)
    _end(one, rules.WITHDRAWN, "", now)
    if one.subject_id is not None:
        vault.erase(subject_id=one.subject_id, why="withdrawn", now=now)
    note("withdraw_enquiry", one, by=by, now=now)
    return _again(one)


@transaction.atomic
def open_contact(*, enquiry: Enquiry, by: Person, now: dt.datetime) -> Opened:
    """
    This will show whom to call; every opening is written down.

    :raises Refusal: not theirs to open, or it was deleted
    Source: docs/rules.md#R-PT2
    """
    if not can_open_contact(by, enquiry):
        raise Refusal(_("Only who deals with this can open it."))
    if enquiry.subject_id is None:
        raise Refusal(_("Nothing is kept here."))
    said = {
        field: vault.read(
            subject_id=enquiry.subject_id,
            field=field,
            by=by,
            purpose="enquiry",
            now=now,
        )
        for field in ("name", "channel")
    }
    return Opened(**said)


@transaction.atomic
def renew_link(*, enquiry: Enquiry, by: Person, now: dt.datetime) -> Enquiry:
    """This will give the partner's link a new address; the old one opens nothing."""
    check_plan(enquiry.centre, by)
    one = _locked(enquiry)
    one.link += 1
    one.save(update_fields=["link"])
    note("renew_enquiry_link", one, by=by, now=now)
    return one

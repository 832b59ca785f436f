"""Offers to help are opened, welcomed or declined by the coordination."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.core.errors import Refusal
from allin.core.people import STRANGER, Person
from allin.directory.models import Association
from allin.outbox import operations as outbox
from allin.vault import operations as vault
from allin.volunteers import rules
from allin.volunteers.models import Interest, Volunteer
from allin.volunteers.operations.interest import (
    RECIPIENT,
    erase_subject,
    keep,
    locked,
    record,
)
from allin.volunteers.operations.links import MadeLink, send_link
from allin.volunteers.operations.person import enter
from allin.volunteers.permissions import can_welcome

PURPOSE: Final = "volunteering"
A_WEEK: Final = dt.timedelta(days=7)  # a letter of thanks has to find its way


@dataclass(frozen=True)
class Contact:
    """Who offers to help, opened for the coordination."""

    name: str
    contact: str

    @property
    def is_email(self) -> bool:
        return "@" in self.contact


@transaction.atomic
def open_interest(*, interest: Interest, by: Person, now: dt.datetime) -> Contact:
    """
    This will open name and contact to the coordination; every opening is recorded.

    Source: docs/rules.md#R-V13
    """
    if not can_welcome(by, interest.centre):
        raise Refusal(_("Only the coordination answers offers to help."))
    return _contact(interest, by, now)


def _contact(interest: Interest, by: Person, now: dt.datetime) -> Contact:
    if interest.subject_id is None:
        raise Refusal(_("The person's details were deleted."))
    name, contact = (
        vault.read(
            subject_id=interest.subject_id,
            field=field,
            by=by,
            purpose=PURPOSE,
            now=now,
        )
        for field in ("name", "contact")
    )
    return Contact(name, contact)


def known_as(*, interest: Interest, contact: Contact) -> list[Volunteer]:
    """Return who is already known here by the contact of an offer."""
    reached = Q(email__iexact=contact.contact) | Q(phone=contact.contact)
    rows = Volunteer.objects.standing().filter(reached, centre=interest.centre_id)
    return list(rows.select_related("association", "centre").order_by("pk")[:3])


@transaction.atomic
def welcome(
    *,
    interest: Interest,
    association: Association | None = None,
    same_as: Volunteer | None = None,
    by: Person,
    now: dt.datetime,
) -> MadeLink:
    """
    This will make a volunteer of who offered to help, and send the own page's link.

    :param association: whom they help for; the one they named unless told
    :param same_as: somebody already known here: languages are added, nobody doubled
    :raises Refusal: to anybody but the coordination, without an association, and
        when somebody else answered meanwhile
    Source: docs/rules.md#R-V13
    """
    if not can_welcome(by, interest.centre):
        raise Refusal(_("Only the coordination answers offers to help."))
    row = _answerable(interest)
    contact = _contact(row, by, now)
    whom = same_as or _newcomer(row, contact, association, by, now)
    if same_as is not None:
        _add_languages(same_as, row)
    return _welcomed(row, whom, by, now)


@transaction.atomic
def volunteer_of(
    *,
    interest: Interest,
    association: Association | None = None,
    now: dt.datetime,
) -> Volunteer:
    """
    This will return the volunteer of a confirmed offer, made at once if need be.

    For what anybody may sign up to (a festival shift): nobody has to welcome them
    first. A confirmed e-mail address of one known volunteer is that volunteer; a
    telephone number proves nothing. Again and again it is the same volunteer. They
    have signed no confidentiality, so nobody asks them for anything else.

    :param association: whom they help for; the one they named unless told
    :raises Refusal: not confirmed, declined, or no association
    Source: docs/rules.md#R-V13
    """
    row = locked(interest)
    if row.volunteer is not None:
        return row.volunteer
    if row.state != Interest.State.WAITING:
        raise Refusal(_("This was not confirmed yet."))
    contact = _contact(row, STRANGER, now)
    known = known_as(interest=row, contact=contact) if contact.is_email else []
    whom = known[0] if len(known) == 1 else None
    whom = whom or _newcomer(row, contact, association, None, now)
    _welcomed(row, whom, None, now)
    interest.refresh_from_db()
    return whom


def _newcomer(
    row: Interest,
    contact: Contact,
    association: Association | None,
    by: Person | None,
    now: dt.datetime,
) -> Volunteer:
    for_whom = association or row.association
    if for_whom is None or for_whom.centre_id != row.centre_id:
        raise Refusal(_("Choose the association they help for."), field="association")
    return enter(
        association=for_whom,
        by=by,
        now=now,
        name=contact.name,
        email=contact.contact if contact.is_email else "",
        phone="" if contact.is_email else contact.contact,
        language=row.language,
        native=row.native,
        fluent=row.fluent,
        some=row.some,
        districts=[row.district] if row.district else [],
        joined_on=now.astimezone(row.centre.tz).date(),
    )


def _add_languages(volunteer: Volunteer, row: Interest) -> None:
    volunteer.native |= row.native
    volunteer.fluent = (volunteer.fluent | row.fluent) & ~volunteer.native
    better = volunteer.native | volunteer.fluent
    volunteer.some = (volunteer.some | row.some) & ~better
    volunteer.save(update_fields=["native", "fluent", "some"])


def _welcomed(
    row: Interest, whom: Volunteer, by: Person | None, now: dt.datetime
) -> MadeLink:
    erase_subject(row, why="welcomed", now=now)
    made = send_link(
        volunteer=whom,
        pin_digest=row.pin_digest,
        pin_about=row.pin_about,
        welcome=True,
        by=by,
        now=now,
    )
    row.state, row.decided_at, row.volunteer = Interest.State.WELCOMED, now, whom
    row.subject_id, row.pin_digest, row.contact_mark = None, "", ""
    keep(row, rules.ANSWERED_FOR, now)
    record("welcome", row, by, now)
    return made


@transaction.atomic
def decline(*, interest: Interest, by: Person, now: dt.datetime) -> None:
    """
    This will thank somebody and say that there is nothing to do at present.

    Who left an e-mail address gets a letter; name and contact go a week later.
    Source: docs/rules.md#R-V13
    """
    if not can_welcome(by, interest.centre):
        raise Refusal(_("Only the coordination answers offers to help."))
    row = _answerable(interest)
    if row.by_letter:
        with override(row.language):
            body = _(
                "Hello,\n\n"
                "thank you for offering your help at %(centre)s. At present we have "
                "no task that fits. Your details are deleted in a week. You are "
                "welcome to write again at any time."
            ) % {"centre": row.centre.name}
        outbox.write(
            centre=row.centre,
            to_kind=RECIPIENT,
            to_id=row.pk,
            body=body,
            language=row.language,
            now=now,
        )
    row.state, row.decided_at, row.contact_mark = Interest.State.DECLINED, now, ""
    keep(row, A_WEEK, now)
    record("decline_interest", row, by, now)


def _answerable(interest: Interest) -> Interest:
    row = locked(interest)
    if row.state != Interest.State.WAITING:
        raise Refusal(_("This is already answered."))
    return row


def address_of(interest_id: int, *, now: dt.datetime) -> tuple[str, str] | None:
    """Return e-mail address and language of an offer, for the delivery of a letter."""
    row = Interest.objects.select_related("centre").filter(pk=interest_id).first()
    if row is None or not row.by_letter or row.subject_id is None:
        return None
    if not vault.exists(subject_id=row.subject_id, field="contact"):
        return None
    return _contact(row, STRANGER, now).contact, row.language

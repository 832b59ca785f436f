"""Somebody offers to help: held, confirmed by themselves, taken back, forgotten."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association
from allin.outbox import operations as outbox
from allin.vault import operations as vault
from allin.volunteers import rules
from allin.volunteers.models import Interest
from allin.volunteers.operations.codes import (
    CHANCE,
    digest,
    hash_of,
    mark_of,
    new_code,
    new_pin,
)

RECIPIENT: Final = "volunteers.interest"
PAGE: Final = "volunteers:interest"
ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True)
class Registered:
    """
    An offer just made.

    :param code: leads to its page. It is kept nowhere; whoever left an e-mail
        address reads it in the letter only, so never show it to them
    """

    interest: Interest
    code: str

    @property
    def by_letter(self) -> bool:
        return self.interest.by_letter


@transaction.atomic
def register_interest(
    *,
    centre: Centre,
    name: str,
    contact: str,
    language: str,
    native: int = 0,
    fluent: int = 0,
    some: int = 0,
    wants: Sequence[str] = (),
    association: Association | None = None,
    district: str = "",
    page: str = PAGE,
    page_args: Sequence[object] = (),
    chance: random.Random = CHANCE,
    now: dt.datetime,
) -> Registered:
    """
    This will hold an offer to help for three days, until the person confirms it.

    Name and contact go to the vault. An e-mail address gets a letter with the link,
    at most three a day; for a telephone number the caller shows the code. Nobody is
    looked up: a known contact gets the same answer as an unknown one.

    :param contact: an e-mail address, or a number as `core.phones` keeps them
    :param language: of the letter
    :param native: languages as masks, as `fluent` and `some`; at most one level each
    :param page: where the letter's link leads; its last argument is the code
    Source: docs/rules.md#R-V13 (features V1, domain.md 2.3)
    """
    by_letter, mark = "@" in contact, mark_of(contact)
    subject = vault.new_subject(centre=centre, now=now)
    vault.seal_all(subject_id=subject.id, values={"name": name, "contact": contact})
    vault.keep_until(subject_id=subject.id, until=now + rules.HELD_FOR)
    code = new_code(chance)
    interest = Interest.objects.create(
        centre=centre,
        subject_id=subject.id,
        language=language,
        native=native,
        fluent=fluent & ~native,
        some=some & ~(native | fluent),
        wants=list(wants),
        association=association,
        district=district,
        by_letter=by_letter,
        contact_mark=mark,
        token_hash=hash_of(code),
        created_at=now,
        dies_at=now + rules.HELD_FOR,
    )
    written = Interest.objects.filter(
        centre=centre, contact_mark=mark, created_at__gt=now - ONE_DAY
    ).count()
    if by_letter and written <= rules.LETTERS_A_DAY:
        _ask_to_confirm(interest, link(centre, page, *page_args, code), now)
    record("register_interest", interest, None, now)
    return Registered(interest, code)


def _ask_to_confirm(interest: Interest, address: str, now: dt.datetime) -> None:
    with override(interest.language):
        body = _(
            "Hello,\n\n"
            "somebody left this address at %(centre)s because they would like to "
            "help. Was it you? Then confirm it here:\n\n%(address)s\n\n"
            "The link works for three days. If it was not you, do nothing: after "
            "that everything is deleted."
        ) % {"centre": interest.centre.name, "address": _in(interest, address)}
    outbox.write(
        centre=interest.centre,
        to_kind=RECIPIENT,
        to_id=interest.pk,
        body=body,
        language=interest.language,
        now=now,
    )


def _in(interest: Interest, address: str) -> str:
    return f"{address}?lang={interest.language}"


def interest_of(code: str, *, centre_id: int, now: dt.datetime) -> Interest | None:
    """Return the offer a code belongs to, in any state, or None when it is gone."""
    return (
        Interest.objects.filter(
            centre_id=centre_id,
            token_hash=hash_of(rules.tidy_code(code)),
            dies_at__gt=now,
        )
        .select_related("centre", "association", "volunteer__centre")
        .first()
    )


@transaction.atomic
def confirm_interest(
    *, interest: Interest, chance: random.Random = CHANCE, now: dt.datetime
) -> str:
    """
    This will confirm an offer by whoever has its code; it then waits for an answer.

    Returns the PIN for the own page, once; a second tap returns "" and changes
    nothing. Kept for as many days as the centre keeps what nobody took on.
    :raises Refusal: when its three days are over
    Source: docs/rules.md#R-V13
    """
    row = locked(interest)
    if row.state != Interest.State.HELD:
        return ""
    if row.is_over(now) or row.subject_id is None:
        raise Refusal(_("The three days are over. Send the form again."))
    pin, about = new_pin(chance), row.token_hash[:32]
    row.state, row.confirmed_at = Interest.State.WAITING, now
    row.pin_digest, row.pin_about = digest(pin, about), about
    keep(row, dt.timedelta(days=row.centre.number("keep_unaccepted_days")), now)
    record("confirm_interest", row, None, now)
    interest.refresh_from_db()
    return pin


def keep(row: Interest, how_long: dt.timedelta, now: dt.datetime) -> None:
    """This will save an offer and fix when it goes, vault and all."""
    row.dies_at = now + how_long
    row.save()
    if row.subject_id is not None:
        vault.keep_until(subject_id=row.subject_id, until=row.dies_at)


@transaction.atomic
def drop_interest(*, interest: Interest, now: dt.datetime) -> None:
    """This will take an offer back at once: nothing of it stays. Twice is harmless."""
    row = Interest.objects.select_for_update().filter(pk=interest.pk).first()
    if row is None or row.state == Interest.State.WELCOMED:
        return
    record("drop_interest", row, None, now)
    erase_subject(row, why="withdrawn", now=now)
    row.delete()


def locked(interest: Interest) -> Interest:
    """Return an offer as it is now, held until the transaction ends."""
    row = (
        Interest.objects.select_for_update(of=("self",))
        .select_related("centre", "association__centre", "volunteer__centre")
        .filter(pk=interest.pk)
        .first()
    )
    if row is None:
        raise Refusal(_("The person has taken this back."))
    return row


@transaction.atomic
def forget_interests(*, now: dt.datetime) -> int:
    """
    This will forget offers nobody confirmed or that are long answered; how many.

    Run by a job; twice is harmless. Source: docs/rules.md#R-V13
    """
    due = list(Interest.objects.dead(now).select_related("centre"))
    for row in due:
        erase_subject(row, why="retention", now=now)
        row.delete()
    return len(due)


def erase_subject(row: Interest, *, why: str, now: dt.datetime) -> None:
    """This will destroy name and contact of an offer."""
    if row.subject_id is not None:
        vault.erase(subject_id=row.subject_id, why=why, now=now)


def record(verb: str, row: Interest, by: Person | None, now: dt.datetime) -> None:
    """This will write down what happened to an offer."""
    audit.record(
        centre=row.centre,
        verb=f"volunteers.{verb}",
        thing="volunteers.interest",
        thing_id=row.pk,
        by=by,
        now=now,
    )

"""Answering: yes, no, give back; and opening the person with the PIN."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.rules import PASS_ON
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import BOARD, VOLUNTEER, Person, Role, Visitor
from allin.counselling.models import Appointment, Ask, Referral
from allin.counselling.operations.advance import advance
from allin.counselling.operations.ask import go_on, hash_of, locked, record
from allin.counselling.operations.codes import digest, new_pin
from allin.counselling.operations.refer import RECEIVER
from allin.counselling.operations.release import free
from allin.counselling.permissions import can_coordinate
from allin.counselling.rules import IN_HANDS, PIN_TRIES, UNACCEPTED, State
from allin.vault import operations as vault
from allin.volunteers import operations as volunteers

FASTER: Final = "faster"


@dataclass(frozen=True)
class Opened:
    """What the vault gave out, once, to who took it on."""

    name: str
    channel: str
    note: str = ""


def by_token(token: str, *, centre_id: int) -> Ask | None:
    """Return the question a link belongs to, in whatever state, or None."""
    found: Ask | None = (
        Ask.objects.filter(token_hash=hash_of(token), centre_id=centre_id)
        .select_related(
            "centre", "volunteer__centre", "association", "referral__topic",
            "referral__partner", "referral__centre",
        )
        .first()
    )  # fmt: skip
    return found


def note_opened(*, ask: Ask, now: dt.datetime) -> None:
    """This will note when need and language were first shown to who was asked."""
    Ask.objects.filter(pk=ask.pk, opened_at__isnull=True).update(opened_at=now)


def asked_person(ask: Ask) -> Person:
    """Return who was asked, as far as a link can tell: an account may be missing."""
    if ask.volunteer_id is not None:
        role = Role(VOLUNTEER, ask.centre_id, ask.volunteer_id)
    else:
        role = Role(BOARD, ask.centre_id, ask.association_id)
    return Visitor(id=None, name="", roles=frozenset({role}))


@locks.retried
@transaction.atomic
def accept(*, ask: Ask, by: Person | None, now: dt.datetime) -> Ask:
    """
    This will say yes. It fails only if somebody was faster or consent is gone.

    Every other open question of the referral is closed. A second tap is harmless.
    Source: docs/rules.md#R-A5 (R4, R15)
    """
    referral = locked(ask.referral_id)
    now_is: Ask = Ask.objects.select_related("volunteer__centre").get(pk=ask.pk)
    if now_is.answer == Ask.Answer.YES:
        return now_is
    _check_open(now_is, referral)
    _check_consent(referral, now)
    Ask.objects.filter(pk=ask.pk).update(answer=Ask.Answer.YES, answered_at=now)
    others = Ask.objects.unanswered().filter(referral=referral)
    others.asked().update(answer=Ask.Answer.TOO_LATE, answered_at=now)
    others.update(answer=Ask.Answer.CLOSED, answered_at=now)
    advance(
        referral=referral,
        to=State.ACCEPTED,
        by=by,
        now=now,
        note=now_is.way,
        volunteer=now_is.volunteer,
        association=now_is.association_id,
    )
    if now_is.volunteer is not None:
        volunteers.note_taken(volunteer=now_is.volunteer, now=now)
    ask.refresh_from_db(
        from_queryset=Ask.objects.select_related("centre", "referral__centre")
    )
    return ask


@transaction.atomic
def say_who(*, ask: Ask, named: str, by: Person | None, now: dt.datetime) -> None:
    """
    This will note who of an association without named advisers does it.

    :raises Refusal: an adviser was asked, who answers for themselves, or it is not
        theirs (any more)
    Source: docs/rules.md#R-A3 (R12)
    """
    noted = Ask.objects.filter(
        pk=ask.pk, volunteer__isnull=True, answer=Ask.Answer.YES
    ).update(named=named.strip()[:80])
    if not noted:
        raise Refusal(_("This question is closed. There is nothing left to do."))
    record("say_who", ask.referral, by, now)
    ask.refresh_from_db()


def _check_open(ask: Ask, referral: Referral) -> None:
    if ask.answer == Ask.Answer.TOO_LATE or (
        ask.answer == Ask.Answer.OPEN and referral.state in IN_HANDS
    ):
        raise Refusal(
            _("Somebody was a moment faster. Thank you for being ready."), field=FASTER
        )
    if ask.answer == Ask.Answer.NO_ANSWER:
        raise Refusal(_("The time for this answer is over. Somebody else was asked."))
    if ask.answer != Ask.Answer.OPEN or referral.state not in UNACCEPTED:
        raise Refusal(_("This question is closed. There is nothing left to do."))


def _check_consent(referral: Referral, now: dt.datetime) -> None:
    if referral.subject_id is not None and not vault.allowed(
        subject_id=referral.subject_id, purpose=PASS_ON, receiver=RECEIVER, now=now
    ):
        raise Refusal(_("The person has taken back the consent. Nothing is passed on."))


@locks.retried
@transaction.atomic
def decline(*, ask: Ask, reason: str = "", by: Person | None, now: dt.datetime) -> Ask:
    """
    This will say no; the next in order is asked, or it waits for the coordination.

    :param reason: one of Ask.Reason, or nothing. A second tap is harmless
    Source: docs/rules.md#R-A4
    """
    referral = locked(ask.referral_id)
    noted = (
        Ask.objects.unanswered()
        .filter(pk=ask.pk)
        .update(answer=Ask.Answer.NO, answered_at=now, reason=reason)
    )
    ask.refresh_from_db()
    if noted:
        record("decline_ask", referral, by, now, detail=reason)
        go_on(referral=referral, by=by, now=now)
    return ask


@locks.retried
@transaction.atomic
def give_back(
    *, ask: Ask, reason: str = Ask.Reason.KNOWN, by: Person | None, now: dt.datetime
) -> Ask:
    """
    This will give a referral back: access closes at once, time and room are free.

    It then waits for the coordination again, who sees nothing but "given back".
    Source: docs/rules.md#R-A6 (R13)
    """
    referral = locked(ask.referral_id)
    given = Ask.objects.filter(pk=ask.pk, answer=Ask.Answer.YES).update(
        answer=Ask.Answer.GAVE_BACK, answered_at=now, reason=reason, pin_digest=""
    )
    ask.refresh_from_db()
    if not given:
        return ask
    free(referral=referral, state=Appointment.State.CANCELLED, by=by, now=now)
    advance(referral=referral, to=State.RECEIVED, by=by, now=now, note="given_back")
    if ask.volunteer is not None:
        volunteers.note_given_back(volunteer=ask.volunteer, now=now)
    return ask


@transaction.atomic
def note_by_telephone(
    *,
    referral: Referral,
    ask: Ask,
    yes: bool,
    by: Person,
    now: dt.datetime,
) -> Ask:
    """
    This will note what somebody said on the telephone, for them. One tap.

    Source: docs/rules.md#R-A3 (R12)
    """
    if not can_coordinate(by, referral.centre):
        raise Refusal(_("Only the coordination notes an answer by telephone."))
    Ask.objects.filter(pk=ask.pk).update(way=Ask.Way.PHONE)
    ask.refresh_from_db()
    if yes:
        return accept(ask=ask, by=by, now=now)
    return decline(ask=ask, by=by, now=now)


@transaction.atomic
def give_pin(*, ask: Ask, by: Person, now: dt.datetime) -> str:
    """
    This will make the PIN that opens the person, to be told by another channel.

    Shown once, to the coordination; the earlier one stops working.
    Source: docs/rules.md#R-A7 (R4)
    """
    if not can_coordinate(by, ask.centre):
        raise Refusal(_("Only the coordination gives a PIN."))
    pin = new_pin()
    given = Ask.objects.filter(pk=ask.pk, answer=Ask.Answer.YES).update(
        pin_digest=digest(pin, _about(ask)), pin_tries=0
    )
    if not given:
        raise Refusal(_("A PIN is given once somebody has said yes."))
    record("give_pin", ask.referral, by, now)
    return pin


def _about(ask: Ask) -> str:
    return f"ask:{ask.pk}"


def open_with_pin(*, ask: Ask, pin: str, now: dt.datetime) -> Opened:
    """
    This will open the person to who has link and PIN; every opening is recorded.

    :raises Refusal: for a wrong PIN; after five of them nothing opens any more
    Source: docs/rules.md#R-A7 (R4)
    """
    if not _counts(ask, pin):
        ask.refresh_from_db()
        if not ask.pin_digest:
            raise Refusal(
                _("There is no PIN yet. The coordination tells it to you."),
                field="pin",
            )
        if ask.pin_tries >= PIN_TRIES:
            raise Refusal(
                _("Locked after five tries. The coordination gives a new PIN."),
                field="pin",
            )
        raise Refusal(_("This PIN does not fit."), field="pin")
    return _open(ask, by=asked_person(ask), now=now)


def _counts(ask: Ask, pin: str) -> bool:
    """Count the try before it is judged, so that racing tries count as well."""
    with transaction.atomic():
        may = Ask.objects.filter(pk=ask.pk, pin_tries__lt=PIN_TRIES).update(
            pin_tries=F("pin_tries") + 1
        )
        kept = Ask.objects.values_list("pin_digest", flat=True).get(pk=ask.pk)
        typed = "".join(sign for sign in pin if sign.isdigit())
        fits = constant_time_compare(kept, digest(typed, _about(ask)))
        if may and kept and fits:
            Ask.objects.filter(pk=ask.pk).update(pin_tries=0)
            return True
    return False


def open_signed_in(*, ask: Ask, by: Person, now: dt.datetime) -> Opened:
    """This will open the person in a signed-in session of who took it on."""
    role = next(iter(asked_person(ask).roles))
    if not by.holds(role.kind, centre_id=role.centre_id, of_id=role.of_id):
        raise Refusal(_("Only who took it on can open this."))
    return _open(ask, by=by, now=now)


def _open(ask: Ask, *, by: Person, now: dt.datetime) -> Opened:
    referral = Referral.objects.select_related("centre").get(pk=ask.referral_id)
    still = Ask.objects.filter(pk=ask.pk, answer=Ask.Answer.YES).exists()
    if not still or referral.state not in IN_HANDS or referral.subject_id is None:
        raise Refusal(_("The person's details are no longer open to you."))
    subject_id = referral.subject_id
    values = {
        field: vault.read(
            subject_id=subject_id,
            field=field,
            by=by,
            purpose=PASS_ON,
            receiver=RECEIVER,
            now=now,
        )
        for field in ("name", "channel", "note")
        if vault.exists(subject_id=subject_id, field=field)
    }
    audit.record(
        centre=referral.centre,
        verb="counselling.open",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
    )
    return Opened(
        name=values.get("name", ""),
        channel=values.get("channel", ""),
        note=values.get("note", ""),
    )

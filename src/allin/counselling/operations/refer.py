"""A contact passed on: with consent, sealed, and known by a code from then on."""

import datetime as dt
import random
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.centres.operations import consent_text
from allin.centres.rules import FEEDBACK, PASS_ON, RELEASE
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.counselling import rules
from allin.counselling.models import Exclusion, Referral
from allin.counselling.operations.advance import note_step
from allin.counselling.operations.codes import CHANCE, give_pin, new_code
from allin.counselling.operations.keeping import keep_until
from allin.directory.models import Association, Partner, Topic
from allin.vault import operations as vault

RECEIVER = "counselling"  # whoever the centre finds; the adviser is named on accepting
CONSENT_FOR = dt.timedelta(days=365)
LONGEST_NAME = 80


@dataclass(frozen=True)
class Contact:
    """
    What only the vault may keep.

    :param channel: one way to reach the person: a telephone number or an address
    :param note: what the next step needs, at most 500 characters, or nothing
    """

    name: str
    channel: str
    note: str = ""


@dataclass(frozen=True)
class Consents:
    """
    What the person agreed to, each by itself.

    :param pass_on: that ALL IN gives the contact to an adviser
    :param release: that a sender bound to secrecy may speak
    :param feedback: that the sender learns "arrived", "did not come" or "closed"
    :param language: of the text they read or were read
    :param read_by: who read it to them, where no reviewed text exists
    :param channel: "form", "telephone"
    """

    pass_on: bool
    release: bool
    feedback: bool
    language: str
    read_by: str = ""
    channel: str = "form"


@dataclass(frozen=True)
class Passed:
    """A referral just made, and the two PINs nobody can read again."""

    referral: Referral
    person_pin: str
    sender_pin: str


@transaction.atomic
def pass_on(
    *,
    centre: Centre,
    topic: Topic,
    language: str,
    district: str,
    urgency: rules.Urgency,
    contact: Contact,
    consents: Consents,
    by: Person | None,
    now: dt.datetime,
    deadline_on: dt.date | None = None,
    wish_gender: str = "",
    wish_time: str = "",
    not_from: Collection[Association] = (),
    partner: Partner | None = None,
    origin: rules.Origin | None = None,
    way: rules.Way = rules.Way.PUBLIC,
    chance: random.Random = CHANCE,
) -> Passed:
    """
    This will receive a referral: contact sealed, consents kept, code and PINs given.

    :param deadline_on: the last day, in the centre's zone, when a deadline runs
    :param partner: who sends, if it is known; bound to secrecy, the release is needed
    :raises Refusal: without the consent to pass on, or without a release that is
        needed, or without a text the person could understand or a reader
    Source: docs/rules.md#R-C4, R-C5 (R3, R13)
    """
    _check(centre, partner, contact, consents)
    referral = Referral.objects.create(
        centre=centre,
        code=new_code(centre.pk, chance),
        subject_id=_sealed(centre, partner, contact, consents, now),
        consented_at=now,
        tells_sender=consents.feedback,
        topic=topic,
        language=language,
        district=district,
        urgency=urgency,
        deadline_on=deadline_on if urgency == rules.Urgency.DEADLINE else None,
        wish_gender=wish_gender,
        wish_time=wish_time,
        partner=partner,
        origin=_origin(partner, origin),
        way=way,
        received_at=now,
        since=now,
        forget_on=keep_until(centre, now, "unaccepted"),
    )
    Exclusion.objects.bulk_create(
        Exclusion(referral=referral, association=one) for one in set(not_from)
    )
    pins = [give_pin(referral=referral, whose=w, chance=chance) for w in _WHOSE]
    _note(referral, by, now)
    return Passed(referral, *pins)


_WHOSE = ("person", "sender")


def _sealed(
    centre: Centre,
    partner: Partner | None,
    contact: Contact,
    consents: Consents,
    now: dt.datetime,
) -> uuid.UUID:
    subject_id: uuid.UUID = vault.new_subject(centre=centre, now=now).id
    _give_consents(centre, partner, subject_id, consents, now)
    told = {field: getattr(contact, field) for field in ("name", "channel", "note")}
    vault.seal_all(
        subject_id=subject_id,
        values={field: text for field, text in told.items() if text},
    )
    return subject_id


def _note(referral: Referral, by: Person | None, now: dt.datetime) -> None:
    note_step(
        referral_id=referral.pk,
        was="",
        became=rules.State.RECEIVED,
        by=by,
        now=now,
        note=referral.way,
    )
    audit.record(
        centre=referral.centre,
        verb="counselling.pass_on",
        thing="counselling.Referral",
        thing_id=referral.pk,
        by=by,
        now=now,
        detail=referral.way,
    )


def _origin(partner: Partner | None, origin: rules.Origin | None) -> rules.Origin:
    if partner is not None:
        return rules.Origin.PARTNER
    return origin or rules.Origin.SELF


def _check(
    centre: Centre, partner: Partner | None, contact: Contact, consents: Consents
) -> None:
    if not consents.pass_on:
        raise Refusal(
            _(
                "Without the person's consent nothing can be passed on. A slip needs "
                "no consent: it carries no name."
            ),
            field="consents",
        )
    if partner is not None and partner.bound_to_secrecy and not consents.release:
        raise Refusal(
            _("You are bound to secrecy. The person has to release you from it."),
            field="consents",
        )
    if not contact.name.strip() or not contact.channel.strip():
        raise Refusal(_("A name and one way to reach the person are needed."))
    if len(contact.note) > rules.NOTE_LENGTH:
        raise Refusal(_("The note has room for 500 characters."), field="note")
    if not consents.read_by and not consent_text(centre, PASS_ON, consents.language):
        raise Refusal(
            _(
                "There is no reviewed text in this language yet. Who read it to the "
                "person?"
            ),
            field="read_by",
        )


def _give_consents(
    centre: Centre,
    partner: Partner | None,
    subject_id: uuid.UUID,
    consents: Consents,
    now: dt.datetime,
) -> None:
    sender = f"partner:{partner.pk}" if partner else "sender"
    for purpose, given, receiver in (
        (PASS_ON, consents.pass_on, RECEIVER),
        (RELEASE, consents.release, RECEIVER),
        (FEEDBACK, consents.feedback, sender),
    ):
        if not given:
            continue
        text = consent_text(centre, purpose, consents.language) or consent_text(
            centre, purpose, "de"
        )
        vault.give_consent(
            subject_id=subject_id,
            purpose=purpose,
            receiver=receiver,
            text_version=str(text.version) if text else "",
            language=consents.language,
            channel=consents.channel,
            read_by=consents.read_by,
            expires_at=now + CONSENT_FOR,
            now=now,
        )

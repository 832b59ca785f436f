"""Who is accompanied: taken in with consent, sealed, opened to the few."""

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core import languages
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Programme
from allin.programmes.models import Path, PathStep
from allin.programmes.operations.keeping import note
from allin.programmes.operations.naturalisation.base import (
    check_steers,
    locked,
    today_of,
)
from allin.programmes.permissions import can_plan
from allin.programmes.rules import pathway as rules
from allin.programmes.rules.pathway import Stage
from allin.vault import operations as vault

PURPOSE: Final = "accompany"
RECEIVER: Final = "programmes"
TEXT: Final = "accompany-1"
FIELDS: Final = ("name", "channel", "note")
# The operating system's own chance; the demo brings a seeded one.
CHANCE: Final[random.Random] = random.SystemRandom()


@dataclass(frozen=True)
class Contact:
    """
    What only the vault may keep.

    :param channel: one way to reach the person
    :param note: what the next step needs, at most 500 characters
    """

    name: str
    channel: str
    note: str = ""


def _new_code(centre: Centre, chance: random.Random) -> str:
    for _try in range(200):
        code = rules.spell([chance.randrange(10_000) for _place in range(5)])
        if not Path.objects.filter(centre=centre, code=code).exists():
            return code
    raise Refusal(_("There is no free code at the moment. Try again in a minute."))


@transaction.atomic
def take_in(
    *,
    programme: Programme,
    language: str,
    contact: Contact,
    agreed: bool,
    read_by: str = "",
    by: Person,
    now: dt.datetime,
    chance: random.Random = CHANCE,
) -> Path:
    """
    This will begin an accompaniment: the contact is sealed, a code stands for it.

    :param agreed: the person agrees that name and one way to reach them are kept and
        shown to the coordination and the companion
    :param read_by: who read the text to them
    :raises Refusal: without consent, or not the coordination
    Source: docs/rules.md#R-N1
    """
    centre = programme.centre
    if not can_plan(by, centre):
        raise Refusal(_("Only the coordination takes somebody in."))
    if not agreed:
        raise Refusal(
            _("Without the person's consent nothing is kept. Ask first."),
            field="agreed",
        )
    if language not in languages.BIT:
        raise Refusal(_("Choose a language."), field="language")
    path = Path.objects.create(
        centre=centre,
        programme=programme,
        code=_new_code(centre, chance),
        subject_id=_sealed(centre, contact, language, read_by, now),
        consented_at=now,
        language=language,
        since=now,
        opened_on=today_of(centre, now),
        next_step="call",
        next_on=today_of(centre, now) + rules.ASK_WITHIN,
        forget_on=today_of(centre, now) + rules.KEEP_OPEN,
    )
    PathStep.objects.create(centre=centre, path=path, became=Stage.ENQUIRY, at=now)
    note("take_in", path, by=by, now=now)
    return path


def _sealed(
    centre: Centre, contact: Contact, language: str, read_by: str, now: dt.datetime
) -> uuid.UUID:
    subject_id = vault.new_subject(centre=centre, now=now).id
    values = {"name": contact.name, "channel": contact.channel}
    if contact.note:
        values["note"] = contact.note[: rules.NOTE_LENGTH]
    vault.seal_all(subject_id=subject_id, values=values)
    vault.give_consent(
        subject_id=subject_id,
        purpose=PURPOSE,
        receiver=RECEIVER,
        text_version=TEXT,
        language=language,
        channel="spoken",
        read_by=read_by,
        expires_at=now + rules.CONSENT_FOR,
        now=now,
    )
    return subject_id


@transaction.atomic
def open_person(*, path: Path, by: Person, now: dt.datetime) -> Contact:
    """
    This will open name and contact to the coordination or the companion; it is noted.

    :raises Refusal: somebody else, consent taken back, or everything is deleted
    Source: docs/rules.md#R-N8
    """
    now_is = locked(path.pk)
    check_steers(now_is, by)
    subject_id = now_is.subject_id
    if subject_id is None:
        raise Refusal(_("The person's details were deleted."))
    values = {
        field: vault.read(
            subject_id=subject_id,
            field=field,
            by=by,
            purpose=PURPOSE,
            receiver=RECEIVER,
            now=now,
        )
        for field in FIELDS
        if vault.exists(subject_id=subject_id, field=field)
    }
    return Contact(
        name=values.get("name", ""),
        channel=values.get("channel", ""),
        note=values.get("note", ""),
    )

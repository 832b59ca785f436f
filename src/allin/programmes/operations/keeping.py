"""What every change of a programme has in common."""

import datetime as dt

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import OfCentre
from allin.core.errors import Refusal
from allin.core.people import Centre, Person
from allin.core.violations import spoken
from allin.programmes.permissions import can_plan

POSITION = "programmes.position"  # locks: places of a position
SEATS = "programmes.seats"  # locks: seats of an occasion
SEATS_OF_SERIES = "programmes.seats_of_series"
OCCASION = "programmes.occasion"


def check_plan(centre: Centre, by: Person | None) -> None:
    """Refuse whoever may not plan; None is the house itself, which was asked."""
    if by is not None and not can_plan(by, centre):
        raise Refusal(_("Only the coordination plans programmes."))


def keep(row: models.Model) -> None:
    """
    Store a row as its constraints allow.

    :raises Refusal: with the sentence of the constraint or field that stands against
        it, also when somebody else was a moment faster
    """
    try:
        row.full_clean()
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise Refusal(
            sentences[0], field="" if field == NON_FIELD_ERRORS else field
        ) from error
    with spoken(), transaction.atomic():
        row.save()


def note(
    verb: str, row: OfCentre, *, by: Person | None, now: dt.datetime, detail: str = ""
) -> None:
    """Write down that something was done; codes only, no names."""
    audit.record(
        centre=row.centre,
        verb=f"programmes.{verb}",
        thing=row._meta.label_lower,
        thing_id=row.pk,
        by=by,
        now=now,
        detail=detail,
    )

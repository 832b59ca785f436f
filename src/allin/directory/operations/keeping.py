"""What every change of the directory has in common."""

import datetime as dt

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from allin.audit.operations import record
from allin.centres.models import OfCentre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Edition


def fill(row: models.Model, values: dict[str, object]) -> None:
    """Put values on a row; a name that is no field is a bug and fails."""
    for name, value in values.items():
        row._meta.get_field(name)
        setattr(row, name, value)


def keep(row: models.Model) -> None:
    """
    Store a row as its constraints allow.

    The database alone asks the constraints. Asked beforehand, one by one, they would
    be a query each; a list of 20,000 associations waits for that.

    :raises Refusal: with the sentence of the constraint or field that stands against
        it, also when somebody else was a moment faster
    """
    try:
        row.clean_fields(exclude=_pointers(row))
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise Refusal(
            sentences[0], field="" if field == NON_FIELD_ERRORS else field
        ) from error
    with spoken(), transaction.atomic():
        row.save()


def _pointers(row: models.Model) -> set[str]:
    """Name what leads to a row that was just read: nobody has to look for it again."""
    return {
        field.name
        for field in row._meta.concrete_fields
        if field.is_relation and getattr(row, field.attname) is not None
    }


def note(verb: str, row: OfCentre, *, by: Person | None, now: dt.datetime) -> None:
    """Write down that something was done, and have the search index follow."""
    Edition.moves_on(row.centre)
    record(
        centre=row.centre,
        verb=f"directory.{verb}",
        thing=row._meta.label_lower,
        thing_id=row.pk,
        by=by,
        now=now,
    )

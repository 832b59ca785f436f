"""What a constraint says to people when the database had to refuse."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.apps import apps
from django.db import IntegrityError
from django.db.models import BaseConstraint, Model, UniqueConstraint

from allin.core.errors import Refusal, WayOut

_UNIQUE_COLUMNS: Final = re.compile(r"UNIQUE constraint failed: ([\w., ]+)$")


def _constraints() -> Iterator[tuple[type[Model], BaseConstraint]]:
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            yield model, constraint


def _by_columns(columns: str) -> BaseConstraint | None:
    """SQLite names the columns of a unique index, never the index itself."""
    broken = set(columns.split(", "))
    for model, constraint in _constraints():
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            table = model._meta.db_table
            if broken == {
                f"{table}.{model._meta.get_field(name).column}"  # type: ignore[union-attr]
                for name in constraint.fields
            }:
                return constraint
    return None


def broken_by(error: IntegrityError) -> BaseConstraint | None:
    """Return our constraint that an error speaks of, or None for any other."""
    diagnosis = getattr(error.__cause__, "diag", None)
    named = getattr(diagnosis, "constraint_name", None)
    said = str(error)
    columns = _UNIQUE_COLUMNS.search(said)
    if columns and not named:
        return _by_columns(columns[1])
    words = {named} if named else set(re.findall(r"\w+", said))
    return next((c for _, c in _constraints() if c.name in words), None)


@contextmanager
def spoken(*, field: str = "", ways_out: Sequence[WayOut] = ()) -> Iterator[None]:
    """
    Turn a broken constraint of ours into a Refusal with the constraint's own sentence.

    Put it *around* `transaction.atomic()`, so that the savepoint is undone first.
    Errors nobody wrote a sentence for stay what they are: bugs.
    """
    try:
        yield
    except IntegrityError as error:
        constraint = broken_by(error)
        if constraint is None:
            raise
        raise Refusal(
            str(constraint.get_violation_error_message()),
            field=field,
            ways_out=ways_out,
        ) from error

"""What `check --database` asks of the database itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import connections

from allin.core.constraints import NoOverlap, standing_in


def missing_guards(alias: str) -> Iterator[tuple[str, str]]:
    """Yield (table, name) for each part of a NoOverlap the database lacks."""
    connection = connections[alias]
    tables = set(connection.introspection.table_names())
    for model in apps.get_models():
        guards = [c for c in model._meta.constraints if isinstance(c, NoOverlap)]
        table = model._meta.db_table
        if not guards or table not in tables:
            continue
        there = standing_in(connection, table)
        for guard in guards:
            for name in guard.names_in(connection.vendor):
                if name not in there:
                    yield table, name


def guards_stand(
    *, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """
    Warn when overlap is not guarded. Not an error: migrating would stop just before
    the migration that brings the guard.
    """
    return [
        checks.Warning(
            f"{table} has no {name}: two rows could take the same place.",
            hint="Run `allin manage migrate`; if it stays, restore the last backup.",
            id="core.W001",
        )
        for alias in databases or ()
        for table, name in missing_guards(alias)
    ]

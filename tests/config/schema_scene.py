"""Make a database one of two ways, and say what stands in it: one JSON object."""

import json
import os
import re
import sys
from pathlib import Path

import django


def _words(sql):
    return " ".join((sql or "").replace('"', "").split())


def _on_sqlite(cursor, connection):
    """Tables with their columns and named constraints; indexes; triggers."""
    told = {}
    cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    for kind, name, table, sql in cursor.fetchall():
        if name.startswith("sqlite_"):
            continue
        if kind == "table":
            cursor.execute(f'PRAGMA table_info("{name}")')
            told[f"{name} columns"] = sorted(
                [column[1], column[2].lower(), column[3], column[5]]
                for column in cursor.fetchall()
            )
            told[f"{name} constraints"] = sorted(
                re.findall(r"CONSTRAINT (\w+) (\w+)", _words(sql))
            )
        else:
            told[f"{table} {kind} {name}"] = _words(sql)
    return told


def _on_postgresql(cursor, connection):
    """Tables with their columns; constraints; indexes; triggers; functions."""
    told = {}
    for kind, question in (
        (
            "column",
            (
                "SELECT table_name || '.' || column_name, data_type || is_nullable"
                " FROM information_schema.columns WHERE table_schema = 'public'"
            ),
        ),
        (
            "constraint",
            (
                "SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)"
                " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            ),
        ),
        (
            "index",
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        ),
        (
            "trigger",
            (
                "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger"
                " WHERE NOT tgisinternal"
            ),
        ),
    ):
        cursor.execute(question)
        told |= {f"{kind} {name}": words for name, words in cursor.fetchall()}
    return told


def main(way):
    Path(os.environ["ALLIN_HOME"]).mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  (after setup)
    from django.db import connection  # noqa: PLC0415  (after setup)

    from allin.config import schema  # noqa: PLC0415  (after setup)

    if way == "built":
        schema.bring_up_to_date()
    else:
        call_command("migrate", verbosity=0)
    reading = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
    with connection.cursor() as cursor:
        told = reading[connection.vendor](cursor, connection)
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        told["migrations"] = [list(one) for one in cursor.fetchall()]
    call_command("migrate", check_unapplied=True, verbosity=0)
    print(json.dumps(told))  # noqa: T201  (what the test reads)


main(sys.argv[1])

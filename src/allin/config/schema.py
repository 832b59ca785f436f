"""The tables: built at once in an empty database, moved step by step in an old one."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def bring_up_to_date() -> None:
    """
    Bring the database up to this version of the program.

    An empty one is built from the models in one transaction, and every migration is
    noted as done: walking through all that ever changed takes half a minute and ends
    at the same tables (docs/decisions/0007, tests/config/test_schema.py).
    """
    if connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
        return
    build()
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)


def build() -> None:
    """Make every table, constraint and trigger, and note the migrations as done."""
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for room in apps.get_app_configs():
            for model in router.get_migratable_models(room, DEFAULT_DB_ALIAS):
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        for room, name in MigrationLoader(connection).graph.nodes:
            recorder.record_applied(room, name)

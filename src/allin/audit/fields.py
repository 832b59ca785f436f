"""A table that only grows, held by the database itself."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.utils.translation import gettext_lazy as _

# An entry goes only when a checkpoint covers it: `operations.expire` writes that first.
_COVERED = (
    "EXISTS (SELECT 1 FROM {covered} c WHERE c.centre_id = OLD.centre_id "
    "AND c.kind = OLD.kind AND c.last_seq >= OLD.seq)"
)
_UNCHANGED = (
    "CREATE TRIGGER {name} BEFORE UPDATE ON %(table)s "
    "BEGIN SELECT RAISE(ABORT, '{name}'); END"
)
_UNDELETED = (
    "CREATE TRIGGER {name}_undeleted BEFORE DELETE ON %(table)s "
    f"WHEN NOT {_COVERED} BEGIN SELECT RAISE(ABORT, '{{name}}'); END"
)
# REPLACE takes the old row away without asking the trigger above.
_UNREPLACED = (
    "CREATE TRIGGER {name}_unreplaced BEFORE INSERT ON %(table)s "
    "WHEN EXISTS (SELECT 1 FROM %(table)s e WHERE e.id = NEW.id OR "
    "(e.centre_id = NEW.centre_id AND e.kind = NEW.kind AND e.seq = NEW.seq)) "
    "BEGIN SELECT RAISE(ABORT, '{name}'); END"
)
_SQLITE = (_UNCHANGED, _UNDELETED, _UNREPLACED)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'DELETE' AND {_COVERED} THEN RETURN OLD; END IF; "
    "RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation'; END $$"
)
_POSTGRES_TRIGGER = (
    "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON %(table)s "
    "FOR EACH ROW EXECUTE FUNCTION {name}()"
)
_POSTGRES = (_POSTGRES_FUNCTION, _POSTGRES_TRIGGER)


class AppendOnly(models.BaseConstraint):
    """
    Rows are added, never changed.

    :param covered: table of checkpoints; entries it covers may be removed
    """

    def __init__(self, *, name: str, covered: str) -> None:
        super().__init__(
            name=name, violation_error_message=_("What is written here stays.")
        )
        self.covered = covered

    def _statements(
        self, model: type[models.Model], editor: BaseDatabaseSchemaEditor
    ) -> list[Statement]:
        table = model._meta.db_table
        texts = _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRES
        return [
            Statement(
                text.replace("{name}", self.name).replace("{covered}", self.covered),
                table=Table(table, editor.quote_name),
            )
            for text in texts
        ]

    def constraint_sql(
        self,
        model: type[models.Model] | None,
        schema_editor: BaseDatabaseSchemaEditor | None,
    ) -> str:
        """Add the triggers after the table is made, or made again."""
        if model is None or schema_editor is None:
            raise TypeError("A trigger belongs to a table.")
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))
        return ""

    def create_sql(
        self,
        model: type[models.Model] | None,
        schema_editor: BaseDatabaseSchemaEditor | None,
    ) -> str:
        if model is None or schema_editor is None:
            raise TypeError("A trigger belongs to a table.")
        statements = self._statements(model, schema_editor)
        return ";".join(str(statement) for statement in statements)

    def remove_sql(
        self,
        model: type[models.Model] | None,
        schema_editor: BaseDatabaseSchemaEditor | None,
    ) -> str:
        if model is None or schema_editor is None:
            raise TypeError("A trigger belongs to a table.")
        if schema_editor.connection.vendor == "sqlite":
            return ""  # it makes the table anew, without them
        table = schema_editor.quote_name(model._meta.db_table)
        return f"DROP TRIGGER IF EXISTS {self.name} ON {table}"

    def validate(self, *args: object, **options: object) -> None:
        """Accept: a form cannot tell whether a row was there before."""

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        return (
            "allin.audit.fields.AppendOnly",
            (),
            {"name": self.name, "covered": self.covered},
        )

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, AppendOnly)
            and self.name == other.name
            and self.covered == other.covered
        )

    def __hash__(self) -> int:
        return hash((self.name, self.covered))

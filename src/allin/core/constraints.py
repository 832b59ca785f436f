"""
`NoOverlap`: nobody is in two places, no room has two guests.

One constraint for both databases. PostgreSQL excludes by an index over ranges, without
any extension. SQLite has no such thing: two triggers refuse the row. They hang on the
table as deferred statements, so that they are made again whenever Django rebuilds it.
"""

from collections.abc import Iterator
from typing import Any, Final, cast

from django.core.exceptions import FieldError, ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import BaseConstraint, Field, Model, Q
from django.db.models.sql.query import Query
from django.utils.functional import Promise

SQLITE: Final = "sqlite"

# The standing rows of one key never overlap, so sorted by start they are sorted by
# end as well: only the last one that starts before the new end can be in the way.
# That makes the probe one step in the index, however many rows the key has.
_PROBE: Final = (
    "SELECT RAISE(ABORT, '%(name)s') WHERE (SELECT standing.%(ends)s FROM %(table)s"
    " AS standing WHERE %(row_is_standing)s"
    " AND standing.%(key)s = NEW.%(key)s AND standing.%(starts)s < NEW.%(ends)s"
    "%(not_itself)s ORDER BY standing.%(starts)s DESC LIMIT 1) > NEW.%(starts)s"
)
_TRIGGER: Final = (
    "CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s"
    " WHEN %(new_is_standing)s BEGIN " + _PROBE + "; END"
)
_INDEX: Final = (
    "CREATE INDEX %(index)s ON %(table)s (%(key)s, %(starts)s) WHERE %(bare)s"
)
_EXCLUDE: Final = (
    "CONSTRAINT %(name)s EXCLUDE USING gist (int8range(%(key)s, %(key)s, '[]') WITH &&,"
    " tstzrange(%(starts)s, %(ends)s) WITH &&) WHERE (%(bare)s)"
)


class NoOverlap(BaseConstraint):
    """
    Rows with the same `within` do not overlap in time, `[starts, ends)`.

    :param within: the field that must not be in two places, an integer or a foreign key
    :param starts: a DateTimeField; the row needs a check that it lies before `ends`
    :param ends: a DateTimeField, the first instant no longer taken
    :param unless: a boolean field; rows where it is true take no place
    :param condition: instead of `unless`: only rows for which this holds take a place
    """

    def __init__(
        self,
        *,
        name: str,
        within: str,
        starts: str,
        ends: str,
        unless: str = "",
        condition: Q | None = None,
        violation_error_code: str | None = None,
        violation_error_message: str | Promise | None = None,
    ) -> None:
        if unless and condition is not None:
            raise TypeError("NoOverlap takes `unless` or `condition`, not both.")
        self.within, self.starts, self.ends = within, starts, ends
        self.condition = Q(**{unless: False}) if unless else condition
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=cast("str | None", violation_error_message),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NoOverlap):
            return NotImplemented
        return bool(self.deconstruct() == other.deconstruct())

    def __hash__(self) -> int:
        return hash((self.name, self.within, self.starts, self.ends))

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs.update(within=self.within, starts=self.starts, ends=self.ends)
        if self.condition is not None:
            kwargs["condition"] = self.condition
        return path, args, kwargs

    # -- the database's side

    def constraint_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        """Return the clause of the table; on SQLite queue triggers instead."""
        model, editor = _known(model, schema_editor)
        if editor.connection.vendor == SQLITE:
            editor.deferred_sql.extend(self._triggers(model, editor))
            return ""
        return _EXCLUDE % self._columns(model, editor)

    def create_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        """Return what adds it to a standing table; SQLite rebuilds that."""
        model, editor = _known(model, schema_editor)
        if editor.connection.vendor == SQLITE:
            editor.deferred_sql.extend(self._triggers(model, editor))
            return ""
        return cast(
            "str",
            Statement(
                "ALTER TABLE %(table)s ADD %(clause)s",
                table=Table(model._meta.db_table, editor.quote_name),
                clause=_EXCLUDE % self._columns(model, editor),
            ),
        )

    def remove_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        """Return what takes it away; SQLite rebuilds the table without it instead."""
        model, editor = _known(model, schema_editor)
        if editor.connection.vendor == SQLITE:
            return ""
        return cast(
            "str",
            Statement(
                "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
                table=Table(model._meta.db_table, editor.quote_name),
                name=editor.quote_name(self.name),
            ),
        )

    def names_in(self, vendor: str) -> tuple[str, ...]:
        """Return the names that must be found in the database when it stands."""
        if vendor == SQLITE:
            return (f"{self.name}_on_insert", f"{self.name}_on_update")
        return (self.name,)

    def _fields(self, model: type[Model]) -> "tuple[Field[Any, Any], ...]":
        return tuple(
            cast("Field[Any, Any]", model._meta.get_field(name))
            for name in (self.within, self.starts, self.ends)
        )

    def _standing(self, model: type[Model]) -> Q:
        key, starts, ends = self._fields(model)
        filled = Q()
        for field in (key, starts, ends):
            # An unknown bound or key would be an endless range on PostgreSQL.
            if field.null:
                filled &= Q(**{f"{field.name}__isnull": False})
        return filled & self.condition if self.condition is not None else filled

    def _standing_sql(
        self, model: type[Model], editor: BaseDatabaseSchemaEditor, alias: str
    ) -> str:
        """Write which rows take a place, with each column read from `alias`."""
        query = Query(model=model, alias_cols=bool(alias))
        where = query.build_where(self._standing(model))
        if not where.children:
            return "TRUE"
        if alias:
            # While Django rebuilds a table, its fields still remember the old name.
            known = {field.cached_col.alias for field in model._meta.concrete_fields}
            where = where.relabeled_clone(
                dict.fromkeys(known | set(query.alias_map), alias)
            )
        compiler = query.get_compiler(connection=editor.connection)
        sql, params = where.as_sql(compiler, editor.connection)
        return str(sql % tuple(editor.quote_value(value) for value in params))

    def _columns(
        self, model: type[Model], editor: BaseDatabaseSchemaEditor
    ) -> dict[str, str]:
        key, starts, ends = (
            editor.quote_name(str(field.column)) for field in self._fields(model)
        )
        return {
            "name": editor.quote_name(self.name),
            "key": key,
            "starts": starts,
            "ends": ends,
            "bare": self._standing_sql(model, editor, ""),
        }

    def _triggers(
        self, model: type[Model], editor: BaseDatabaseSchemaEditor
    ) -> Iterator[Statement]:
        name, table = editor.quote_name, model._meta.db_table
        key, starts, ends = (str(field.column) for field in self._fields(model))
        own = name(str(model._meta.pk.column))

        def parts() -> dict[str, Any]:
            return {
                "table": Table(table, name),
                "key": Columns(table, [key], name),
                "starts": Columns(table, [starts], name),
                "ends": Columns(table, [ends], name),
                "index": name(f"{self.name}_index"),
                "bare": self._standing_sql(model, editor, ""),
            }

        yield Statement(_INDEX, **parts())
        for event, itself in (
            ("INSERT", ""),
            ("UPDATE", f" AND standing.{own} <> NEW.{own}"),
        ):
            yield Statement(
                _TRIGGER,
                **parts(),
                trigger=name(f"{self.name}_on_{event.lower()}"),
                name=self.name,
                event=event,
                not_itself=itself,
                new_is_standing=self._standing_sql(model, editor, "NEW"),
                row_is_standing=self._standing_sql(model, editor, "standing"),
            )

    # -- the form's side

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Refuse an instance that would overlap; the database decides a race."""
        fields = self._fields(model)
        if exclude and {field.name for field in fields} & set(exclude):
            return
        key, starts, ends = (getattr(instance, field.attname) for field in fields)
        if key is None or starts is None or ends is None:
            return
        if self.condition is not None:
            against = instance._get_field_expression_map(  # type: ignore[attr-defined]  # noqa: SLF001
                meta=model._meta, exclude=exclude
            )
            try:
                if not self.condition.check(against, using=using):
                    return
            except FieldError:
                return
        others = model._default_manager.using(using).filter(
            self._standing(model),
            **{
                fields[0].attname: key,
                f"{self.starts}__lt": ends,
                f"{self.ends}__gt": starts,
            },
        )
        if others.exclude(pk=instance.pk).exists():
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code
            )


def _known(
    model: type[Model] | None, editor: BaseDatabaseSchemaEditor | None
) -> tuple[type[Model], BaseDatabaseSchemaEditor]:
    if model is None or editor is None:
        raise TypeError("NoOverlap needs a model and a schema editor.")
    return model, editor


def standing_in(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    """Return the names of the triggers and constraints a table really has."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        if connection.vendor == SQLITE
        else "SELECT conname FROM pg_constraint WHERE conrelid = to_regclass(%s)"
    )
    named = table if connection.vendor == SQLITE else connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(sql, [named])
        return {str(name) for (name,) in cursor.fetchall()}

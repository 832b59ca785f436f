"""
Where imported lists go. Intake reads a list; the receiving room says what it may bring.

Intake lies below the rooms that receive, so it knows them only as a `Target`. Each
receiving room writes one in its `imports.py`; `config.targets` binds it:

    TARGET = Target(
        name="associations", title=_("Associations"), ...,
        columns=(
            Column("name", _("Name"), kind="name", required=True,
                   guesses=("Verein", "Name", "Association")),
            Column("phone", _("Telephone"), kind="phone", guesses=("Tel", "Telefon")),
            Column("remark", _("Remark"), guesses=("Bemerkung", "Notiz", "Note")),
        ),
        check=check, find_duplicates=find_duplicates, create=create, merge=merge,
        unmerge=unmerge, undo=undo, fingerprint=fingerprint, show=show,
    )

What a room gets is a `Row` of understood values (types by kind: core.cells). Cells in
doubt that nobody decided are simply absent from it. Intake calls `create` with a row
in a savepoint of its own; a Refusal there is shown beside the row, and the others go
on. A row is created once, however often the job runs.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from django.utils.crypto import salted_hmac
from django.utils.functional import Promise

from allin.core.cells import Kind, Option, Value
from allin.core.people import Centre, Person

Words = str | Promise  # lazily translated or plain


@dataclass(frozen=True)
class Column:
    """
    Something a list may bring.

    :param key: the name under which a Row holds it
    :param title: for people, translated lazily
    :param kind: how the cell is read, and so the type in `Row.values` (core.cells)
    :param required: a row without it is not created
    :param guesses: how people call this column in their lists, in any language;
        case, dots, "/in" and blanks do not matter, a beginning is enough ("Sprach")
    :param whole: a row waits while this cell is in doubt, but for "leave it out"
    """

    key: str
    title: Words
    kind: Kind = "text"
    required: bool = False
    guesses: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Row:
    """
    One line of the list, as understood.

    :param number: the line in the person's own list, as her program numbers it
    :param values: column key -> value; a key that is absent was empty or left out
    :param raw: column key -> the text as it stood there
    :param section: heading line above it in the list ("Vereine ohne Satzung"), or ""
    """

    number: int
    values: Mapping[str, Value]
    raw: Mapping[str, str] = field(default_factory=dict)
    section: str = ""


@dataclass(frozen=True)
class Remark:
    """
    What the receiving room has to say about a row before it is created.

    :param row: Row.number
    :param sentence: translated, plain words (look.md 9)
    :param column: key of the cell it is about, "" for the row
    :param level: "stop": the row cannot be created like this; "doubt": it can, if
        somebody confirms or picks an option; "clash": it rivals another row or
        something that exists; "note": good to know, nothing to decide
    :param options: other texts for that cell ("Brücke e. V." for "Brücke")
    """

    row: int
    sentence: str
    column: str = ""
    level: Literal["stop", "doubt", "clash", "note"] = "note"
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Twin:
    """
    A row that seems to be there already: in the house (`ref`) or in the list (`twin`).

    :param row: Row.number
    :param why: translated: "same telephone number, similar name"
    :param label: how the other one is called
    :param ref: the thing in the house, as `create` returned it; "" when in the list
    :param twin: number of the earlier row in the same list; 0 when in the house
    :param sure: nothing of the row would be new or different: it is simply skipped
    :param there: column key -> text of the other one, to be shown side by side
    """

    row: int
    why: str
    label: str
    ref: str = ""
    twin: int = 0
    sure: bool = False
    there: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Thing:
    """How a created thing is shown in the result. Empty label: it is gone."""

    label: str
    url: str = ""


Check = Callable[[Centre, Sequence[Row], Person], Iterable[Remark]]
FindDuplicates = Callable[[Centre, Sequence[Row], Person], Iterable[Twin]]
Create = Callable[[Centre, Row, Person, dt.datetime], str]
Merge = Callable[[Centre, str, Row, Person, dt.datetime], Mapping[str, str]]
Unmerge = Callable[[Centre, str, Mapping[str, str], Person, dt.datetime], Iterable[str]]
Undo = Callable[[Centre, str, Person, dt.datetime], None]
Fingerprint = Callable[[Centre, str], str]
Show = Callable[[Centre, str], Thing]


@dataclass(frozen=True)
class Target:
    """
    A room's offer to receive a list. All functions are called positionally.

    :param name: stable, in URLs and remembered mappings: "associations"
    :param title: "Associations", translated lazily
    :param columns: what a list may bring, in the order people expect
    :param check: (centre, rows, by) -> remarks. Reads only. Called with all rows at
        once (up to 20,000: few queries, no query a row)
    :param find_duplicates: (centre, rows, by) -> twins, at most one a row. Reads only,
        all rows at once; `twins_in_list` below finds those within the list
    :param create: (centre, row, by, now) -> ref, an opaque stable text such as
        "association:12". Through the room's own operations; may raise Refusal
    :param merge: (centre, ref, row, by, now) -> what was filled, field -> digest of
        what was written there. Fills what is empty, overwrites nothing
    :param unmerge: (centre, ref, filled, by, now) -> fields somebody changed since:
        they stay; the others become empty again
    :param fields: field of `filled` (up to a colon) -> key of the column it came from,
        where the two are not called the same
    :param undo: (centre, ref, by, now): take back what create made. Called only if the
        fingerprint is still the same; may raise Refusal (somebody booked it): kept
    :param fingerprint: (centre, ref) -> digest of all that a person could have edited
        since (use `digest`), "" when the thing is gone
    :param show: (centre, ref) -> Thing for the result page
    :param week: whether a weekly grid (days and rooms across, hours down) is meant too
    :param icon: name of the icon on the first page
    :param page: name of the address where what was entered is seen
    :param module: the centre's module that page belongs to; it is on from then
    """

    name: str
    title: Words
    columns: tuple[Column, ...]
    check: Check
    find_duplicates: FindDuplicates
    create: Create
    merge: Merge
    unmerge: Unmerge
    undo: Undo
    fingerprint: Fingerprint
    show: Show
    lead: Words = ""
    week: bool = False
    icon: str = "tray"
    page: str = ""
    module: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def column(self, key: str) -> Column:
        """Return the column of a key; KeyError when there is none."""
        return next(c for c in self.columns if c.key == key)

    def title_of(self, field: str) -> str:
        """Return how people call a field that was filled, "" for one they never see."""
        key = self.fields.get(field.partition(":")[0], field.partition(":")[0])
        return next((str(c.title) for c in self.columns if c.key == key), "")


_targets: dict[str, Target] = {}


def bind(target: Target) -> None:
    """Bind a target under its name; done by config alone, in the order of the week."""
    _targets[target.name] = target


def every() -> tuple[Target, ...]:
    """Return all targets in the order they were bound."""
    return tuple(_targets.values())


def find(name: str) -> Target | None:
    """Return the target of a name, or None."""
    return _targets.get(name)


SALT: Final = "allin.core.targets"


def digest(*parts: object) -> str:
    """Return a short keyed digest of what a person could have edited. Not readable."""
    text = "\x1f".join(str(part) for part in parts)
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()[:32]


def twins_in_list(
    rows: Iterable[Row], *, keys: Callable[[Row], Iterable[str]], why: str
) -> Iterable[Twin]:
    """
    Find rows of the list that mean the same as an earlier one, in one pass.

    :param keys: comparable texts of a row (core.matching.plain of its name); one in
        common is enough
    :param why: the sentence of the twins, translated
    """
    seen: dict[str, Row] = {}
    for row in rows:
        own = [key for key in keys(row) if key]
        first = next((seen[key] for key in own if key in seen), None)
        if first is not None:
            label = next(iter(first.raw.values()), "")
            yield Twin(
                row=row.number,
                why=why,
                label=label,
                twin=first.number,
                there=dict(first.raw),
            )
        for key in own:
            seen.setdefault(key, row)

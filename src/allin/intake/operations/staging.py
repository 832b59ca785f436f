"""A list on its way: read, sealed in pieces under keys that die after 24 hours."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.matching import plain
from allin.core.people import Person
from allin.core.tabular import layout, week
from allin.core.tabular.book import Problem, Sheet, Unreadable
from allin.core.tabular.read import read
from allin.core.targets import Target
from allin.intake.models import Remembered, Upload
from allin.intake.rules import mapping, plan
from allin.vault import operations as vault

CHUNK: Final = 1_000
LIFE: Final = dt.timedelta(hours=24)


def _sentence(problem: Problem) -> str:
    as_xlsx = _("Save the table as .xlsx and bring it again.")
    told: dict[Problem, str] = {
        "empty": _("There is nothing in this file."),
        "too_large": _("This file is larger than 12 MB. Bring it in two parts."),
        "too_many_rows": _("These are more than 50,000 rows. Bring it in parts."),
        "too_many_columns": _("This table has more than 200 columns."),
        "bomb": _("Unpacked, this file would be far too large. It was not read."),
        "password": _("This file has a password. Save it without one.") + " " + as_xlsx,
        "xls": _("This is an old Excel file (.xls).") + " " + as_xlsx,
        "xlsb": _("This is a binary Excel file (.xlsb).") + " " + as_xlsx,
        "ods": _("This is a LibreOffice table (.ods).") + " " + as_xlsx,
        "numbers": _("This is an Apple Numbers table.") + " " + as_xlsx,
        "pdf": _("This is a PDF, not a table.") + " " + as_xlsx,
        "picture": _("This is a picture, not a table.") + " " + as_xlsx,
        "word": _("This is a text document, not a table.") + " " + as_xlsx,
        "html": _("This is a web page, not a table.") + " " + as_xlsx,
        "archive": _("This is an archive. Unpack it and bring the table in it."),
        "broken": _("This file is damaged or no table.") + " " + as_xlsx,
        "binary": _("This is no table.") + " " + as_xlsx,
    }
    return told[problem]


@dataclass(frozen=True)
class Staged:
    """What was read of a file, without its rows. `sheets` as dicts with title, rows."""

    name: str
    sheets: list[dict[str, Any]]
    encoding: str = ""
    separator: str = ""
    doubtful: bool = False


@dataclass
class Choices:
    """
    What the coordinator decided.

    :param columns: place of a column (as text) -> key, "" for not taken over
    :param taken: rows (from 0) that are entries though they do not look like it
    :param cells: column key -> cell as written -> [what, text]; what is "take",
        "leave" or "text"
    :param twins: row number (as text) -> "same" or "new"
    :param rows: row number (as text) -> "out"
    """

    sheet: int = 0
    heading: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)
    cells: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)


def _key(upload: Upload, *parts: object) -> str:
    return ":".join(map(str, ("intake", upload.key, *parts)))


@transaction.atomic
def stage(
    *,
    centre: Centre,
    target: Target,
    data: bytes,
    name: str,
    by: Person,
    now: dt.datetime,
) -> Upload:
    """
    Read a file and keep its rows sealed for 24 hours. Nothing is created yet.

    :param data: the bytes of the file; what it is is told by them, not by its name
    :raises Refusal: if it cannot be read, in words
    """
    try:
        book = read(data)
    except Unreadable as problem:
        raise Refusal(_sentence(problem.problem), field="file") from problem
    upload = Upload.objects.create(
        centre=centre,
        target=target.name,
        by_id=by.id,
        created_at=now,
        touched_at=now,
        dies_at=now + LIFE,
    )
    sheets = [_keep_sheet(upload, n, s, target, now) for n, s in enumerate(book.sheets)]
    staged = Staged(name[:120], sheets, book.encoding, book.separator, book.doubtful)
    vault.keep_draft(key=_key(upload, "book"), data=asdict(staged), now=now)
    best = max(
        range(len(sheets)),
        key=lambda n: (not sheets[n]["hidden"], sheets[n]["known"], sheets[n]["rows"]),
    )
    lay_out(upload=upload, target=target, sheet=best, now=now)
    audit.record(
        centre=centre,
        verb="intake.stage",
        thing="intake.upload",
        thing_id=upload.pk,
        by=by,
        now=now,
    )
    upload.refresh_from_db()
    return upload


def _keep_sheet(
    upload: Upload, number: int, sheet: Sheet, target: Target, now: dt.datetime
) -> dict[str, Any]:
    numbers = list(range(1, len(sheet.rows) + 1))
    rows, grid = sheet.rows, False
    notes: dict[int, str] = {}
    found = week.recognise(sheet) if target.week else None
    if found is not None:
        entries, notes = plan.entries(found)
        rows = [plan.HEADING, *(entry.cells for entry in entries)]
        # Several entries begin in one line of a grid: they are counted through.
        numbers = list(range(len(rows)))
        grid = True
    for chunk, start in enumerate(range(0, len(rows), CHUNK)):
        part = {"rows": rows[start : start + CHUNK]}
        vault.keep_draft(key=_key(upload, number, chunk), data=part, now=now)
    flat = Sheet(sheet.title, rows)
    heading = layout.find_heading(flat, lambda t: mapping.knows(target.columns, t))
    named = rows[heading] if heading >= 0 else []
    return {
        "title": sheet.title,
        "hidden": sheet.hidden,
        "rows": len(rows),
        "heading": heading,
        "known": sum(mapping.knows(target.columns, cell) for cell in named) + 50 * grid,
        "grid": grid,
        "numbers": numbers if grid else [],
        "notes": {str(row + 1): text for row, text in notes.items()},
    }


def staged_of(upload: Upload, now: dt.datetime) -> Staged:
    """Return what was read. Raises Refusal when its day is over."""
    data = vault.open_draft(key=_key(upload, "book"), now=now)
    if data is None:
        raise Refusal(_("This list was kept for 24 hours. Bring it again."))
    return Staged(**data)


def sheet_of(upload: Upload, number: int, now: dt.datetime) -> Sheet:
    """Return a sheet with all its rows."""
    staged = staged_of(upload, now)
    told = staged.sheets[number]
    rows: list[list[str]] = []
    for chunk in range((told["rows"] + CHUNK - 1) // CHUNK):
        part = vault.open_draft(key=_key(upload, number, chunk), now=now)
        rows += part["rows"] if part else []
    return Sheet(told["title"], rows)


def choices_of(upload: Upload, now: dt.datetime) -> Choices:
    """Return what was decided so far."""
    data = vault.open_draft(key=_key(upload, "choices"), now=now)
    return Choices(**data) if data else Choices()


def keep_choices(upload: Upload, choices: Choices, now: dt.datetime) -> None:
    """Keep what was decided; what was found out before is found out anew."""
    vault.keep_draft(key=_key(upload, "choices"), data=asdict(choices), now=now)
    vault.drop_draft(key=_key(upload, "survey"))


def keep_refusals(upload: Upload, told: dict[str, str], now: dt.datetime) -> None:
    """Keep why rows were refused (line -> sentence); a sentence may name people."""
    vault.keep_draft(key=_key(upload, "refused"), data=told, now=now)


def refusals_of(upload: Upload, now: dt.datetime) -> dict[str, str]:
    """Return line -> why it was refused, as long as the list is kept."""
    return vault.open_draft(key=_key(upload, "refused"), now=now) or {}


def remember_survey(upload: Upload, data: dict[str, Any], now: dt.datetime) -> None:
    """Keep what was found out about all rows, sealed like the rows themselves."""
    vault.keep_draft(key=_key(upload, "survey"), data=data, now=now)


def remembered_survey(upload: Upload, now: dt.datetime) -> dict[str, Any] | None:
    """Return what was found out, or None when it has to be found out again."""
    return vault.open_draft(key=_key(upload, "survey"), now=now)


def _same_name(a: str, b: str) -> bool:
    return plain(a) == plain(b)


@transaction.atomic
def lay_out(
    *,
    upload: Upload,
    target: Target,
    sheet: int,
    now: dt.datetime,
    heading: int | None = None,
    columns: Mapping[str, str] | None = None,
    taken: tuple[int, ...] = (),
) -> Choices:
    """
    Choose sheet, heading row and columns; what is not told is recognised.

    :param heading: row of the sheet from 0, -1 for none; None: as recognised
    :param columns: place -> key; told ones are remembered for the centre's next list
    """
    staged = staged_of(upload, now)
    if not 0 <= sheet < len(staged.sheets):
        raise Refusal(_("There is no such sheet."))
    found = sheet_of(upload, sheet, now)
    if heading is None or heading >= len(found.rows):
        heading = int(staged.sheets[sheet]["heading"])
    named = found.rows[heading] if heading >= 0 else []
    memory = Remembered.objects.filter(
        centre_id=upload.centre_id, target=target.name
    ).first()
    known = memory.columns if memory else {}
    if columns is None:
        guessed = mapping.guess(target.columns, named, known)
        columns = {str(place): key for place, key in guessed.items()}
    else:
        told = {plain(n): columns.get(str(p), "") for p, n in enumerate(named) if n}
        Remembered.objects.update_or_create(
            centre_id=upload.centre_id,
            target=target.name,
            defaults={"columns": {**known, **told}},
        )
    choices = choices_of(upload, now)
    choices.sheet, choices.heading = sheet, heading
    choices.columns, choices.taken = dict(columns), list(taken)
    keep_choices(upload, choices, now)
    entries = layout.recognise(found, heading, frozenset(taken)).entries
    Upload.objects.filter(pk=upload.pk).update(total=len(entries))
    return choices


def decide(
    *,
    upload: Upload,
    now: dt.datetime,
    cells: Mapping[tuple[str, str], list[str]] | None = None,
    twins: Mapping[int, str] | None = None,
    rows: Mapping[int, str] | None = None,
) -> None:
    """
    Keep decisions about doubtful cells, twins and whole rows.

    :param cells: (column key, cell as written) -> [what, text]: holds for every row
        in which the same stands
    """
    choices = choices_of(upload, now)
    for (column, text), what in (cells or {}).items():
        choices.cells.setdefault(column, {})[text] = what
    choices.twins.update({str(row): what for row, what in (twins or {}).items()})
    choices.rows.update({str(row): what for row, what in (rows or {}).items()})
    keep_choices(upload, choices, now)


def entries_of(
    upload: Upload, choices: Choices, now: dt.datetime
) -> tuple[list[tuple[int, list[str], str]], dict[int, tuple[str, str]]]:
    """
    Return the entries as (line number, cells, section), and the lines that are none.

    The second is line number -> (reason, text).
    """
    told = staged_of(upload, now).sheets[choices.sheet]
    sheet = sheet_of(upload, choices.sheet, now)
    found = layout.recognise(sheet, choices.heading, frozenset(choices.taken))
    numbers = told["numbers"] or range(1, len(sheet.rows) + 1)
    entries = [
        (numbers[row], sheet.rows[row], found.sections.get(row, ""))
        for row in found.entries
    ]
    skipped = {
        numbers[row]: (str(reason), " · ".join(filter(None, sheet.rows[row])))
        for row, reason in found.skipped.items()
    }
    skipped.update({int(row): ("note", text) for row, text in told["notes"].items()})
    return entries, skipped

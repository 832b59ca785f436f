"""A list on its way: read, sealed in pieces under keys that die after 24 hours."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.matching import plain
from allin.core.people import Person
from allin.core.tabular import delimited, layout, week
from allin.core.tabular.book import Book, Problem, Sheet, Unreadable
from allin.core.tabular.read import is_spreadsheet, read
from allin.core.targets import Target
from allin.intake.models import Remembered, Upload
from allin.intake.operations import sealed
from allin.intake.operations.sealed import LIFE, Choices, Staged, choices_of, staged_of
from allin.intake.rules import mapping, plan


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
    book = _read(data)
    upload = Upload.objects.create(
        centre=centre,
        target=target.name,
        by_id=by.id,
        created_at=now,
        touched_at=now,
        dies_at=now + LIFE,
    )
    sheets = _keep_book(upload, target, name, book, data, now)
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


def _read(data: bytes, encoding: str = "", separator: str = "") -> Book:
    try:
        return read(data, encoding=encoding, separator=separator)
    except Unreadable as problem:
        raise Refusal(_sentence(problem.problem), field="file") from problem


def _keep_book(  # noqa: PLR0917  (all of one file)
    upload: Upload,
    target: Target,
    name: str,
    book: Book,
    data: bytes,
    now: dt.datetime,
) -> list[dict[str, Any]]:
    """Seal what was read, and a delimited file itself; return its sheets."""
    sheets = [_keep_sheet(upload, n, s, target, now) for n, s in enumerate(book.sheets)]
    other = {} if is_spreadsheet(data) else delimited.readings(data)
    staged = Staged(
        name=name[:120],
        sheets=sheets,
        encoding=book.encoding,
        separator=book.separator,
        doubtful=book.doubtful,
        readings=other,
    )
    sealed.keep_staged(upload, staged, now)
    if not is_spreadsheet(data):
        sealed.keep_file(upload, data, now)
    return sheets


@transaction.atomic
def read_again(
    *,
    upload: Upload,
    target: Target,
    now: dt.datetime,
    encoding: str = "",
    separator: str = "",
) -> Choices:
    """
    Read a delimited file anew, in the letters and with the separator somebody says.

    What was mapped stays: by place when there are as many columns as before, else by
    the name of the column. Decisions stay for cells that read the same.

    :param encoding: Python's name of it, "" as before; `separator` likewise
    :raises Refusal: for a spreadsheet, and when nothing can be read like that
    """
    staged = staged_of(upload, now)
    if not staged.separator:
        raise Refusal(_("A spreadsheet says itself how it is to be read."))
    data = sealed.file_of(upload, now)
    before = choices_of(upload, now)
    old = sealed.sheet_of(upload, before.sheet, now)
    book = _read(data, encoding or staged.encoding, separator or staged.separator)
    new = book.sheets[0]
    sheets = _keep_book(upload, target, staged.name, book, data, now)
    heading = int(sheets[0]["heading"])
    columns = before.columns
    if new.width == old.width:
        heading = before.heading if before.heading < len(new.rows) else heading
    else:
        columns = _by_name(
            target, before, old, new.rows[heading] if heading >= 0 else ()
        )
    before.columns, before.heading = columns, heading
    sealed.keep_choices(upload, before, now)
    _count(upload, new, before)
    return before


def _by_name(
    target: Target, choices: Choices, old: Sheet, named: Sequence[str]
) -> dict[str, str]:
    """Find the mapped columns again where the file is cut otherwise now."""
    before = old.rows[choices.heading] if choices.heading >= 0 else []
    told = {
        plain(before[int(place)]): key
        for place, key in choices.columns.items()
        if key and int(place) < len(before) and before[int(place)]
    }
    guessed = mapping.guess(target.columns, named, told)
    return {str(place): key for place, key in guessed.items()}


def _count(upload: Upload, sheet: Sheet, choices: Choices) -> None:
    found = layout.recognise(sheet, choices.heading, frozenset(choices.taken))
    Upload.objects.filter(pk=upload.pk).update(total=len(found.entries))


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
    sealed.keep_rows(upload, number, rows, now)
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
    found = sealed.sheet_of(upload, sheet, now)
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
    sealed.keep_choices(upload, choices, now)
    _count(upload, found, choices)
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
    sealed.keep_choices(upload, choices, now)


def entries_of(
    upload: Upload, choices: Choices, now: dt.datetime
) -> tuple[list[tuple[int, list[str], str]], dict[int, tuple[str, str]]]:
    """
    Return the entries as (line number, cells, section), and the lines that are none.

    The second is line number -> (reason, text).
    """
    told = staged_of(upload, now).sheets[choices.sheet]
    sheet = sealed.sheet_of(upload, choices.sheet, now)
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

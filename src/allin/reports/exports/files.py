"""Reports as CSV and XLSX; whatever a cell holds, no program runs it."""

import csv
import datetime as dt
import io
import re
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _

from allin.reports.exports.sheet import Sheet, Written

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
MINUTES_A_DAY: Final = 24 * 60
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
LONGEST_SHEET_NAME: Final = 31


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _plain(cell: Written) -> str:
    if cell.number is None:
        return cell.text
    if cell.unit == "hours":
        return f"{cell.number // 60}:{cell.number % 60:02}"
    return str(cell.number)


def as_csv(sheet: Sheet) -> bytes:
    """Write a sheet as CSV: semicolons, UTF-8 with mark, one table below another."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for text in (sheet.title, sheet.centre, sheet.frozen, sheet.explained):
        if text:
            writer.writerow([harmless(text)])
    for grid in sheet.grids:
        writer.writerow([])
        writer.writerow([harmless(grid.title), *map(harmless, grid.head)])
        for row in grid.rows:
            writer.writerow([harmless(row.label), *map(_plain, row.cells)])
        if grid.note:
            writer.writerow([harmless(grid.note)])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """Write a sheet as XLSX, one table a page; the same figures give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    properties: dict[str, object] = {"title": sheet.title, "company": sheet.centre}
    if sheet.frozen_at is not None:
        properties["created"] = sheet.frozen_at.astimezone(dt.UTC).replace(tzinfo=None)
    book.set_properties(properties)
    bold = book.add_format({"bold": True})
    formats = {
        "count": book.add_format({"num_format": "#,##0"}),
        "minutes": book.add_format({"num_format": "#,##0"}),
        "hours": book.add_format({"num_format": "[h]:mm"}),
    }
    first = book.add_worksheet(_("Report"))
    first.set_column(0, 0, 100)
    for line, text in enumerate(
        (sheet.title, sheet.lead, sheet.centre, sheet.frozen, sheet.explained)
    ):
        first.write_string(line, 0, text)
    for grid in sheet.grids:
        page = book.add_worksheet(_sheet_name(grid.title, book))
        page.set_column(0, 0, 40)
        for column, text in enumerate([grid.title, *grid.head]):
            page.write_string(0, column, text, bold)
        for line, row in enumerate(grid.rows, start=1):
            page.write_string(line, 0, row.label, bold if row.is_sum else None)
            for column, cell in enumerate(row.cells, start=1):
                if cell.number is None:
                    page.write_string(line, column, cell.text)
                elif cell.unit == "hours":
                    days = cell.number / MINUTES_A_DAY
                    page.write_number(line, column, days, formats["hours"])
                else:
                    page.write_number(line, column, cell.number, formats[cell.unit])
        if grid.note:
            page.write_string(len(grid.rows) + 2, 0, grid.note)
    book.close()
    return out.getvalue()


def _sheet_name(title: str, book: xlsxwriter.Workbook) -> str:
    base = _NO_SHEET_NAME.sub("", title)[: LONGEST_SHEET_NAME - 2].strip()
    taken = {page.get_name().lower() for page in book.worksheets()}
    return base if base.lower() not in taken else f"{base} {len(taken)}"

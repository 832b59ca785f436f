"""A paper as a Word file somebody can go on writing in; the same bytes every time."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from allin.reports.exports.dossier import paper_of
from allin.reports.models import Dossier

FONT: Final = "Arial"  # what every office has; ours would be replaced there
INK2: Final = RGBColor(0x3B, 0x3B, 0x3B)
WIDE, FACTS = 170, 3
BODY, SMALL, LEAD, FIGURE, CELL = 9, 7.5, 10.5, 14, 8
MARGIN, TOP, FOOT = 20, 13, 15


def as_docx(dossier: Dossier, language: str) -> bytes:
    """Write a dossier as DOCX; the same frozen words give the same bytes."""
    return written(paper_of(dossier, language), dossier.frozen_at)


def written(paper: Mapping[str, Any], at: dt.datetime) -> bytes:
    """
    Write a paper as DOCX; the same words give the same bytes.

    :param paper: who it is of (centre, address), title, time, lead, pages of sections
        with blocks, language, and frozen, what stands at the foot of each page
    """
    document = docx.Document()
    _settle(document, paper, at)
    head = document.add_paragraph()
    _run(head, paper["centre"], bold=True)
    _run(head, f"   {paper['address']}", size=SMALL, color=INK2)
    document.add_heading(paper["title"], level=1)
    _run(document.add_paragraph(), paper["time"], size=SMALL + 1, color=INK2)
    _run(document.add_paragraph(), paper["lead"], size=LEAD)
    for number, sections in enumerate(paper["pages"]):
        for place, section in enumerate(sections):
            heading = document.add_heading(section["title"], level=2)
            heading.paragraph_format.page_break_before = number > 0 and place == 0
            _rule_above(heading)
            for block in section["blocks"]:
                _draw(document, block)
    return _fixed(document)


def _settle(
    document: Document, paper: Mapping[str, Any], frozen_at: dt.datetime
) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.top_margin, page.bottom_margin = Mm(TOP), Mm(FOOT)
    page.footer_distance = Mm(8)
    for name, size in (("Normal", BODY), ("Heading 1", 19), ("Heading 2", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        space = style.paragraph_format
        space.space_before = Pt(9 if name == "Heading 2" else 0)
        space.space_after, space.line_spacing = Pt(3), 1.08
    _language(document, paper["language"])
    when = frozen_at.astimezone(dt.UTC).replace(tzinfo=None)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = paper["title"], "", ""
    about.subject, about.language = paper["centre"], paper["language"]
    about.comments, about.created, about.modified = "", when, when
    about.revision = 1
    _run(page.footer.paragraphs[0], paper["frozen"], size=SMALL, color=INK2)


def _language(document: Document, language: str) -> None:
    """Say which language it is in: spelling and reading aloud follow it."""
    found = document.styles["Normal"].element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), {"de": "de-DE"}.get(language, "en-GB"))
    found.append(lang)


def _run(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = BODY,
    bold: bool = False,
    color: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    if color is not None:
        run.font.color.rgb = color


def _draw(document: Document, block: dict[str, Any]) -> None:
    if block["kind"] == "text":
        _run(document.add_paragraph(), block["text"])
    elif block["kind"] == "note":
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4)
        _run(paragraph, block["text"], size=SMALL, color=INK2)
    elif block["kind"] == "list":
        for item in block["items"]:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.paragraph_format.space_after = Pt(1)
            _run(paragraph, item)
    elif block["kind"] == "facts":
        _facts(document, block["facts"])
    else:
        _table(document, block)


def _facts(document: Document, pairs: list[list[str]]) -> None:
    """Put figures in a grid of three, each above what it counts."""
    table = document.add_table(rows=-(-len(pairs) // FACTS), cols=FACTS)
    for place, (value, label) in enumerate(pairs):
        paragraph = table.cell(place // FACTS, place % FACTS).paragraphs[0]
        _run(paragraph, value, size=FIGURE, bold=True)
        paragraph.add_run().add_break()
        _run(paragraph, label, size=BODY)


def _table(document: Document, block: dict[str, Any]) -> None:
    head, rows, words = block["head"], block["rows"], block["words"]
    table = document.add_table(rows=1 + len(rows), cols=len(head))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _widths(table, block)
    for line, texts in enumerate([head, *rows]):
        for column, text in enumerate(texts):
            paragraph = table.cell(line, column).paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            if column >= words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _run(paragraph, text, size=CELL, color=INK2 if line == 0 else None)
    _repeats(table)
    _lines(table)


def _widths(table: Table, block: dict[str, Any]) -> None:
    """Give the first column what the others leave."""
    others = [
        max(len(row[column]) for row in [block["head"], *block["rows"]])
        for column in range(1, len(block["head"]))
    ]
    needed = [min(max(14, 1.9 * length + 3), 46) for length in others]
    if block["words"] == 1:
        needed = [min(width, 24) for width in needed[:-2]] + needed[-2:]
    share = min(1.0, (WIDE - 42) / sum(needed)) if needed else 1.0
    widths = [WIDE - share * sum(needed), *(share * width for width in needed)]
    for column, width in zip(table.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(width)


def _repeats(table: Table) -> None:
    """Mark the first row as the head: it is read out, and repeats on a next page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  (no other door)


def _lines(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, size, color in (("bottom", 4, "BBBBBB"), ("insideH", 4, "BBBBBB")):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("color", color)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  (no other door)


def _rule_above(heading: Paragraph) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "9"), ("space", "3")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    heading.paragraph_format.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _fixed(document: Document) -> bytes:
    """Return the file with nothing in it that tells when it was zipped."""
    known = document.part.package.rels
    for name in [key for key, one in known.items() if one.reltype == RT.THUMBNAIL]:
        del known[name]  # a picture of the library's own empty letter
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with (
        zipfile.ZipFile(made) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in given.namelist():
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            fixed.writestr(part, given.read(name))
    return out.getvalue()

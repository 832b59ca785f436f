"""Where in a sheet the list begins, and which lines in it are no entries."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from allin.core.tabular.book import Sheet

Reason = Literal["title", "section", "sum", "footer", "heading"]

LOOK_AT: Final = 40
_SUM: Final = re.compile(
    r"\W*(gesamt|summe|zusammen|insgesamt|anzahl|total|sum|count)\b", re.IGNORECASE
)
_FOOT: Final = re.compile(
    r"\W*(stand|legende|hinweis|quelle|seite|as of|note|page|erstellt|gedruckt|"
    r"aktualisiert|nicht weitergeben)\b",
    re.IGNORECASE,
)
_DECORATED: Final = re.compile(r"[-–—=*_#~.:<>|\s]{2,}.*[-–—=*_#~.:<>|\s]{2,}|.*:\s*$")
_DIGITS: Final = re.compile(r"\d{2,}|@")


@dataclass(frozen=True)
class Layout:
    """
    How a sheet is laid out. Rows are indexes from 0.

    :param heading: the row with the columns' names, -1 when there is none
    :param entries: rows that are entries
    :param skipped: rows below the heading that are not, each with its reason
    :param sections: entry row -> the section line above it
    """

    heading: int
    entries: tuple[int, ...]
    skipped: dict[int, Reason] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)


def find_heading(sheet: Sheet, known: Callable[[str], bool]) -> int:
    """
    Return the row that names the columns, -1 when no row looks like it.

    :param known: whether a text is a column name the receiving room knows
    """
    best, best_score = -1, 1.0
    for place, row in enumerate(sheet.rows[:LOOK_AT]):
        cells = [cell for cell in row if cell]
        if len(cells) < min(2, sheet.width):  # one cell alone is a title
            continue
        score = 3.0 * len({cell for cell in cells if known(cell)})
        score += 0.1 * len(cells) - 0.5 * (len(cells) - len(set(cells)))
        score -= 1.0 * sum(bool(_DIGITS.search(cell)) for cell in cells)
        score -= 0.5 * sum(len(cell) > 40 for cell in cells)  # noqa: PLR2004
        if score > best_score:
            best, best_score = place, score
    return best


def recognise(
    sheet: Sheet, heading: int, taken: frozenset[int] = frozenset()
) -> Layout:
    """
    Sort the rows below the heading into entries and lines that are none.

    :param taken: rows a person said are entries all the same
    """
    names = [cell for cell in sheet.rows[heading] if cell] if heading >= 0 else []
    entries: list[int] = []
    skipped: dict[int, Reason] = {}
    sections: dict[int, str] = {}
    section = ""
    after_gap = False
    last = _last_full(sheet)
    for place in range(heading + 1, len(sheet.rows)):
        row = sheet.rows[place]
        cells = [cell for cell in row if cell]
        if not cells:
            after_gap = True
            continue
        reason = None
        if place not in taken:
            lonely = len(cells) == 1 and sheet.width > 2  # noqa: PLR2004
            reason = _reason(cells, names, lonely=lonely, end=place > last)
            if reason is None and lonely and after_gap and place > last:
                reason = "footer"
        if reason is None:
            entries.append(place)
            if section:
                sections[place] = section
        else:
            skipped[place] = reason
            if reason == "section":
                section = re.sub(r"^[\W_]+|[\W_]+$", "", cells[0])
    return Layout(heading, tuple(entries), skipped, sections)


def _last_full(sheet: Sheet) -> int:
    """Return the last row with more than one cell that is no sum."""
    full = [
        place
        for place, row in enumerate(sheet.rows)
        if sum(bool(cell) for cell in row) > 1
        and not _SUM.match(next(filter(None, row)))
    ]
    return full[-1] if full else -1


def _reason(
    cells: list[str], names: list[str], *, lonely: bool, end: bool
) -> Reason | None:
    if cells == names:
        return "heading"
    if _SUM.match(cells[0]) and len(cells) <= 3:  # noqa: PLR2004
        return "sum"
    if lonely and (_FOOT.match(cells[0]) or (end and cells[0].startswith("*"))):
        return "footer"
    if lonely and _DECORATED.fullmatch(cells[0]):
        return "section"
    return None

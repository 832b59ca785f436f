"""What a file holds once it is read: sheets of rows of text."""

from dataclasses import dataclass, field
from typing import Final, Literal

LARGEST_FILE: Final = 12 * 1024 * 1024
LARGEST_UNPACKED: Final = 160 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 40
LONGEST_CELL: Final = 10_000

Problem = Literal[
    "empty", "too_large", "too_many_rows", "too_many_columns", "bomb", "password",
    "xls", "xlsb", "ods", "numbers", "pdf", "picture", "word", "html", "archive",
    "broken", "binary",
]  # fmt: skip


class Unreadable(Exception):  # noqa: N818  (an answer, turned into words by intake)
    """
    A file that is not read, and why.

    :param problem: one of Problem; intake has the sentence for people
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


@dataclass(frozen=True)
class Merged:
    """Cells joined into one: first and last row and column, from 0, inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """
    One sheet. Rows may differ in length; an absent cell is "".

    Dates are ISO text ("2018-07-01"), times "14:30", whole numbers without a point,
    formulas the text of the formula.

    :param first: number of the first row as the person's program shows it
    """

    title: str
    rows: list[list[str]]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    first: int = 1

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True)
class Book:
    """
    A file that was read.

    :param encoding: Python's name of it, "" for a spreadsheet
    :param separator: of a delimited file, "" for a spreadsheet
    :param doubtful: the encoding was a close call
    """

    sheets: list[Sheet] = field(default_factory=list)
    encoding: str = ""
    separator: str = ""
    doubtful: bool = False


def cell(row: list[str], place: int) -> str:
    """Return a cell of a ragged row, "" where there is none."""
    return row[place] if 0 <= place < len(row) else ""

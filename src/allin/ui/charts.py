"""Bars drawn by the server: positions are attributes, the table stands beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LABELS: Final = 220  # px for the words
WIDTH: Final = 720
BAR: Final = 24
STEP: Final = 36
NUMBER: Final = 64  # px kept free behind the longest bar


@dataclass(frozen=True)
class DrawnBar:
    """
    One bar with its word and its number, in px of the drawing.

    :param value: as given; None is a number too small to be shown
    """

    label: str
    shown: str
    value: float | None
    y: int
    middle: int
    x: float
    length: float
    label_x: float
    number_x: float


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    bars: Sequence[DrawnBar]
    zero: float
    right_to_left: bool


def number(value: float | None, *, too_small: str) -> str:
    """Return a number with thin spaces, or the words for one kept back."""
    if value is None:
        return too_small
    said = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return said.replace(",", "\u202f")


def draw(
    rows: Iterable[tuple[str, float | None]], *, right_to_left: bool, too_small: str
) -> Drawing:
    """Lay out horizontal bars from zero, growing in the direction of reading."""
    given = list(rows)
    most = max((value for _, value in given if value), default=0) or 1
    room = WIDTH - LABELS - NUMBER

    def place(x: float) -> float:
        return WIDTH - x if right_to_left else x

    bars = []
    for n, (label, value) in enumerate(given):
        length = round((value or 0) / most * room, 1)
        start = place(LABELS) - (length if right_to_left else 0)
        y = n * STEP + (STEP - BAR) // 2
        bars.append(
            DrawnBar(
                label=str(label),
                shown=number(value, too_small=too_small),
                value=value,
                y=y,
                middle=y + BAR // 2 + 5,
                x=round(start, 1),
                length=length,
                label_x=place(LABELS - 12),
                number_x=round(place(LABELS + length + 8), 1),
            )
        )
    return Drawing(WIDTH, max(len(given), 1) * STEP, bars, place(LABELS), right_to_left)

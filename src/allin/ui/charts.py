"""Bars drawn by the server: positions are attributes, the table stands beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

BAR: Final = 24
NUMBER: Final = 64  # px kept free behind the longest bar


@dataclass(frozen=True)
class Shape:
    """
    How a drawing is laid out, in px.

    :param labels: room for the words beside the bars; 0 puts each above its bar
    :param step: from one bar to the next
    """

    width: int
    labels: int
    step: int


WIDE: Final = Shape(width=720, labels=220, step=36)
NARROW: Final = Shape(width=328, labels=0, step=60)  # a telephone of 360 px


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
    label_y: int
    number_x: float


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    bars: Sequence[DrawnBar]
    zero: float
    right_to_left: bool
    anchor: str


def number(value: float | None, *, too_small: str) -> str:
    """Return a number with thin spaces, or the words for one kept back."""
    if value is None:
        return too_small
    said = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return said.replace(",", "\u202f")


def draw(
    rows: Iterable[tuple[str, float | None]],
    *,
    right_to_left: bool,
    too_small: str,
    shape: Shape = WIDE,
) -> Drawing:
    """Lay out horizontal bars from zero, growing in the direction of reading."""
    given = list(rows)
    most = max((value for _, value in given if value), default=0) or 1
    labels, step = shape.labels, shape.step
    room = shape.width - labels - NUMBER

    def place(x: float) -> float:
        return shape.width - x if right_to_left else x

    bars = []
    for n, (label, value) in enumerate(given):
        length = round((value or 0) / most * room, 1)
        start = place(labels) - (length if right_to_left else 0)
        y = n * step + ((step - BAR) // 2 if labels else step - BAR - 6)
        bars.append(
            DrawnBar(
                label=str(label),
                shown=number(value, too_small=too_small),
                value=value,
                y=y,
                middle=y + BAR // 2 + 5,
                x=round(start, 1),
                length=length,
                label_x=place(labels - 12 if labels else 0),
                label_y=y + BAR // 2 + 5 if labels else y - 8,
                number_x=round(place(labels + length + 8), 1),
            )
        )
    return Drawing(
        width=shape.width,
        height=max(len(given), 1) * step,
        bars=bars,
        zero=place(labels),
        right_to_left=right_to_left,
        anchor="end" if labels else "start",
    )

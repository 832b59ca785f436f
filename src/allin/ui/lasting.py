"""
Lanes over months: what is paid until when. Drawn by the server, in px of the drawing.

One lane a cost, as high as its cost is large; time flows in the direction of reading.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Fill = Literal["paid", "bridged", "missing"]

WIDTH: Final = 840
LABELS: Final = 128  # beside the lanes
TOP: Final = 58  # for years, months and the sign of now
GAP: Final = 8
LANES: Final = 140  # all lanes together, if none has to be made higher to be seen
LEAST: Final = 44
MARK: Final = 11  # radius of a number under the axis
APART: Final = 27
LETTER: Final = 7.2  # a bold letter of 13 px, on the average
YEAR: Final = 40  # a year's number, with what it keeps free


@dataclass(frozen=True)
class Piece:
    """
    Days of a lane that look alike, first and last included.

    :param text: said on it where there is room
    """

    first: dt.date
    last: dt.date
    fill: Fill
    text: str = ""


@dataclass(frozen=True)
class Lane:
    """
    A cost.

    :param note: beneath its name: what it costs a month
    :param assumed: the word for an assumption; "" where the note is a fact
    :param weight: how high it is against the others
    """

    label: str
    note: str
    weight: int
    pieces: Sequence[Piece]
    assumed: str = ""


@dataclass(frozen=True)
class Lasting:
    """
    What is to be drawn.

    :param now: the day it is seen on, said by `now_text`
    :param marks: numbered days under the axis
    :param month: writes the name of a month
    """

    first: dt.date
    last: dt.date
    lanes: Sequence[Lane]
    title: str
    now: dt.date | None = None
    now_text: str = ""
    now_assumed: str = ""
    marks: Sequence[tuple[int, dt.date]] = ()


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    kind: str = ""
    text: str = ""
    text_x: float = 0
    text_width: float = 0

    @property
    def text_y(self) -> float:
        return self.y + self.height / 2

    @property
    def plate_x(self) -> float:
        return self.text_x - self.text_width / 2


@dataclass(frozen=True)
class Word:
    x: float
    y: float
    text: str
    kind: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class Mark:
    number: int
    x: float
    at: float
    y: float
    top: float


@dataclass(frozen=True)
class Drawing:
    width: int
    height: float
    boxes: Sequence[Box]
    words: Sequence[Word]
    ticks: Sequence[float]
    marks: Sequence[Mark]
    now_x: float | None
    now_box: Box | None
    top: int
    floor: float


class Pen:
    """Knows where a day lies, from the beginning of a line whichever side that is."""

    def __init__(self, what: Lasting, *, right_to_left: bool) -> None:
        self.what = what
        self.rtl = right_to_left
        self.months = list(_months(what.first, what.last))
        self.step = (WIDTH - LABELS) / len(self.months)
        self.start = what.first.replace(day=1)

    def place(self, x: float) -> float:
        return round(WIDTH - x if self.rtl else x, 1)

    def at(self, day: dt.date) -> float:
        """Return how far from the beginning of the line a day starts."""
        whole = (day.year - self.start.year) * 12 + day.month - self.start.month
        length = calendar.monthrange(day.year, day.month)[1]
        return LABELS + (whole + (day.day - 1) / length) * self.step

    def after(self, day: dt.date) -> float:
        return self.at(day + dt.timedelta(days=1))

    def box(self, starts: float, ends: float, y: float, height: float) -> Box:
        left = WIDTH - ends if self.rtl else starts
        return Box(round(left, 1), y, round(ends - starts, 1), height)


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + dt.timedelta(days=32)).replace(day=1)


def heights(weights: Sequence[int]) -> list[int]:
    """Return how high lanes are: by their weight, but none too low to be read."""
    total = sum(weights) or 1
    return [max(LEAST, round(LANES * weight / total)) for weight in weights]


def draw(
    what: Lasting, month_names: Sequence[str], *, right_to_left: bool
) -> Drawing:  # fmt: skip
    """Lay out lanes, months, the line of now and the numbers under the axis."""
    pen = Pen(what, right_to_left=right_to_left)
    boxes: list[Box] = []
    words = list(_axis(pen, month_names))
    y: float = TOP
    for lane, height in zip(
        what.lanes, heights([lane.weight for lane in what.lanes]), strict=True
    ):
        words.extend(_label(pen, lane, y, height))
        boxes.extend(_boxes(pen, lane, y, height))
        y += height + GAP
    floor = y - GAP
    words.extend(_beside_now(pen))
    now = pen.place(pen.at(what.now)) if what.now else None
    marks = list(_marks(pen, floor))
    return Drawing(
        width=WIDTH,
        height=floor + (54 if marks else 10),
        boxes=boxes,
        words=words,
        ticks=[pen.place(pen.at(month)) for month in pen.months],
        marks=marks,
        now_x=now,
        now_box=_now(pen),
        top=TOP,
        floor=floor,
    )


def _axis(pen: Pen, names: Sequence[str]) -> Iterator[Word]:
    # Two years of months have room for every other name only.
    every = 1 if len(pen.months) <= 18 else 3  # noqa: PLR2004  (months)
    for number, month in enumerate(pen.months):
        if number == 0 or month.month == 1:
            yield Word(pen.place(pen.at(month) + 4), 14, str(month.year), "year")
        if number % every == 0:
            middle = pen.at(month) + pen.step / 2
            yield Word(pen.place(middle), 36, names[month.month - 1], "", "middle")


def _label(pen: Pen, lane: Lane, y: float, height: int) -> Iterator[Word]:
    lines = [(lane.label, "label"), (lane.note, "note"), (lane.assumed, "assumed")]
    said = [(text, kind) for text, kind in lines if text]
    top = y + max(0, (height - 16 * len(said)) / 2) + 12
    for number, (text, kind) in enumerate(said):
        yield Word(pen.place(0), round(top + 16 * number, 1), text, kind)


def _boxes(pen: Pen, lane: Lane, y: float, height: int) -> Iterator[Box]:
    for piece in lane.pieces:
        starts, ends = pen.at(piece.first), pen.after(piece.last)
        bare = pen.box(starts, ends, y, height)
        width = len(piece.text) * LETTER + 12
        room = width <= bare.width
        middle = starts + min(6, (bare.width - width) / 2) + width / 2
        yield Box(
            bare.x,
            y,
            bare.width,
            height,
            piece.fill,
            piece.text if room else "",
            pen.place(middle),
            round(width, 1),
        )


def _marks(pen: Pen, floor: float) -> Iterator[Mark]:
    """Put numbers beneath their days, nudged apart where they are close."""
    behind: float = LABELS - APART
    for number, day in pen.what.marks:
        # What ends on a day is marked where the day is over.
        at = min(max(pen.after(day), LABELS), WIDTH)
        x = min(max(at, behind + APART), WIDTH - MARK)
        behind = x
        yield Mark(number, pen.place(x), pen.place(at), floor + 36, floor)


def _now(pen: Pen) -> Box | None:
    sign = _sign(pen)
    if sign is None:
        return None
    x, width, _word = sign
    bare = pen.box(x, x + width, 0, 22)
    middle = pen.place(x + width / 2)
    return Box(bare.x, 0, bare.width, 22, "now", pen.what.now_text, middle)


def _beside_now(pen: Pen) -> Iterator[Word]:
    """Say beside the sign of now that the day is an assumption."""
    sign = _sign(pen)
    if sign is not None and pen.what.now_assumed:
        x, _width, word = sign
        before = word < x
        at = x - 8 if before else word
        anchor = "end" if before else "start"
        yield Word(pen.place(at), 16, pen.what.now_assumed, "assumed", anchor)


def _sign(pen: Pen) -> tuple[float, float, float] | None:
    """
    Return where the sign of now begins, its width, where the word beside it begins.

    It stands over its line, and moves aside where it would lie on a year's number.
    """
    what = pen.what
    if what.now is None:
        return None
    now, width = pen.at(what.now), len(what.now_text) * LETTER + 16
    word = len(what.now_assumed) * LETTER
    years = [
        (pen.at(month), pen.at(month) + YEAR)
        for number, month in enumerate(pen.months)
        if number == 0 or month.month == 1
    ]
    places = []
    for x in (now - width / 2, now - width + 10, now - 10):
        held = min(max(x, LABELS), WIDTH - width)
        places += [(held, held + width + 8), (held, held - 8 - word)]
    if not word:
        places = [(x, x) for x, _beside in places]
    for x, beside in places:
        starts, ends = min(x, beside), max(x + width, beside + word)
        inside = starts >= LABELS and ends <= WIDTH
        if inside and all(ends < first or starts > last for first, last in years):
            return x, width, beside
    return places[0][0], width, places[0][1]


def fills(lanes: Iterable[Lane]) -> list[Fill]:
    """Return which fills there are, in the order of the legend."""
    found = {piece.fill for lane in lanes for piece in lane.pieces}
    order: tuple[Fill, ...] = ("paid", "bridged", "missing")
    return [fill for fill in order if fill in found]

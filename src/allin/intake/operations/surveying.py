"""The dry run: what would be created, what is doubtful, what is there already."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core.cells import Kind, Option, Phone, Reading, Value
from allin.core.people import Person
from allin.core.targets import Column, Remark, Row, Target, Twin
from allin.intake.models import Made, Upload
from allin.intake.operations import sealed, staging
from allin.intake.operations.sealed import Choices
from allin.intake.rules import numbers
from allin.intake.rules.cells import read, show

READY, WAITING, BLOCKED, OUT, THERE, DONE = (
    "ready", "waiting", "blocked", "out", "there", "done",
)  # fmt: skip
FEW: Final = 5  # lines named beside a doubt; the rest are counted


@dataclass
class Doubt:
    """
    A doubtful cell, once for all rows in which the same stands.

    :param offer: what it would mean if taken as it was read, "" when it was not
    :param options: (text, label)
    :param decided: what was chosen, "" nothing yet: the cell is left out
    """

    column: str
    title: str
    text: str
    sentence: str
    offer: str
    options: list[list[str]]
    rows: list[int]
    count: int
    decided: str = ""
    stops: bool = False


@dataclass
class Survey:
    """
    What is known about all rows. Everything in it is plain data, to be sealed.

    :param undecided: row -> keys of cells the receiving room doubts: left out so far
    """

    states: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    twins: list[dict[str, Any]] = field(default_factory=list)
    clashes: list[list[Any]] = field(default_factory=list)
    stops: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    skipped: list[list[Any]] = field(default_factory=list)
    undecided: dict[str, list[str]] = field(default_factory=dict)

    def count(self, *states: str) -> int:
        """Return how many rows are in one of the states."""
        return sum(state in states for state in self.states.values())

    @property
    def open_doubts(self) -> int:
        return sum(not doubt.decided for doubt in self.doubts)

    @property
    def open_twins(self) -> int:
        return sum(twin["decided"] == "" for twin in self.twins)


@lru_cache(maxsize=60_000)
def _read(kind: Kind, text: str, language: str) -> Reading:
    del language  # the sentences of a reading are in the language it was read in
    return read(kind, text)


def reading_of(kind: Kind, text: str) -> Reading:
    """Return how a cell is understood; the same cell is read once."""
    return _read(kind, text, get_language() or "de")


@dataclass
class Understood:
    """A row with its values and what was doubtful in it: (key, text, reading)."""

    row: Row
    doubts: list[tuple[str, str, Reading]]
    notes: list[str]


def understand(
    target: Target,
    choices: Choices,
    entry: tuple[int, list[str], str],
) -> Understood:
    """Read one entry, with what was decided about its cells."""
    number, cells, section = entry
    values: dict[str, Value] = {}
    raw: dict[str, str] = {}
    doubts, notes = [], []
    for place, key in choices.columns.items():
        text = cells[int(place)] if int(place) < len(cells) else ""
        if not key or not text:
            continue
        column = target.column(key)
        raw[key] = text
        value, reading = _value(column, text, choices)
        if value is not None:
            values[key] = value
        if reading.certainty != "sure":
            doubts.append((key, text, reading))
        if reading.note:
            notes.append(f"{column.title}: {reading.note}")
    if any(numbers.asks_for_privacy(cell) for cell in cells):
        values = {key: _private(value) for key, value in values.items()}
        notes.append(_("The telephone number stays private."))
    return Understood(Row(number, values, raw, section), doubts, notes)


def _value(column: Column, text: str, choices: Choices) -> tuple[Value | None, Reading]:
    reading = reading_of(column.kind, text)
    what, other = choices.cells.get(column.key, {}).get(text, ["", ""])
    if what == "leave":
        return None, reading
    if what == "take":
        return reading.value, reading
    if what == "text":
        corrected = reading_of(column.kind, other)
        return (corrected.value if corrected.certainty == "sure" else None), reading
    return (reading.value if reading.certainty == "sure" else None), reading


def _private(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(  # type: ignore[return-value]
            replace(part, private=True) if isinstance(part, Phone) else part
            for part in value
        )
    return value


def survey(*, upload: Upload, target: Target, by: Person, now: dt.datetime) -> Survey:
    """Look at every row without changing anything; kept sealed until a decision."""
    kept = sealed.remembered_survey(upload, now)
    if kept is None:
        found, _rows = look(upload=upload, target=target, by=by, now=now)
        sealed.remember_survey(upload, asdict(found), now)
    else:
        found = Survey(**{**kept, "doubts": [Doubt(**d) for d in kept["doubts"]]})
    done = upload.made.exclude(state__in=(Made.REFUSED, Made.OUT))
    found.states.update({str(row): DONE for row in done.values_list("row", flat=True)})
    return found


def look(
    *, upload: Upload, target: Target, by: Person, now: dt.datetime
) -> tuple[Survey, dict[int, Row]]:
    """Look at every row anew; return what was found and the rows as understood."""
    choices = sealed.choices_of(upload, now)
    entries, skipped = staging.entries_of(upload, choices, now)
    out = {int(row) for row, what in choices.rows.items() if what == "out"}
    # A row somebody left out is in nobody's way: no doubt, no clash, no twin.
    understood = [understand(target, choices, e) for e in entries if e[0] not in out]
    rows = [one.row for one in understood]
    found = Survey(skipped=[[n, *told] for n, told in sorted(skipped.items())])
    found.doubts = _doubts(target, choices, understood)
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for one in understood:
        notes[str(one.row.number)] += one.notes
    remarks = list(target.check(upload.centre, rows, by))
    _remarks(target, choices, remarks, found, notes, rows)
    rows = _without_undecided(remarks, choices, rows, found)
    _required(target, choices, rows, found)
    found.twins = [
        {**asdict(twin), "decided": _decided(twin, choices)}
        for twin in target.find_duplicates(upload.centre, rows, by)
    ]
    found.notes = {row: told for row, told in notes.items() if told}
    found.states = {str(entry[0]): OUT for entry in entries if entry[0] in out}
    found.states |= _states(rows, found)
    return found, {row.number: row for row in rows}


def _decided(twin: Twin, choices: Choices) -> str:
    return choices.twins.get(str(twin.row), "there" if twin.sure else "")


def _doubts(
    target: Target, choices: Choices, understood: Iterable[Understood]
) -> list[Doubt]:
    doubts: dict[tuple[str, str], Doubt] = {}
    for one in understood:
        for key, text, reading in one.doubts:
            doubt = doubts.get((key, text))
            if doubt is None:
                column = target.column(key)
                doubt = doubts[key, text] = Doubt(
                    column=key,
                    title=str(column.title),
                    text=text,
                    sentence=reading.doubt,
                    offer=show(reading.value, column.kind),
                    options=_told_once(reading),
                    rows=[],
                    count=0,
                    decided=_in_words(choices, key, text),
                )
            _also_in(doubt, one.row.number)
    return list(doubts.values())


def _told_once(reading: Reading) -> list[list[str]]:
    """Return the options, but for one that would offer the same words twice."""
    by_label = {option.label: option.text for option in reversed(reading.options)}
    ordered = dict.fromkeys(option.label for option in reading.options)
    return [[by_label[label], label] for label in ordered]


def _also_in(doubt: Doubt, row: int) -> None:
    doubt.count += 1
    if len(doubt.rows) < FEW:
        doubt.rows.append(row)


def _in_words(choices: Choices, key: str, text: str) -> str:
    what, other = choices.cells.get(key, {}).get(text, ["", ""])
    return other if what == "text" else what


def _required(
    target: Target, choices: Choices, rows: Iterable[Row], found: Survey
) -> None:
    """Stop a row that lacks what it needs; half a name is no name."""
    required = [column for column in target.columns if column.required]
    whole = [column for column in target.columns if column.whole]
    for row in rows:
        lacking = [column for column in required if column.key not in row.values]
        lacking += [
            column
            for column in whole
            if column.key in row.raw
            and column.key not in row.values
            and _in_words(choices, column.key, row.raw[column.key]) != "leave"
        ]
        for column in lacking:
            sentence = _("“%s” is missing or not decided.") % column.title
            found.stops.setdefault(str(row.number), []).append(sentence)


def _remarks(  # noqa: PLR0917  (all of one look)
    target: Target,
    choices: Choices,
    remarks: Iterable[Remark],
    found: Survey,
    notes: dict[str, list[str]],
    rows: Iterable[Row],
) -> None:
    by_number = {row.number: row for row in rows}
    grouped: dict[tuple[str, str], Doubt] = {}
    for remark in remarks:
        number = str(remark.row)
        if remark.level == "clash":
            found.clashes.append([remark.row, remark.sentence])
        if remark.level == "stop":
            found.stops.setdefault(number, []).append(remark.sentence)
        if remark.level == "note":
            notes[number].append(remark.sentence)
        text = by_number[remark.row].raw.get(remark.column, "")
        if text and remark.level in {"stop", "doubt"}:
            doubt = grouped.setdefault(
                (remark.column, text),
                _room_doubt(target, choices, remark, text),
            )
            _also_in(doubt, remark.row)
    known = {(d.column, d.text) for d in found.doubts}
    found.doubts += [doubt for key, doubt in grouped.items() if key not in known]


def _without_undecided(
    remarks: Iterable[Remark], choices: Choices, rows: Iterable[Row], found: Survey
) -> list[Row]:
    """What the room doubts is absent from its rows until somebody decides."""
    doubted = {(r.row, r.column) for r in remarks if r.level == "doubt"}

    def stays(row: Row, key: str) -> bool:
        what, _text = choices.cells.get(key, {}).get(row.raw[key], ["", ""])
        return what == "take" or (row.number, key) not in doubted

    left = []
    for row in rows:
        values = {k: v for k, v in row.values.items() if stays(row, k)}
        if len(values) < len(row.values):
            found.undecided[str(row.number)] = [
                k for k in row.values if k not in values
            ]
        left.append(replace(row, values=values))
    return left


def _room_doubt(target: Target, choices: Choices, remark: Remark, text: str) -> Doubt:
    options: tuple[Option, ...] = remark.options
    return Doubt(
        column=remark.column,
        title=str(target.column(remark.column).title),
        text=text,
        sentence=remark.sentence,
        offer="" if remark.level == "stop" else text,
        options=[[option.text, option.label] for option in options],
        rows=[],
        count=0,
        decided=_in_words(choices, remark.column, text),
        stops=remark.level == "stop",
    )


def _states(rows: Iterable[Row], found: Survey) -> dict[str, str]:
    twins = {twin["row"]: twin["decided"] for twin in found.twins}
    states = {}
    for row in rows:
        number = str(row.number)
        decided = twins.get(row.number, "new")
        if number in found.stops:
            states[number] = BLOCKED
        elif decided == "":
            states[number] = WAITING
        else:
            states[number] = THERE if decided == "there" else READY
    return states


def made_of(upload: Upload) -> dict[int, Made]:
    """Return what became of each row so far."""
    return {made.row: made for made in upload.made.all()}

"""
Entries of a weekly grid as rows of a list.

What stands in a cell may hold times of its own, which may contradict the grid; then
both are handed on ("Mo 17:00-19:00 | Mo 17:00-19:30") and reading them is a doubt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from allin.core.matching import matches
from allin.core.tabular.week import Plan, Slot
from allin.core.weekdays import NUMBER, PATTERN, SHORT
from allin.intake.rules import times

_CLOCK: Final = r"\d{1,2}(?:\s?[:.h]\s?\d{2})?\s*(?:uhr|h\b)?"
_SPAN: Final = re.compile(
    rf"(?P<from>{_CLOCK})\s*(?:-|–|—|\bbis\b)\s*(?P<to>{_CLOCK}|ganzt\w+)\s*[-–]?",
    re.IGNORECASE,
)
_NTH: Final = re.compile(
    rf"(?:\bnur\s+)?(?:\bjede[nrs]?\s+)?"
    rf"((?:(?:\b[1-5]\.|\bletzte[rnms]?|\berste[rnms]?|\bzweite[rnms]?)"
    rf"[\s,+&]*(?:und\s+|u\.\s*)?)+)"
    rf"(?:{PATTERN})\b\.?(?:\s+im\s+monat)?",
    re.IGNORECASE,
)
_RULES: Final = (
    re.compile(r"14\s?-?\s?t(?:ä|ae)g(?:ig|l\.?|lich)", re.IGNORECASE),
    re.compile(r"\b(?:un)?gerade\s*(?:kw|wochen?|kalenderwochen?)", re.IGNORECASE),
    re.compile(
        r"(?:nicht|au(?:ß|ss)er|keine)\s+(?:in\s+den\s+)?(?:schul)?ferien",
        re.IGNORECASE,
    ),
    re.compile(r"\bn\s?\.\s?v\b\.?|nach\s+(?:vereinbarung|absprache)", re.IGNORECASE),
)
_DAY: Final = re.compile(rf"\b({PATTERN})\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """
    One entry as a row: texts, to be read like any other list.

    :param row: row of the sheet, from 0
    """

    row: int
    room: str
    when: str
    title: str

    @property
    def cells(self) -> list[str]:
        return [self.room, self.when, self.title, self.title]


HEADING: Final = ["Raum", "Zeit", "Eintrag", "Verein"]


def entries(plan: Plan) -> tuple[list[Entry], dict[int, str]]:
    """Return the entries, and the lines under the grid that are none (row -> text)."""
    found = [_entry(slot) for slot in plan.slots]
    rooms = list(dict.fromkeys(slot.room for slot in plan.slots if slot.room))
    notes: dict[int, str] = {}
    for row, text in plan.notes:
        entry = _from_note(row, text, rooms)
        if entry is None:
            notes[row] = text
        else:
            found.append(entry)
    return found, notes


def _entry(slot: Slot) -> Entry:
    title, own, rules = _taken_apart(slot.text)
    grid = f"{slot.starts:%H:%M}-{slot.ends:%H:%M}"
    day = SHORT[slot.weekday]
    when = _when(day, grid, rules)
    if own and times.read(_when(day, own, "")) != times.read(_when(day, grid, "")):
        when = f"{when} | {_when(day, own, rules)}"
    return Entry(slot.row, slot.room, when, title)


def _when(day: str, span: str, rules: str) -> str:
    nth = _NTH.search(rules)
    first = f"{nth.group(1).strip(' ,')} {day}" if nth else day
    rest = _NTH.sub("", rules).strip(" ;")
    return "; ".join(filter(None, (f"{first} {span}", rest)))


def _taken_apart(text: str) -> tuple[str, str, str]:
    """Return the words, the times of its own, and rules such as "14-tägig"."""
    span = _SPAN.search(text)
    own = f"{span.group('from').strip()}-{span.group('to').strip()}" if span else ""
    rest = text[: span.start()] + " " + text[span.end() :] if span else text
    rules = []
    for form in (_NTH, *_RULES):
        rules += [match.group() for match in form.finditer(rest)]
        rest = form.sub(" ", rest)
    if "?" in rest:
        rules.append("?")
    title = re.sub(r"\(\s*[,;\s]*\)", " ", rest)
    title = re.sub(r"\s+", " ", title).strip(" ,;:-–/!")
    return title or text.strip(), own, "; ".join(rules)


def _from_note(row: int, text: str, rooms: Iterable[str]) -> Entry | None:
    """Read "Mittwoch 18:30-20:00 Versammlungsr.: Tandem Nord" under the grid."""
    span = _SPAN.search(text)
    day = _DAY.search(text)
    room = next((name for name in rooms if name.lower() in text.lower()), "")
    if span is None or day is None:
        return None
    rest = text.replace(room, " ") if room else text
    rest = rest.replace(day.group(), " ", 1)
    title, own, rules = _taken_apart(rest)
    if not room:
        best = [m.text for word in title.split() for m in matches(word, rooms)]
        room = best[0] if best else ""
    if not room:
        return None
    when = _when(SHORT[NUMBER[day.group(1).lower()]], own, rules)
    return Entry(row, room, when, title)

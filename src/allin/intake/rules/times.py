"""Weekly times as people write them: "Mo+Mi 15-18 Uhr", "1. und 3. Montag 18-20"."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final, Literal

from django.utils.translation import gettext as _

from allin.core.cells import EMPTY, Option, Reading, Times, Weekly
from allin.core.weekdays import NUMBER, PATTERN, SHORT
from allin.intake.rules.weekly import clock, write

_ORDINALS: Final = {
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "letzte": -1,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1,
}  # fmt: skip
_PARTS: Final = {
    "vormittag": (8, 12), "vorm": (8, 12), "morning": (8, 12), "frueh": (8, 12),
    "früh": (8, 12), "mittag": (12, 14), "nachmittag": (12, 17), "nachm": (12, 17),
    "afternoon": (12, 17), "abend": (17, 21), "evening": (17, 21),
}  # fmt: skip
_APPOINTMENT: Final = re.compile(
    r"\bn\s?\.\s?v\b\.?|\bnv\b|nach\s+(?:\w+\.?\s+)?(?:vereinbarung|absprache)|"
    r"(?:auf|nach)\s+anfrage|termin(?:e)?\s+nach\s+\w+|by appointment"
)
_HOLIDAYS: Final = re.compile(
    r"(?:nicht|au(?:ß|ss)er|keine?)\s+(?:in\s+den\s+|während\s+der\s+)?"
    r"(?:schul)?ferien|not in (?:the )?(?:school )?holidays|term time only"
)
_FORTNIGHT: Final = re.compile(
    r"14\s?-?\s?t(?:ä|ae)g(?:ig|l\.?|lich)|zweiwöchentlich|"
    r"alle\s+(?:2|zwei|14)\s+(?:wochen|tage)|"
    r"every (?:2|two|other|second) weeks?|fortnightly"
)
_PARITY: Final = re.compile(
    r"\b(un)?gerade[nr]?\s*(?:kw|kalenderwochen?|wochen?)?\b|\b(odd|even) weeks?\b"
)
_ORDINAL: Final = (
    r"(?:[1-5]\s?\.|[1-4](?:st|nd|rd|th)|(?:erste|zweite|dritte|vierte|letzte)[rnms]?|"
    r"first|second|third|fourth|last)"
)
_NTHS: Final = re.compile(
    rf"{_ORDINAL}(?:\s*(?:,|und|u\.|and|\+|&|/)?\s*{_ORDINAL})*\s*(?=(?:{PATTERN})\b)"
)
_NOISE: Final = re.compile(
    r"\b(?:jede[nrs]?|jeweils|immer|nur|von|v|ab|im\s+monat|des\s+monats|uhr|am|each|every|"
    r"of the month|in the month|wöchentlich|weekly|on|from|only|h)\b\.?"
)
_TOKEN: Final = re.compile(
    rf"""
      §(?P<nths>[-\d,]+)§
    | (?P<all>täglich|tägl\.?|daily|mo\s?-\s?so\b|alle\s+tage)
    | (?P<work>werktags|wochentags|weekdays)
    | (?P<weekend>(?:am\s+)?wochenende[ns]?|weekends?)
    | (?P<but>au(?:ß|ss)er|except|bis\s+auf)
    | (?P<part>\b(?:vor|nach)?mittags?\b|\bvorm\b\.?|\bnachm\b\.?|\babends?\b|
        \bfr(?:ü|ue)h\b|\bmornings?\b|\bafternoons?\b|\bevenings?\b)
    | (?P<day>\b(?:{PATTERN})\b)\.?
    | (?P<hour>\d{{1,2}})(?:(?:[:.]|h)(?P<minute>\d{{2}}))?(?!\d)
        \s*(?P<half>am|pm)?(?:\s*(?:uhr|h\b))?
    | (?P<dash>-|\bbis\b|\bto\b)
    | (?P<sep>,|;|\+|&|/|\bu\.|\bund\b|\band\b|\n|\(|\)|\.|:)
    | (?P<word>[^\s,;+&/()-]+)
    """,
    re.VERBOSE,
)
Problem = Literal["end", "time", "day", "week", "impossible", "words", "part"]


@dataclass
class _Group:
    """Days and what was said about them."""

    days: list[int] = field(default_factory=list)
    nths: dict[int, tuple[int, ...]] = field(default_factory=dict)
    ranges: list[tuple[dt.time, dt.time]] = field(default_factory=list)
    opens: list[dt.time] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass
class _Found:
    hours: list[Weekly] = field(default_factory=list)
    problems: dict[Problem, str] = field(default_factory=dict)
    open_ends: list[tuple[list[int], dt.time, dict[int, tuple[int, ...]]]] = field(
        default_factory=list
    )


def read(text: str, *, parts: bool = False) -> Reading:
    """
    Understand weekly times.

    :param parts: whether "vorm.", "abends", "nur Wochenende", "flexibel" mean hours
        (availability); they are always offered with a doubt, never just taken
    """
    if "|" in text:
        return _rivals(text, parts=parts)
    plain = _plain(text)
    if not plain or re.fullmatch(r"[-–—.\s]+|k\.?\s?a\.?|keine?", plain):
        return EMPTY
    if not re.sub(r"[?!\s]", "", plain):
        return Reading(certainty="none", doubt=_("There is only a question mark."))
    if parts and re.fullmatch(
        r"\W*(?:flexibel|immer|jederzeit|flexible|anytime)\W*", plain
    ):
        return _any_time()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        return Reading(
            certainty="none",
            doubt=_("The program made a date of it. Which hours were meant?"),
        )
    plain, flags = _flags(plain)
    found = _walk(_tokens(plain), parts=parts)
    doubtful = "?" in text
    if flags.fortnight and not flags.parity and found.hours:
        found.problems["week"] = ""
    hours = tuple(
        Weekly(w.weekday, w.starts, w.ends, w.nths, flags.parity)
        for w in sorted(set(found.hours))
    )
    times = Times(
        hours=hours,
        by_appointment=flags.appointment,
        not_in_holidays=flags.holidays,
        remark=_as_written(found.problems.get("words", ""), text),
    )
    return _judge(text, times, found, doubtful=doubtful)


def _as_written(words: str, text: str) -> str:
    found = re.search(re.escape(words), text, re.IGNORECASE)
    return found.group() if found else words


def _rivals(text: str, *, parts: bool) -> Reading:
    """Read a plan whose grid says one thing and the words in it another."""
    alternatives = [read(part, parts=parts) for part in text.split("|", 1)]
    grid, words = (part.strip() for part in text.split("|", 1))
    if alternatives[0] == alternatives[1]:
        return alternatives[0]
    return Reading(
        certainty="none",
        doubt=_("The grid says %(grid)s, the words in it say %(words)s.")
        % {"grid": grid, "words": words},
        options=tuple(
            Option(write(reading.value), write(reading.value))
            for reading in alternatives
            if reading.certainty == "sure" and isinstance(reading.value, Times)
        ),
    )


@dataclass(frozen=True)
class _Flags:
    appointment: bool
    holidays: bool
    fortnight: bool
    parity: Literal["", "even", "odd"]


def _plain(text: str) -> str:
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text.replace("\xa0", " ").lower())
    return re.sub(r"[ \t]+", " ", text).strip()


def _flags(text: str) -> tuple[str, _Flags]:
    """Take out what holds for the whole cell; return the rest and what was found."""
    parity: Literal["", "even", "odd"] = ""
    found = _PARITY.search(text)
    if found:
        parity = "odd" if found.group(1) or found.group(2) == "odd" else "even"
    flags = _Flags(
        appointment=bool(_APPOINTMENT.search(text)),
        holidays=bool(_HOLIDAYS.search(text)),
        fortnight=bool(_FORTNIGHT.search(text)) or bool(parity),
        parity=parity,
    )
    for form in (_APPOINTMENT, _HOLIDAYS, _FORTNIGHT, _PARITY):
        text = form.sub(" ", text)
    text = _NTHS.sub(lambda m: f" §{','.join(map(str, _numbers(m.group())))}§ ", text)
    return _NOISE.sub(" ", text), flags


def _numbers(text: str) -> list[int]:
    result = []
    for part in re.findall(_ORDINAL, text):
        digit = re.match(r"\d", part)
        stem = next((n for w, n in _ORDINALS.items() if part.startswith(w)), 0)
        result.append(int(digit.group()) if digit else stem)
    return result


Token = tuple[str, object]


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match.group("hour"):
            tokens.append(_hour(match))
        elif kind == "nths":
            tokens.append((kind, tuple(int(n) for n in match.group(kind).split(","))))
        elif kind == "day":
            tokens.append((kind, NUMBER[match.group(kind)]))
        elif kind == "part":
            word = match.group(kind).strip(".s")
            tokens.append((kind, next(p for w, p in _PARTS.items() if word == w)))
        else:
            tokens.append((kind, match.group(kind)))
    return _joined(tokens)


def _hour(match: re.Match[str]) -> Token:
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    if match.group("half") == "pm" and hour <= 12 and minute < 60:  # noqa: PLR2004
        return "hour", _Pm(hour % 12 + 12, minute)
    if hour > 24 or minute > 59 or (hour == 24 and minute):  # noqa: PLR2004
        return "impossible", match.group().strip()
    return "hour", dt.time(hour % 24, minute)


class _Pm(dt.time):
    """An hour somebody wrote with "pm"."""


def _span(starts: object, ends: object) -> tuple[object, object]:
    """Let "2-4 pm" begin in the afternoon too."""
    if isinstance(ends, _Pm) and isinstance(starts, dt.time):
        later = dt.time((starts.hour + 12) % 24, starts.minute)
        if starts.hour < 12 and later < ends and not isinstance(starts, _Pm):  # noqa: PLR2004
            return later, ends
    return starts, ends


def _joined(tokens: list[Token]) -> list[Token]:
    """Put "9 - 12" and "Mo - Fr" together."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        three = tokens[place : place + 3]
        kinds = tuple(kind for kind, _ in three)
        if kinds == ("hour", "dash", "hour"):
            result.append(("range", _span(three[0][1], three[2][1])))
            place += 3
        elif kinds == ("day", "dash", "day"):
            first, last = int(str(three[0][1])), int(str(three[2][1]))
            span = (last - first) % 7
            result += [("day", (first + step) % 7) for step in range(span + 1)]
            place += 3
        else:
            result.append(tokens[place])
            place += 1
    return result


_SETS: Final = {"all": range(7), "work": range(5), "weekend": (5, 6)}


def _walk(tokens: list[Token], *, parts: bool) -> _Found:  # noqa: C901, PLR0912  (a case a kind)
    found = _Found()
    group = _Group()
    nths: tuple[int, ...] = ()
    leaving_out = False
    for kind, value in tokens:
        starts_new = kind in {"day", "nths", *_SETS} and not leaving_out
        if starts_new and (group.ranges or group.opens or group.words):
            _close(group, found)
            group = _Group()
        match kind, value:
            case "nths", tuple():
                nths = value
            case "day", int() if leaving_out:
                group.days = [day for day in group.days if day != value]
            case "day", int():
                group.days.append(value)
                group.nths[value] = nths
            case (("all" | "work" | "weekend"), _):
                group.days += _SETS[kind]
            case "but", _:
                leaving_out = True
            case "range", (dt.time() as starts, dt.time() as ends):
                group.ranges.append((starts, ends))
            case "part", (int() as first, int() as last) if parts:
                group.ranges.append((dt.time(first), dt.time(last)))
                found.problems["part"] = ""
            case "hour", dt.time():
                group.opens.append(value)
            case "impossible", _:
                found.problems["impossible"] = str(value)
            case (("word" | "part"), _):
                group.words.append(str(value) if kind == "word" else _("time of day"))
            case _:
                pass
        if kind not in {"nths", "sep", "dash", "day"}:
            nths = ()
    _close(group, found)
    if parts and "weekend" in {kind for kind, _ in tokens}:
        _fill_weekend(tokens, found)
    return found


def _fill_weekend(tokens: list[Token], found: _Found) -> None:
    """Read a weekend without hours as both whole days, in doubt."""
    if not found.hours and not any(kind == "range" for kind, _ in tokens):
        found.hours += [Weekly(day, dt.time(9), dt.time(21)) for day in (5, 6)]
        found.problems.pop("time", None)
        found.problems["part"] = ""


def _close(group: _Group, found: _Found) -> None:
    words = " ".join(word for word in group.words if word.strip("?!-."))
    if words:
        earlier = found.problems.get("words", "")
        found.problems["words"] = f"{earlier} {words}".strip()
    if group.ranges and not group.days:
        if "part" in found.problems:
            group.days = list(range(5))
        else:
            found.problems["day"] = ""
    for day in dict.fromkeys(group.days):
        for starts, ends in group.ranges:
            if starts == ends:
                found.problems["impossible"] = clock(starts)
            else:
                found.hours.append(Weekly(day, starts, ends, group.nths.get(day, ())))
    if group.opens:
        found.problems["end"] = clock(group.opens[0])
        found.open_ends.append((group.days, group.opens[0], group.nths))
    elif group.days and not group.ranges:
        found.problems["time"] = ", ".join(SHORT[d] for d in dict.fromkeys(group.days))


def _any_time() -> Reading:
    hours = tuple(Weekly(day, dt.time(9), dt.time(21)) for day in range(7))
    doubt = _("No hours are given. We would take every day from 9 to 21.")
    return Reading(Times(hours=hours), "likely", doubt)


def _sentences(found: _Found, remark: str) -> list[str]:
    told: dict[Problem, str] = {
        "end": _("It begins at %s, but the end is missing."),
        "time": _("For %s there is no time."),
        "day": _("There is a time, but no weekday."),
        "week": _("Every two weeks: in even or in odd calendar weeks?"),
        "impossible": _("“%s” is no time of day."),
        "words": _("We did not understand “%s”."),
        "part": _("There is only a time of day. We would take the hours below."),
    }
    return [
        told[problem] % (remark if problem == "words" else value)
        if "%s" in told[problem]
        else told[problem]
        for problem, value in found.problems.items()
    ]


def _judge(text: str, times: Times, found: _Found, *, doubtful: bool) -> Reading:
    sentences = _sentences(found, times.remark)
    if doubtful:
        sentences.insert(0, _("There is a question mark in it."))
    said = bool(times.hours) or times.by_appointment
    if not sentences:
        if said:
            return Reading(value=times)
        return Reading(certainty="none", doubt=_("We did not understand “%s”.") % text)
    blocked = {"week"} & set(found.problems)
    return Reading(
        value=times if said and not blocked else None,
        certainty="likely" if said and not blocked else "none",
        doubt=" ".join(sentences),
        options=tuple(_options(times, found)),
    )


def _options(times: Times, found: _Found) -> list[Option]:
    if "week" in found.problems:
        base = write(times)
        return [
            Option(f"{base}; gerade KW", _("even calendar weeks")),
            Option(f"{base}; ungerade KW", _("odd calendar weeks")),
        ]
    if len(found.open_ends) == 1 and found.open_ends[0][0]:
        days, starts, nths = found.open_ends[0]
        ends = [dt.time((starts.hour + more) % 24, starts.minute) for more in (1, 2, 3)]
        more = [
            (*times.hours, *(Weekly(d, starts, e, nths.get(d, ())) for d in days))
            for e in ends
        ]
        return [
            Option(
                write(Times(hours, times.by_appointment, times.not_in_holidays)),
                _("until %s") % clock(end),
            )
            for hours, end in zip(more, ends, strict=True)
        ]
    return []

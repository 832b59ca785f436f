"""
Dates as people say them, in their language; look.md's wording for letters and pages.

German "Di, 10. März", "17 Uhr", "17 bis 19 Uhr"; English "Tue, 10 March", "5 pm",
"5 to 7 pm"; Arabic "الثلاثاء 10 مارس", "17:00", "من 17:00 إلى 19:00". Digits are
western everywhere: they must match the letters of the authorities. The year is said
only when it is another than the present one. Every function takes values in the wall
time they shall be shown in.
"""

import datetime as dt
from functools import lru_cache
from typing import Final

from babel.dates import format_date

from allin.core.fuzzy import FuzzyDate

_PATTERNS: Final = {
    "de": ("EEE, d. MMMM", "EEEE, d. MMMM", "d. MMMM", " y"),
    "en": ("EEE, d MMMM", "EEEE, d MMMM", "d MMMM", " y"),
    "ar": ("EEEE d MMMM", "EEEE d MMMM", "d MMMM", " y"),
    "uk": ("EEE, d MMMM", "EEEE, d MMMM", "d MMMM", " y"),
}
_LOCALES: Final = {"de": "de", "en": "en_GB", "ar": "ar_EG", "uk": "uk"}
_NEAR: Final = {
    "de": {-1: "gestern", 0: "heute", 1: "morgen"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "ar": {-1: "أمس", 0: "اليوم", 1: "غدًا"},
    "uk": {-1: "учора", 0: "сьогодні", 1: "завтра"},
}


def _base(language: str) -> str:
    base = language.split("-", maxsplit=1)[0]
    return base if base in _PATTERNS else "en"


@lru_cache(maxsize=4096)
def _say(value: dt.date, language: str, which: int, *, this_year: int) -> str:
    base = _base(language)
    pattern = _PATTERNS[base][which]
    if value.year != this_year:
        pattern += _PATTERNS[base][3]
    said = format_date(value, pattern, locale=_LOCALES[base])
    # CLDR ends German short weekdays with a full stop; we write "Di, 10. März".
    return said.replace(".,", ",", 1) if base == "de" else said


def day(value: dt.date, language: str, *, this_year: int) -> str:
    """Return "Di, 10. März"."""
    return _say(value, language, 0, this_year=this_year)


def long_day(value: dt.date, language: str, *, this_year: int) -> str:
    """Return "Dienstag, 10. März"."""
    return _say(value, language, 1, this_year=this_year)


def date(value: dt.date, language: str, *, this_year: int) -> str:
    """Return "10. März"."""
    return _say(value, language, 2, this_year=this_year)


def vague(value: FuzzyDate, language: str, *, this_year: int) -> str:
    """Return "30. September", "September 2020" or "2020": what is known of it."""
    if value.precision == "day":
        return date(value.first, language, this_year=this_year)
    if value.precision == "month":
        return month(value.first, language)
    return str(value.year)


@lru_cache(maxsize=1024)
def month(value: dt.date, language: str, *, short: bool = False) -> str:
    """Return "September 2020", or "Sep" where the year stands beside it."""
    base = _base(language)
    said = format_date(value, "LLL" if short else "LLLL y", locale=_LOCALES[base])
    return said.rstrip(".")[:3] if short and base != "ar" else said


@lru_cache(maxsize=1024)
def weekday(value: dt.date, language: str) -> str:
    """Return "Di"."""
    base = _base(language)
    pattern = "EEEE" if base == "ar" else "EEE"
    return format_date(value, pattern, locale=_LOCALES[base]).rstrip(".")


def _digits(value: dt.time) -> str:
    return f"{value.hour}:{value.minute:02}"


def _english(value: dt.time, *, half: bool = True) -> str:
    if value.hour == 12 and value.minute == 0:  # noqa: PLR2004  (noon)
        return "midday"
    if value.hour == 0 and value.minute == 0:
        return "midnight"
    hour = (value.hour - 1) % 12 + 1
    said = f"{hour}:{value.minute:02}" if value.minute else str(hour)
    if not half:
        return said
    return f"{said} {'am' if value.hour < 12 else 'pm'}"  # noqa: PLR2004  (noon)


def clock(value: dt.time, language: str) -> str:
    """Return "17 Uhr" or "9:40"."""
    base = _base(language)
    if base == "en":
        return _english(value)
    if base == "de" and value.minute == 0:
        return f"{value.hour} Uhr"
    return _digits(value)


def hours(starts: dt.time, ends: dt.time, language: str) -> str:
    """Return "17 bis 19 Uhr"; an end at midnight is said as 24 Uhr."""
    base = _base(language)
    midnight = ends == dt.time(0)
    if base == "ar":
        return f"من {_digits(starts)} إلى {'24:00' if midnight else _digits(ends)}"
    if base == "uk":
        return f"з {_digits(starts)} до {'24:00' if midnight else _digits(ends)}"
    if base == "en":
        plain = {dt.time(0), dt.time(12)}
        one_half = (
            starts not in plain
            and ends not in plain
            and (starts.hour < 12) == (ends.hour < 12)  # noqa: PLR2004  (noon)
        )
        return f"{_english(starts, half=not one_half)} to {_english(ends)}"
    first = _digits(starts) if starts.minute else str(starts.hour)
    last = "24" if midnight else _digits(ends) if ends.minute else str(ends.hour)
    return f"{first} bis {last} Uhr"


def moment(value: dt.datetime, language: str, *, this_year: int) -> str:
    """Return "Di, 10. März, 9:40"."""
    comma = "، " if _base(language) == "ar" else ", "
    said = day(value.date(), language, this_year=this_year)
    return f"{said}{comma}{clock(value.time(), language)}"


def when(value: dt.datetime, language: str, *, today: dt.date) -> str:
    """Return "heute, 8:12", "gestern, 16:20", "morgen, 9 Uhr", else the moment."""
    base = _base(language)
    near = _NEAR[base].get((value.date() - today).days)
    if near is None:
        return moment(value, language, this_year=today.year)
    comma = "، " if base == "ar" else ", "
    return f"{near}{comma}{clock(value.time(), language)}"


def near_day(value: dt.date, language: str, *, today: dt.date) -> str:
    """Return "heute", "gestern", "morgen", else "Di, 10. März"."""
    near = _NEAR[_base(language)].get((value - today).days)
    return near or day(value, language, this_year=today.year)


def span(
    starts: dt.datetime, ends: dt.datetime, language: str, *, this_year: int
) -> str:
    """Return "Di, 17. März, 17 bis 19 Uhr", or two moments when it ends another day."""
    comma = "، " if _base(language) == "ar" else ", "
    last = ends.date()
    same = last == starts.date() or (
        ends.time() == dt.time(0) and last - starts.date() == dt.timedelta(days=1)
    )
    if same:
        said = day(starts.date(), language, this_year=this_year)
        return f"{said}{comma}{hours(starts.time(), ends.time(), language)}"
    word = {"de": " bis ", "en": " to ", "ar": " إلى ", "uk": " до "}[_base(language)]
    return (
        moment(starts, language, this_year=this_year)
        + word
        + moment(ends, language, this_year=this_year)
    )

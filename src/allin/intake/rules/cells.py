"""One cell in, one reading out, by the kind of its column."""

from collections.abc import Callable
from functools import partial
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core import phones
from allin.core.cells import EMPTY, Day, Kind, Phone, Reading, Spoken, Times, Value
from allin.core.languages import name
from allin.intake.rules import answers, numbers, times, tongues, weekly

_READERS: Final[dict[Kind, Callable[[str], Reading]]] = {
    "text": answers.read_text,
    "name": answers.read_name,
    "given": answers.read_name,
    "family": answers.read_name,
    "association": partial(answers.read_text, long=False),
    "room": partial(answers.read_text, long=False),
    "languages": tongues.read,
    "level": tongues.read_level,
    "times": times.read,
    "availability": partial(times.read, parts=True),
    "phone": numbers.read,
    "email": answers.read_email,
    "date": answers.read_date,
    "yes_no": answers.read_yes_no,
}
LONGEST: Final = 300  # beyond this a cell is prose, whatever its column


def read(kind: Kind, text: str) -> Reading:
    """Understand a cell. Pure: the same text always reads the same."""
    if not text.strip():
        return EMPTY
    if kind != "text" and len(text) > LONGEST:
        return Reading(certainty="none", doubt=_("This is too long to be read."))
    return _READERS[kind](text)


def show(value: Value | None, kind: Kind = "text") -> str:
    """Return a value in words, as the dry run shows it."""
    if kind == "level":
        return tongues.level_in_words(str(value or ""))
    match value:
        case None:
            return ""
        case str():
            told = {"yes": _("yes"), "no": _("no"), "partly": _("partly")}
            return told.get(value, value) if kind == "yes_no" else value
        case Times():
            return weekly.write(value)
        case Day():
            form = {"day": "%d.%m.%Y", "month": "%m.%Y", "year": "%Y"}[value.known_to]
            return value.date.strftime(form)
    return ", ".join(_shown(part) for part in value)


def _shown(part: Spoken | Phone) -> str:
    if isinstance(part, Phone):
        told = phones.shown(part.number)
        return _("%s (private)") % told if part.private else told
    spoken = name(part.code, get_language() or "de")
    level = tongues.level_in_words(part.level)
    return f"{spoken} ({level})" if level else spoken

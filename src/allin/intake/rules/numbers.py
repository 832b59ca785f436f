"""Telephone numbers as lists hold them: two in a cell, an answering machine, gaps."""

import re
from typing import Final

from django.utils.translation import gettext as _

from allin.core import phones
from allin.core.cells import Option, Phone, Reading
from allin.core.errors import Refusal
from allin.intake.rules.answers import NOTHING

_SPLIT: Final = re.compile(
    r"\s*(?:\boder\b|\bod\.|\bund\b|\bor\b|[;,\n|])\s*", re.IGNORECASE
)
_PRIVATE: Final = re.compile(
    r"\bpriv\w*\.?|vertraulich|confidential|nicht weitergeben", re.IGNORECASE
)
# "Telefon nur privat, nicht veröffentlichen!" in the remarks of the row
_KEEP_PRIVATE: Final = re.compile(
    r"(?:tel\w*|nummer|handy|mobil\w*|phone|number)\b[^.;!]*\b"
    r"(?:priv\w*|nicht|vertraulich|not|never)\b|"
    r"nicht\s+(?:zu\s+)?(?:veröffentlichen|weitergeben|herausgeben)|"
    r"do not (?:publish|pass on|share)",
    re.IGNORECASE,
)


def asks_for_privacy(text: str) -> bool:
    """Whether a remark says that the telephone number must not be published."""
    return bool(_KEEP_PRIVATE.search(text))


def read(text: str) -> Reading:
    """Understand one or several numbers. What is in doubt is named, never mended."""
    if NOTHING.fullmatch(text.strip()) or not text.strip(" ?"):
        return Reading(note=_("No number is given.") if text.strip() else "")
    found: list[Phone] = []
    doubts: list[str] = []
    options: list[Option] = []
    for part in _apart(text):
        phone, doubt, mended = _one(part)
        if doubt:
            doubts.append(doubt)
        if phone is not None:
            found.append(phone)
        if mended:
            options.append(Option(mended, mended))
    unique = tuple({phone.number: phone for phone in found}.values())
    if not doubts:
        return Reading(value=unique)
    return Reading(
        value=unique or None,
        certainty="likely" if unique else "none",
        doubt=" ".join(dict.fromkeys(doubts)),
        options=tuple(options) if len(options) == 1 and not unique else (),
    )


def _apart(text: str) -> list[str]:
    parts = [part for part in _SPLIT.split(text) if re.search(r"\d", part)]
    result = []
    for part in parts or [text]:
        # A slash parts the area code, or two numbers when both are whole.
        halves = re.split(r"\s*/\s*", part)
        whole = len(halves) == 2 and all(_normal(half) for half in halves)  # noqa: PLR2004
        result += halves if whole else [part]
    return result


def _normal(text: str) -> str:
    try:
        return phones.normalise(text)
    except Refusal:
        return ""


def _one(text: str) -> tuple[Phone | None, str, str]:
    """Return the number, what is doubtful, and how it could be mended."""
    bare = re.sub(r"(?<=\d)\s*\(0\)\s*", "", text.replace("(0)", " "))
    words = " ".join(re.findall(r"[^\W\d_]{2,}", bare))
    digits = re.sub(r"[^\d+]", "", re.sub(r"[^\W\d_]+\.?", "", bare))
    private = bool(_PRIVATE.search(text))
    if not digits:
        return None, _("“%s” is no telephone number.") % text.strip(), ""
    try:
        number = phones.normalise(digits)
    except Refusal as refusal:
        return None, refusal.sentence, ""
    if not digits.startswith(("0", "+")):
        told = phones.shown(number)
        doubt = _("The 0 at the beginning is missing. It may be %s.") % told
        return None, doubt, told
    return Phone(number, private, words), "", ""

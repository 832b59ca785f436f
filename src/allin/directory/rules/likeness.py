"""When two entries may be one and the same (D7)."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from allin.directory.rules import folding

SAME_NAME = 88  # of 100; below it, "Haus A" and "Haus B" would be offered
_LEGAL = re.compile(r"\b(e\s*v|ev|i\s*g|eingetragener|verein|gemeinnutziger)\b")
_CONSONANTS = re.compile(r"[aeiouy\s]+")
_NATIONAL = re.compile(r"^(00|\+)")


@dataclass(frozen=True)
class Entry:
    """What is compared of an association, whatever it came from."""

    id: int
    name: str
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True)
class Likeness:
    """
    Two entries that may be one.

    :param why: "name", "phone", "email" or "website": what is alike
    :param score: 0 to 100
    """

    id: int
    why: str
    score: int


def name_key(name: str) -> str:
    """Return a name as compared: Latin letters, without its legal form."""
    key = folding.in_latin(name.replace(".", " "))
    return " ".join(_LEGAL.sub(" ", key).split()) or key


def phone_key(phone: str, country: str = "49", area: str = "561") -> str:
    """
    Return the digits of a telephone number as dialled inside the area.

    :param country: without + or 00
    :param area: the centre's own area code, without the leading 0
    """
    first = re.split(r"\boder\b|\bor\b|;|,", phone, maxsplit=1)[0].strip()
    abroad = bool(_NATIONAL.match(first))
    digits = re.sub(r"\D", "", first.replace("(0)", ""))
    if abroad:
        digits = digits.removeprefix("00").removeprefix(country)
    digits = digits.lstrip("0")
    return digits.removeprefix(area) if digits.startswith(area) else digits


def _site_key(website: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", website.strip().lower()).rstrip("/")


def _name_score(one: str, other: str) -> int:
    whole = fuzz.token_sort_ratio(one, other)
    # Written by sound, another script loses vowels first.
    skeletons = (_CONSONANTS.sub("", one), _CONSONANTS.sub("", other))
    by_sound = fuzz.ratio(*skeletons) if min(map(len, skeletons)) >= 4 else 0  # noqa: PLR2004  (shorter skeletons say nothing)
    return round(max(whole, by_sound * 0.95))


def likenesses(entry: Entry, others: list[Entry]) -> list[Likeness]:
    """Return who may be the same as `entry`, most alike first."""
    found = []
    key, phone = name_key(entry.name), phone_key(entry.phone)
    for other in others:
        if other.id == entry.id:
            continue
        score = _name_score(key, name_key(other.name))
        if phone and len(phone) > 4 and phone == phone_key(other.phone):  # noqa: PLR2004  (an extension alone is no number)
            found.append(Likeness(other.id, "phone", max(score, 95)))
        elif entry.email and entry.email.lower() == other.email.lower():
            found.append(Likeness(other.id, "email", max(score, 95)))
        elif entry.website and _site_key(entry.website) == _site_key(other.website):
            found.append(Likeness(other.id, "website", max(score, 90)))
        elif score >= SAME_NAME:
            found.append(Likeness(other.id, "name", score))
    return sorted(found, key=lambda like: (-like.score, like.id))

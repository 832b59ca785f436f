"""
Whether two names mean the same: "Brücke" and "Brücke e. V.", "Łukasz" and "Lukasz".

Used where people type names of what is there already: imports, near-duplicates.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

_FOLDED: Final = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss",
     "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ə": "e",
     "’": "'", "`": "'"}
)  # fmt: skip
_FORM: Final = re.compile(
    r"\b(e\s?\.?\s?v\b\.?|i\s?\.\s?g\b\.?|ggmbh|gmbh|eingetragener verein)",
    re.IGNORECASE,
)
_NOISE: Final = frozenset(
    ("verein", "der", "die", "das", "des", "fuer", "und", "von", "in", "im", "the")
)
LIKELY: Final = 86.0
POSSIBLE: Final = 70.0


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """Return a name as compared: folded letters, no legal form, no signs, one blank."""
    text = _FORM.sub(" ", unicodedata.normalize("NFC", name))
    text = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"\w+", text))


def words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others."""
    return frozenset(plain(name).split()) - _NOISE


@dataclass(frozen=True)
class Match:
    """
    A candidate for a name.

    :param text: the candidate as it was given
    :param sure: the same name but for legal form, case, accents
    :param score: 0 to 100, for ordering only; never shown
    """

    text: str
    sure: bool
    score: float


def matches(name: str, candidates: Iterable[str], *, limit: int = 4) -> list[Match]:
    """
    Return which of the candidates a written name may mean, best first.

    A shortened word ("Versammlungsr.", "Selam") counts when it fits one candidate; the
    match is sure only when the plain names are the same.
    """
    wanted = plain(name)
    if not wanted:
        return []
    by_plain: dict[str, str] = {}
    for candidate in candidates:
        by_plain.setdefault(plain(candidate), candidate)
    same = wanted if wanted in by_plain else _same_words(wanted, by_plain)
    if same:
        return [Match(by_plain[same], sure=True, score=100.0)]
    near = process.extract(wanted, list(by_plain), scorer=fuzz.WRatio, limit=limit * 2)
    found = {other: float(score) for other, score, _ in near}
    for other in by_plain:
        if _begins(wanted, other) or _holds(wanted, other):
            found[other] = max(found.get(other, 0.0), LIKELY + 4)
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Match(by_plain[other], sure=False, score=score)
        for other, score in best[:limit]
        if score >= POSSIBLE
    ]


def _same_words(wanted: str, names: Iterable[str]) -> str:
    """Return the one name with the same telling words: "Zeytin", "Verein Zeytin"."""
    telling = frozenset(wanted.split()) - _NOISE
    same = [name for name in names if frozenset(name.split()) - _NOISE == telling]
    return same[0] if telling and len(same) == 1 else ""


def _begins(short: str, long: str) -> bool:
    """Whether each word of `short` begins a word of `long`, in order."""
    rest = iter(long.split())
    return all(any(word.startswith(part) for word in rest) for part in short.split())


def _holds(text: str, name: str) -> bool:
    """Whether a text speaks of a name: "Vorstand Al-Andalus" of "Al-Andalus Verein"."""
    spoken = frozenset(text.split())
    telling = (w for w in name.split() if w not in _NOISE and len(w) > 3)  # noqa: PLR2004
    return next(telling, "") in spoken

"""Languages and levels: "Türkisch; Kurdisch (Kurmandschi)", "BKS", "C1/C2"."""

import re
from functools import lru_cache
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core.cells import EMPTY, Option, Reading, Spoken
from allin.core.languages import CODES, name
from allin.core.matching import plain

_MORE_NAMES: Final = {
    "farsi": "fa", "persisch": "fa", "persian": "fa", "kurmandschi": "kmr",
    "kurmanji": "kmr", "kurmanci": "kmr", "kurmandji": "kmr", "nordkurdisch": "kmr",
    "sorani": "ckb", "kurdisch sorani": "ckb", "kurdisch kurmandschi": "kmr",
    "zentralkurdisch": "ckb", "pashto": "ps", "pashtu": "ps", "paschto": "ps",
    "hocharabisch": "ar", "arab": "ar", "romani": "rom", "romanes": "rom",
    "ukr": "uk", "engl": "en", "frz": "fr", "franz": "fr", "russ": "ru", "tuerk": "tr",
    "dt": "de", "span": "es", "ital": "it", "poln": "pl", "rum": "ro", "bulg": "bg",
    "alban": "sq", "tigrinja": "ti", "tigrigna": "ti", "amhara": "am", "filipino": "tl",
    "mandarin": "zh", "suaheli": "sw", "kisuaheli": "sw", "punjabi": "pa",
    "pandschabi": "pa", "neugriechisch": "el", "hebraeisch": "he", "iwrit": "he",
}  # fmt: skip
_SEVERAL: Final = {
    "bks": ("bs", "hr", "sr"), "bkms": ("bs", "hr", "sr"), "bcs": ("bs", "hr", "sr"),
    "serbokroatisch": ("sr", "hr", "bs"), "serbokroat": ("sr", "hr", "bs"),
}  # fmt: skip
# What people write where it may be one of two languages: domain.md 0.
_UNSURE: Final = {
    "kurdisch": ("kmr", "ckb"), "kurdish": ("kmr", "ckb"), "kurd": ("kmr", "ckb"),
    "afghanisch": ("fa-AF", "ps"), "afghan": ("fa-AF", "ps"),
    "jugoslawisch": ("sr", "hr", "bs"), "eritreisch": ("ti",), "syrisch": ("ar",),
    "aethiopisch": ("am", "om"), "indisch": ("hi", "pa"), "pakistanisch": ("ur",),
    "iranisch": ("fa",), "irakisch": ("ar", "ckb"), "marokkanisch": ("ar",),
}  # fmt: skip
_DIALECT: Final = frozenset(
    ("hocharabisch", "syrisch", "irakisch", "levantinisch", "aegyptisch", "tunesisch",
     "marokkanisch", "libanesisch", "maghrebinisch", "standard", "dialekt",
     "palaestinensisch")
)  # fmt: skip
_NO_ANSWER: Final = re.compile(
    r"[-–—.?\s]*|k\.?\s?a\.?|keine angaben?|n/?a|unbekannt", re.IGNORECASE
)
_VAGUE: Final = re.compile(
    r"\b(diverse|verschiedene|mehrere|viele|various|several)\b", re.IGNORECASE
)
_SPLIT: Final = re.compile(
    r"\s*(?:[,;/+&|\n]|\bu\.|\bund\b|\band\b|\boder\b|\bsowie\b)\s*"
)
_SOME: Final = re.compile(
    r"\b(etwas|wenig|ein bisschen|grundkenntnisse|basic|some|a little)\b\.?",
    re.IGNORECASE,
)

_LEVELS: Final = (
    ("native", r"mutterspr\w*\.?|native|mother tongue|erstsprache|l1\b"),
    ("C2", r"\bc2\b|verhandlungssicher"),
    ("C1", r"\bc1\b"),
    ("B2", r"\bb2\b"),
    ("B1", r"\bb1\b"),
    ("A2", r"\ba2\b"),
    ("A1", r"\ba1\b"),
    ("fluent", r"fl(?:ie|ü)(?:ß|ss)\w*|fluent|sehr gut|gut\b|very good|good"),
    ("some", r"etwas|wenig|grundkenntnisse|basic|some|mittel"),
)


def read_level(text: str) -> Reading:
    """Understand how well somebody speaks; of "C1/C2" the lower one counts."""
    if _NO_ANSWER.fullmatch(text.strip()):
        return EMPTY
    found = [code for code, form in _LEVELS if re.search(form, text, re.IGNORECASE)]
    if not found:
        return Reading(certainty="none", doubt=_("We do not know this level."))
    if len(found) > 1:
        return Reading(
            value=found[-1],
            note=_("Two levels are given. The lower one counts: %s.") % found[-1],
        )
    return Reading(value=found[0])


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    names = {plain(name(code, shown)): code for code in CODES for shown in ("de", "en")}
    return {
        **names,
        **{word: code for word, code in _MORE_NAMES.items() if code in CODES},
    }


def read(text: str) -> Reading:
    """Understand a list of languages, with levels where they stand beside."""
    if _NO_ANSWER.fullmatch(text.strip()):
        return EMPTY
    found: list[Spoken] = []
    doubts: list[str] = []
    unsure: list[tuple[str, ...]] = []
    for part in _parts(text):
        _read_part(part, found, doubts, unsure)
    spoken = _once(found)
    if not doubts:
        return Reading(value=spoken)
    return Reading(
        value=spoken or None,
        certainty="likely" if spoken else "none",
        doubt=" ".join(dict.fromkeys(doubts)),
        options=tuple(_options(spoken, unsure)),
    )


def _parts(text: str) -> list[tuple[str, str]]:
    """Return (language, what stands in brackets after it)."""
    inner: list[str] = []

    def keep(match: re.Match[str]) -> str:
        inner.append(match.group(1))
        return f" §{len(inner) - 1}§ "

    flat = re.sub(r"\(([^)]*)\)?", keep, text)
    parts = []
    for piece in _SPLIT.split(flat):
        held = re.search(r"§(\d+)§", piece)
        bare = re.sub(r"§\d+§", "", piece).strip()
        parts.append((bare, inner[int(held.group(1))] if held else ""))
    return [(bare, more) for bare, more in parts if bare or more]


def _read_part(
    part: tuple[str, str],
    found: list[Spoken],
    doubts: list[str],
    unsure: list[tuple[str, ...]],
) -> None:
    bare, inner = part
    codes, level = _one(bare)
    also = [_one(piece) for piece in _SPLIT.split(inner) if piece.strip()]
    exact = [code for inside, _level in also for code in inside]
    word = plain(_without_level(bare)[0])
    if word in _UNSURE and exact and set(exact) <= {"kmr", "ckb", "fa-AF", "ps"}:
        found += [Spoken(code, level) for code in exact]
        return
    found += [Spoken(code, level) for code in codes]
    if not codes and word in _UNSURE:
        unsure.append(_UNSURE[word])
        languages = _(" or ").join(_shown(code) for code in _UNSURE[word])
        doubts.append(
            _("“%(word)s” may be %(languages)s.")
            % {"word": bare, "languages": languages}
        )
    elif not codes and _VAGUE.search(bare):
        doubts.append(_("“%s” names no language.") % bare)
    elif not codes and bare:
        doubts.append(_("We do not know the language “%s”.") % bare)
    for (inside, inner_level), piece in zip(
        also, [p for p in _SPLIT.split(inner) if p.strip()], strict=True
    ):
        words = set(plain(piece).split())
        if "ar" in codes and words & _DIALECT:
            continue  # a dialect of what was just named
        if inside:
            found += [Spoken(code, inner_level) for code in inside]
        elif not _level_of(piece):
            doubts.append(_("We do not know the language “%s”.") % piece)


def _without_level(text: str) -> tuple[str, str]:
    level = "some" if _SOME.search(text) else _level_of(text)
    bare = _SOME.sub("", text)
    for _code, form in _LEVELS:
        bare = re.sub(form, "", bare, flags=re.IGNORECASE)
    return bare.strip(" :-–.?"), level


def _level_of(text: str) -> str:
    return next(
        (code for code, form in _LEVELS if re.search(form, text, re.IGNORECASE)), ""
    )


def _one(text: str) -> tuple[tuple[str, ...], str]:
    bare, level = _without_level(text)
    word = plain(bare)
    known = _known()
    if not word or word in _UNSURE:
        return (), level
    if word in known:
        return (known[word],), level
    if word in _SEVERAL:
        return _SEVERAL[word], level
    if len(word) >= 4:  # noqa: PLR2004  ("Engl.", "Arab.": a beginning only one has)
        begins = {code for other, code in known.items() if other.startswith(word)}
        if len(begins) == 1:
            return tuple(begins), level
    return (), level


def _once(found: list[Spoken]) -> tuple[Spoken, ...]:
    best: dict[str, Spoken] = {}
    for spoken in found:
        if spoken.code not in best or (spoken.level and not best[spoken.code].level):
            best[spoken.code] = spoken
    return tuple(best.values())


def _shown(code: str) -> str:
    return name(code, get_language() or "de")


def level_in_words(level: str) -> str:
    """Return a level as people say it."""
    return {
        "native": _("native"),
        "fluent": _("fluent"),
        "some": _("a little"),
    }.get(level, level)


def write(spoken: tuple[Spoken, ...]) -> str:
    """Return text that reads as exactly these languages."""
    words = {"native": "Muttersprache", "fluent": "fließend", "some": "etwas"}
    return "; ".join(
        f"{name(s.code)} {words.get(s.level, s.level)}".strip() for s in spoken
    )


def _options(spoken: tuple[Spoken, ...], unsure: list[tuple[str, ...]]) -> list[Option]:
    if len(unsure) != 1:
        return []
    codes = unsure[0]
    several = [(code,) for code in codes] + ([codes] if len(codes) > 1 else [])
    return [
        Option(
            write((*spoken, *(Spoken(code) for code in chosen))),
            _(" and ").join(_shown(code) for code in chosen),
        )
        for chosen in several
    ]

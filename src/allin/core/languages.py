"""
The languages people speak, in one fixed order.

The position is also the bit in a volunteer's language mask: append, never reorder.
Dari is `fa-AF`; Kurmanji (kmr) and Sorani (ckb) are two languages (domain.md 0).
"""

from functools import lru_cache
from typing import Final

from babel import Locale

CODES: Final = (
    "de", "en", "ar", "tr", "uk", "bg", "ro", "fa", "fa-AF", "so", "pl", "ru", "ti",
    "fr", "kmr", "ckb", "ps", "am", "sq", "bs", "hr", "sr", "es", "pt", "it", "el",
    "vi", "ur", "hi", "pa", "zh", "hu", "mk", "ka", "hy", "az", "om", "sw", "ln",
    "bn", "ta", "th", "rom", "kk", "uz", "he", "nl", "cs", "sk", "lt",
)  # fmt: skip

BIT: Final = {code: 1 << place for place, code in enumerate(CODES)}

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "fa-AF", "ckb", "ps", "ur", "he"})

# CLDR has these under other names, or says them in words nobody uses here.
_OWN_NAMES: Final = {
    "de": {"kmr": "Kurdisch (Kurmandschi)", "ckb": "Kurdisch (Sorani)",
           "fa-AF": "Dari", "fa": "Persisch (Farsi)", "ps": "Paschtu",
           "rom": "Romanes", "bs": "Bosnisch", "ti": "Tigrinya", "so": "Somali"},
    "en": {"kmr": "Kurdish (Kurmanji)", "ckb": "Kurdish (Sorani)", "fa-AF": "Dari",
           "fa": "Persian (Farsi)", "rom": "Romani"},
    "ar": {"kmr": "الكردية (الكرمانجية)", "ckb": "الكردية (السورانية)",
           "fa-AF": "الدارية", "rom": "الغجرية"},
}  # fmt: skip


@lru_cache(maxsize=1024)
def name(code: str, shown_in: str = "de") -> str:
    """Return the name of a language, in German, English or Arabic words."""
    base = shown_in.split("-", maxsplit=1)[0]
    own = _OWN_NAMES.get(base, {}).get(code)
    if own:
        return own
    known = Locale.parse(base).languages.get(code.replace("-", "_"))
    return str(known) if known else code


def mask(codes: "list[str] | tuple[str, ...] | set[str] | frozenset[str]") -> int:
    """Return the bit mask of some codes; an unknown code is refused by KeyError."""
    result = 0
    for code in codes:
        result |= BIT[code]
    return result


def codes_in(bits: int) -> list[str]:
    """Return the codes of a mask, in the fixed order."""
    return [code for code in CODES if bits & BIT[code]]

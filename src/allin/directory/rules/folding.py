"""
One spelling for many: what people type and what is written meet here.

Both sides are folded the same way, so a fold may be coarse; what it must not do is
let two ordinary spellings of one word miss each other.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        # Turkish: I without and i with a dot are one key apart for everybody else
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th",
        # Arabic: hamza seats, alef maqsura, ta marbuta, Persian letters
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و",
        "ة": "ه", "ک": "ك", "ی": "ي", "ہ": "ه", "گ": "ك", "پ": "ب", "چ": "ج",
        "ـ": None, "ء": None,
        # Cyrillic: Ukrainian and Russian spellings of one sound
        "ґ": "г", "є": "е", "э": "е", "ё": "е", "і": "и", "ї": "и", "ы": "и", "й": "и",
        "ъ": None, "ь": None,
        # apostrophes inside words
        "'": None, "’": None, "ʼ": None, "`": None, "´": None, "ʿ": None, "ʾ": None,
    }
)  # fmt: skip
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_DIGRAPH = re.compile("[aou]e")
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC = re.compile("[\u0600-\u06ff]")
SHORTEST_STEM = 3  # letters that must remain when an Arabic article is taken off

# Words that say that somebody asks, not what they ask about.
_FILLERS = """
    ich wir mir mich mein meine meinen meiner brauche brauchen suche will möchte kann
    hilfe helfen mit bei von für zum zur der die das den dem ein eine einen einem einer
    und oder in im am an auf aus wegen habe haben
    i we my me need want help with for from the a an and or in on at to of have please
    أنا نحن أريد أحتاج محتاج مساعدة من في على إلى عن مع أو عند لي
    ben biz bir ve için ile yardım istiyorum lazım
    я ми мені мой потрібна потрібно допомога з із в у на до від для та і або нужна
"""
FILLERS = frozenset(_FILLERS.split())


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Return the one spelling of a word: lower case, no marks, letters unified."""
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS)
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFD", folded)
        if not unicodedata.combining(sign)
    )
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


@lru_cache(maxsize=65_536)
def forms(word: str) -> tuple[str, ...]:
    """
    Return every folded form of a word, the plainest first.

    "Müller", "Mueller" and "Muller" share a form; so do "الجمعية" and "جمعيه".
    """
    lower = unicodedata.normalize("NFKC", word).casefold()
    base = plain(word)
    found = [base, plain(lower.translate(_GERMAN)), _DIGRAPH.sub(_first, base)]
    if _ARABIC.search(base):
        for article in _ARTICLES:
            if base.startswith(article) and len(base) - len(article) >= SHORTEST_STEM:
                found.append(base[len(article) :])
                break
    return tuple(dict.fromkeys(form for form in found if form))


def _first(match: re.Match[str]) -> str:
    return match.group()[0]


def words(text: str) -> list[str]:
    """Split a text into its words, marks and apostrophes inside a word kept."""
    joined = text.replace("’", "").replace("'", "").replace("ʼ", "")
    # A combining mark is no letter to a regular expression: compose, then drop.
    composed = unicodedata.normalize("NFC", joined)
    kept = "".join(s for s in composed if not unicodedata.combining(s) and s != "ـ")
    return _WORD.findall(kept)


def asked(text: str) -> list[str]:
    """Return the words that say what somebody asks about; at most 12."""
    every = [word[:40] for word in words(text[:300])]
    telling = [word for word in every if word.casefold() not in FILLERS]
    return (telling or every)[:12]


# Enough to see that two spellings may be one name; no standard is claimed.
_SOUNDS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "д": "d", "е": "e", "ж": "zh",
        "з": "z", "и": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
        "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh",
        "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
        "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q",
        "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i",
        "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x",
        "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "i",
        "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip


def in_latin(text: str) -> str:
    """Return a text in Latin letters, by sound, folded."""
    return " ".join(plain(word).translate(_SOUNDS) for word in words(text))

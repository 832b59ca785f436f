"""How things stand, in one sentence: numbers as words, spans as people say them."""

import datetime as dt
from typing import Final

from django.utils.translation import get_language

_NUMBERS: Final = {
    "de": ("keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht",
           "neun", "zehn", "elf", "zwölf"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight",
           "nine", "ten", "eleven", "twelve"),
}  # fmt: skip


def number(count: int, *, first: bool = False) -> str:
    """
    Return a number as a word up to twelve, as figures beyond and in Arabic.

    :param first: it begins the sentence
    """
    words = _NUMBERS.get(language(), ())
    word = words[count] if 0 <= count < len(words) else str(count)
    return word[:1].upper() + word[1:] if first else word


def days_since(since: dt.datetime, now: dt.datetime, zone: dt.tzinfo) -> int:
    """Return how many midnights lie between, in the centre's zone."""
    return (now.astimezone(zone).date() - since.astimezone(zone).date()).days


def language() -> str:
    """Return the language of the page, such as "de"."""
    return (get_language() or "de").split("-", maxsplit=1)[0]

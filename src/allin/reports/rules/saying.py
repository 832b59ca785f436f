"""Numbers in words: parted thousands, and why a number is not shown."""

from typing import Final

THOUSANDS: Final = {"de": ".", "en": ","}
MARK: Final = "…"


def number(value: int, language: str) -> str:
    """Write a number with its thousands parted: 1.234 in German."""
    return f"{value:,}".replace(",", THOUSANDS.get(language, ","))


def clipped(text: str, length: int) -> str:
    """Return a text in one line of at most `length` signs; what is cut is marked."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    return plain[: length - len(MARK)].rsplit(" ", 1)[0].rstrip(" ,;:") + MARK

"""What a letter may say on the outside, and how long to wait before trying again."""

import datetime as dt
from typing import Final

# The outside of a letter tells nothing, whoever looks over the shoulder.
SUBJECTS: Final = {
    "de": "Neuigkeit von ALL IN",
    "en": "News from ALL IN",
    "ar": "خبر جديد من ALL IN",
}

WAITS: Final = (1, 5, 15, 60, 240, 720, 1440)  # minutes; about two days in all

KEEP_SENT: Final = dt.timedelta(days=7)
KEEP_TROUBLED: Final = dt.timedelta(days=30)
LOST_AFTER: Final = dt.timedelta(minutes=5)


def subject(language: str) -> str:
    """Return the neutral subject in the reader's language, English if unknown."""
    return SUBJECTS.get(language.split("-", maxsplit=1)[0], SUBJECTS["en"])


def wait(tries: int) -> dt.timedelta | None:
    """Return how long to wait after so many failed tries, or None to give up."""
    if tries > len(WAITS):
        return None
    return dt.timedelta(minutes=WAITS[tries - 1])

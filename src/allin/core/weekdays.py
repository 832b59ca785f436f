"""What people call the days of the week, in German and English, short and long."""

import re
from typing import Final

# Not "die", "frei", "son", "we": these are words of their own.
_NAMES: Final = (
    ("mo", "mon", "montag", "montags", "monday", "mondays"),
    ("di", "dienstag", "dienstags", "tue", "tues", "tuesday", "tuesdays"),
    ("mi", "mittwoch", "mittwochs", "wed", "wednesday", "wednesdays"),
    ("do", "donnerstag", "donnerstags", "thu", "thur", "thurs", "thursday",
     "thursdays"),
    ("fr", "freitag", "freitags", "fri", "friday", "fridays"),
    ("sa", "samstag", "samstags", "sonnabend", "sonnabends", "sat", "saturday",
     "saturdays"),
    ("so", "sonntag", "sonntags", "sun", "sunday", "sundays"),
)  # fmt: skip

NUMBER: Final = {name: day for day, names in enumerate(_NAMES) for name in names}
SHORT: Final = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
PATTERN: Final = "|".join(sorted(NUMBER, key=len, reverse=True))
_ALONE: Final = re.compile(rf"\W*({PATTERN})\b\.?\W*", re.IGNORECASE)


def weekday(text: str) -> int | None:
    """Return 0 (Monday) to 6 for a cell that holds a weekday and nothing else."""
    found = _ALONE.fullmatch(text.strip())
    return NUMBER[found.group(1).lower()] if found else None

"""What a group may ask for, how it is divided, and what becomes of what it asked."""

import datetime as dt
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from allin.programmes.rules import kernel

# Which templates answer enquiries, with what they make of one.
KIND_OF: Final = MappingProxyType(
    {kernel.TOURS: kernel.TOUR, kernel.TALKS: kernel.TALK}
)
QUALIFICATION_OF: Final = MappingProxyType(
    {kernel.TOURS: "museum", kernel.TALKS: "security"}
)
PAIR: Final = 2  # security advice is never given alone


# Where an enquiry comes from.
PUBLIC: Final = "public"
TELEPHONE: Final = "telephone"
PARTNER: Final = "partner"
WAYS: Final = (
    (PUBLIC, _("the public page")),
    (TELEPHONE, _("the telephone")),
    (PARTNER, _("the partner")),
)

GROUPS: Final = (
    ("school", _("a school class")),
    ("course", _("a language or integration course")),
    ("seniors", _("a group of older people")),
    ("club", _("an association or club")),
    ("families", _("families")),
    ("other", _("another group")),
)

# What the place or the talk has to allow for; of a group, never of one person.
ACCESS: Final = (
    ("step_free", _("without steps")),
    ("seats", _("places to sit on the way")),
    ("hearing", _("hard of hearing: slow and facing the group")),
    ("plain", _("in simple words")),
)

# What an enquiry itself is; what becomes of its occasion, the occasion knows.
RECEIVED: Final = "received"
REFUSED: Final = "refused"
WITHDRAWN: Final = "withdrawn"
STATES: Final = (
    (RECEIVED, _("received")),
    (REFUSED, _("refused")),
    (WITHDRAWN, _("withdrawn")),
)

# How it stands, all in all.
LOOKING: Final = "looking"
STAFFED: Final = "staffed"
AGREED: Final = "agreed"
HELD: Final = "held"
CANCELLED: Final = "cancelled"
STAGES: Final = MappingProxyType(
    {
        LOOKING: _("we are looking for somebody"),
        STAFFED: _("somebody is found"),
        AGREED: _("agreed"),
        HELD: _("took place"),
        CANCELLED: _("cancelled"),
        REFUSED: _("refused"),
        WITHDRAWN: _("withdrawn"),
    }
)
# Given back ("I cannot come after all") leads back to looking.
NEXT: Final = MappingProxyType(
    {
        LOOKING: frozenset({STAFFED, REFUSED, WITHDRAWN, CANCELLED}),
        STAFFED: frozenset({LOOKING, AGREED, REFUSED, WITHDRAWN, CANCELLED}),
        AGREED: frozenset({LOOKING, HELD, REFUSED, WITHDRAWN, CANCELLED}),
        HELD: frozenset(),
        CANCELLED: frozenset(),
        REFUSED: frozenset(),
        WITHDRAWN: frozenset(),
    }
)

MOST_PEOPLE: Final = 500
MOST_PARTS: Final = 4  # groups side by side in one house
WISHES: Final = 3
FURTHEST: Final = dt.timedelta(days=366)
EARLIEST: Final = dt.time(8)
LATEST: Final = dt.time(20)
CODE_SIGNS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none is read as another
CODE_LENGTH: Final = 12
KIT_AROUND: Final = dt.timedelta(hours=2)  # to fetch the kit and bring it back


def may_become(was: str, to: str) -> bool:
    """Whether an enquiry that stands at `was` may come to stand at `to`."""
    return to in NEXT[was]


def parts(size: int, largest: int) -> tuple[int, ...]:
    """
    Divide a group as evenly as it goes, none of them larger than `largest`.

    :param size: people, at least 1
    """
    count = -(-size // largest)
    small, more = divmod(size, count)
    return (small + 1,) * more + (small,) * (count - more)


def heads(template: str, size: int, largest: int, spoken: int = 1) -> int:
    """
    Say how many people lead it.

    :param spoken: languages it is held in; each has its own guide
    A talk is always given by two (domain.md 3.7), a tour by one a part and language.
    """
    if template == kernel.TALKS:
        return PAIR
    return len(parts(size, largest)) * spoken


def is_in_hours(starts: dt.time) -> bool:
    """Whether a group may wish for this time of day, wall time."""
    return EARLIEST <= starts <= LATEST


def spell(numbers: bytes) -> str:
    """Turn chance into a code of twelve signs; one byte a sign."""
    return "".join(CODE_SIGNS[one % len(CODE_SIGNS)] for one in numbers[:CODE_LENGTH])


def tidy(code: str) -> str:
    """Return a code as it is kept, whatever stands between its signs."""
    return "".join(sign for sign in code.upper() if sign in CODE_SIGNS)


def shown(code: str) -> str:
    """Return a code in groups of four, to be read aloud."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))

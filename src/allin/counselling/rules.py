"""What holds for a referral whatever the database: pure, no clock, no rows."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a referral stands."""

    RECEIVED = "received", _("new")
    ASKING = "asking", _("asked")
    ACCEPTED = "accepted", _("accepted")
    APPOINTMENT = "appointment", _("appointment made")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


class Outcome(TextChoices):
    """What came of a session or a referral. A code, never a story."""

    HELPED = "helped", _("helped")
    PARTLY = "partly", _("partly helped, goes on")
    PASSED_ON = "passed_on", _("passed on to a professional service")
    NOT_ARRIVED = "not_arrived", _("did not come")
    NOT_HELPED = "not_helped", _("could not be helped")


class Unmet(TextChoices):
    """Why somebody was not received. Counted as facts with no session."""

    DECLINED = "declined", _("nobody could take it on")
    WITHDRAWN = "withdrawn", _("withdrawn by the person")
    EXPIRED = "expired", _("nobody answered in time")
    NO_HOUR = "no_hour", _("no open hour fitted")


class Urgency(TextChoices):
    DEADLINE = "deadline", _("A deadline is running")
    TWO_WEEKS = "two_weeks", _("In the next two weeks")
    NO_HURRY = "no_hurry", _("No hurry")


class Gender(TextChoices):
    ANY = "", _("no wish")
    WOMAN = "f", _("rather with a woman")
    MAN = "m", _("rather with a man")


class DayTime(TextChoices):
    ANY = "", _("no wish")
    MORNING = "morning", _("in the morning")
    AFTERNOON = "afternoon", _("in the afternoon")
    EVENING = "evening", _("in the evening")
    WEEKEND = "weekend", _("at the weekend")


class Origin(TextChoices):
    """Who sent the person, as far as the house can tell."""

    PARTNER = "partner", _("a partner")
    SELF = "self", _("came by themselves")
    UNCONFIRMED = "unconfirmed", _("somebody else, unconfirmed")


class Way(TextChoices):
    """How a slip or referral reached the house."""

    ADDRESS = "address", _("the partner's own form")
    PUBLIC = "public", _("the public page")
    TELEPHONE = "telephone", _("the telephone")


OPEN: Final = frozenset(
    {State.RECEIVED, State.ASKING, State.ACCEPTED, State.APPOINTMENT}
)
UNACCEPTED: Final = frozenset({State.RECEIVED, State.ASKING})
IN_HANDS: Final = frozenset({State.ACCEPTED, State.APPOINTMENT})

# What usually comes next, for the way a referral goes when all is well.
USUALLY: Final[Mapping[State, State]] = MappingProxyType(
    {
        State.RECEIVED: State.ASKING,
        State.ASKING: State.ACCEPTED,
        State.ACCEPTED: State.APPOINTMENT,
        State.APPOINTMENT: State.CLOSED,
    }
)

NEXT: Final[Mapping[State, frozenset[State]]] = MappingProxyType(
    {
        State.RECEIVED: frozenset(
            {
                State.ASKING,
                State.ACCEPTED,
                State.CLOSED,
                State.DECLINED,
                State.WITHDRAWN,
                State.EXPIRED,
            }
        ),
        # Back to "received" when everybody asked has said no: it waits for the
        # coordinator again, and not for anybody's answer.
        State.ASKING: frozenset(
            {
                State.RECEIVED,
                State.ACCEPTED,
                State.CLOSED,
                State.DECLINED,
                State.WITHDRAWN,
                State.EXPIRED,
            }
        ),
        # Given back ("I know this person") leads to "received" as well.
        State.ACCEPTED: frozenset(
            {
                State.RECEIVED,
                State.APPOINTMENT,
                State.CLOSED,
                State.WITHDRAWN,
                State.EXPIRED,
            }
        ),
        # Back to "accepted" when the appointment is cancelled or its room is lost.
        State.APPOINTMENT: frozenset(
            {
                State.RECEIVED,
                State.ACCEPTED,
                State.CLOSED,
                State.WITHDRAWN,
                State.EXPIRED,
            }
        ),
        State.CLOSED: frozenset(),
        State.DECLINED: frozenset(),
        State.WITHDRAWN: frozenset(),
        State.EXPIRED: frozenset(),
    }
)


def may_become(was: str, to: str) -> bool:
    """Whether a referral in state `was` may step to `to`."""
    return State(to) in NEXT[State(was)]


# Codes people read aloud: no I, L, O, U, no 0; letter, digit, dash, digit, letter, any.
LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ"
DIGITS: Final = "123456789"
CODE_LENGTH: Final = 5
PIN_LENGTH: Final = 6
PIN_TRIES: Final = 5
NOTE_LENGTH: Final = 500


def spell(numbers: "tuple[int, int, int, int, int]") -> str:
    """Return the code for five numbers, each taken modulo its alphabet."""
    both = LETTERS + DIGITS
    alphabets = (LETTERS, DIGITS, DIGITS, LETTERS, both)
    a, b, c, d, e = (
        letters[number % len(letters)]
        for number, letters in zip(numbers, alphabets, strict=True)
    )
    return f"{a}{b}-{c}{d}{e}"


def tidy_code(typed: str) -> str:
    """Return a code as stored, whatever blanks, dashes or small letters were typed."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    bare = bare.replace("I", "1").replace("L", "1")
    return f"{bare[:2]}-{bare[2:]}" if len(bare) == CODE_LENGTH else ""


# Days a row is kept where no setting of the centre says how long.
LONGEST_OPEN: Final = (
    365  # accepted and never closed (domain.md 2.3: at most 12 months)
)
STUB: Final = 7  # a withdrawn row without content, so that the person's page can say so

"""The numbers a template is set up with. Each template adds its own line."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allin.programmes.rules import kernel


@dataclass(frozen=True)
class Number:
    """
    One number of a template.

    :param usual: what it is if nobody says otherwise
    """

    key: str
    label: Promise
    usual: int
    least: int
    most: int
    help: Promise | str = ""


# One block a template; `settings.of(template)` is by key.
NUMBERS: Final[dict[str, tuple[Number, ...]]] = {
    kernel.EMERGENCY: (
        Number(
            "rest",
            _("Free weeks between two duties of one person"),
            usual=3,
            least=0,
            most=12,
        ),
        Number("in_a_row", _("Weeks in a row at most"), usual=1, least=1, most=4),
        Number("a_year", _("Weeks a year at most"), usual=12, least=1, most=26),
        Number(
            "reserve",
            _("People in reserve for a week"),
            usual=0,
            least=0,
            most=1,
            help=_("Somebody in reserve is not on call; the list names them."),
        ),
        Number(
            "talk_days",
            _("Days ahead for which a talk after a deployment has to be held first"),
            usual=14,
            least=0,
            most=90,
            help=_(
                "Assumption: no standard names a number. Within these days nobody"
                " begins another week before the talk was held or waived."
            ),
        ),
    ),
    kernel.SEMINARS: (
        Number(
            "offer_hours",
            _("Hours a freed seat is kept"),
            usual=48,
            least=1,
            most=336,
            help=_("So long who waits has time to say yes; then the next is asked."),
        ),
        Number(
            "keep_days",
            _("Days names are kept after the last date"),
            usual=90,
            least=1,
            most=730,
        ),
    ),
    kernel.TOURS: (
        Number("minutes", _("Minutes a tour lasts"), usual=60, least=20, most=240),
        Number(
            "largest",
            _("People one guide leads at most"),
            usual=25,
            least=5,
            most=60,
            help=_("A larger group is divided, if it agrees."),
        ),
        Number(
            "notice_days",
            _("Days an enquiry has to come beforehand"),
            usual=7,
            least=0,
            most=90,
        ),
    ),
    kernel.TALKS: (
        Number("minutes", _("Minutes a talk lasts"), usual=90, least=20, most=240),
        Number(
            "largest",
            _("People a talk is for at most"),
            usual=60,
            least=5,
            most=200,
        ),
        Number(
            "notice_days",
            _("Days an enquiry has to come beforehand"),
            usual=14,
            least=0,
            most=90,
        ),
    ),
}


def of(template: str) -> dict[str, Number]:
    """Return the numbers of a template, by key."""
    return {one.key: one for one in NUMBERS.get(template, ())}


def number(template: str, settings: dict[str, object], key: str) -> int:
    """Return a number of a programme, the usual one if none is kept."""
    kept = settings.get(key)
    return kept if isinstance(kept, int) else of(template)[key].usual

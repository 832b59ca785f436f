"""What a centre may choose, and what holds until it chooses. Data, not law."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROOMS: Final = "rooms"
COUNSELLING: Final = "counselling"
REPORTS: Final = "reports"
DIRECTORY: Final = "directory"
VOLUNTEERS: Final = "volunteers"
SUPPORT: Final = "support"
PROGRAMMES: Final = "programmes"
FUNDING: Final = "funding"
COUNCIL: Final = "council"

MODULES: Final[tuple[tuple[str, Promise], ...]] = (
    (ROOMS, _("Rooms")),
    (COUNSELLING, _("Counselling")),
    (REPORTS, _("Report")),
    (DIRECTORY, _("Associations")),
    (VOLUNTEERS, _("Volunteering")),
    (SUPPORT, _("Support for associations")),
    (PROGRAMMES, _("Programmes")),
    (FUNDING, _("Money")),
    (COUNCIL, _("Motion")),
)
ALL_MODULES: Final = tuple(name for name, _label in MODULES)


def first_modules() -> list[str]:
    """Return what a new centre starts with; the first page is always there (O7)."""
    return [ROOMS, COUNSELLING, REPORTS]


@dataclass(frozen=True)
class Number:
    """
    A number the centre may set.

    :param default: holds until the centre sets another
    :param source: where the default comes from
    """

    name: str
    default: int
    least: int
    most: int
    source: str


NUMBERS: Final = (
    Number("keep_unaccepted_days", 30, 1, 90, "domain.md 2.3, proposed schedule"),
    Number("keep_closed_days", 90, 1, 365, "domain.md 2.3, at most 12 months"),
    Number("answer_hours", 48, 1, 336, "features.md R4"),
    Number("answer_urgent_hours", 4, 1, 48, "features.md R4"),
    Number("remind_after_days", 2, 1, 30, "features.md R4"),
)
BY_NAME: Final = {number.name: number for number in NUMBERS}

# What a legal text may be about. The first three are ticks of a referral with contact.
PASS_ON: Final = "pass_on"  # noqa: S105  (a purpose, no secret)
RELEASE: Final = "release"
FEEDBACK: Final = "feedback"
PRIVACY: Final = "privacy"
IMPRINT: Final = "imprint"
ACCESSIBILITY: Final = "accessibility"
PURPOSES: Final[tuple[tuple[str, Promise], ...]] = (
    (PASS_ON, _("Passing on the contact")),
    (RELEASE, _("Release from confidentiality")),
    (FEEDBACK, _("Feedback to the sender")),
    (PRIVACY, _("Privacy notice")),
    (IMPRINT, _("Imprint")),
    (ACCESSIBILITY, _("Accessibility")),
)
CONSENTS: Final = (PASS_ON, RELEASE, FEEDBACK)

# Pages of a centre anybody can read, each with the line beneath its heading.
PUBLIC_PAGES: Final[dict[str, Promise]] = {
    IMPRINT: _("Who runs these pages, and how to reach them."),
    PRIVACY: _("What is kept, for how long, and what you can decide."),
    ACCESSIBILITY: _("What works for everybody, and where to say what does not."),
}

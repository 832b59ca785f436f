"""From idea to decision: what may follow what, and in which order of dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from allin.core.fuzzy import FuzzyDate

IDEA, DRAFT, SUBMITTED = "idea", "draft", "submitted"
MEETING: Final = "meeting"  # somebody talks about it; the state stays
APPROVED, REJECTED, WITHDRAWN = "approved", "rejected", "withdrawn"

STEPS: Final = (
    (IDEA, _("Idea")),
    (DRAFT, _("Being written")),
    (SUBMITTED, _("Submitted")),
    (MEETING, _("Date at which it is decided")),
    (APPROVED, _("Approved")),
    (REJECTED, _("Rejected")),
    (WITHDRAWN, _("Withdrawn by us")),
)
NAMES: Final = dict(STEPS)
DECIDED: Final = (APPROVED, REJECTED, WITHDRAWN)
OPEN: Final = (IDEA, DRAFT, SUBMITTED)

MAY_FOLLOW: Final[dict[str, tuple[str, ...]]] = {
    "": (IDEA, DRAFT, SUBMITTED, APPROVED, REJECTED),
    IDEA: (DRAFT, SUBMITTED, MEETING, WITHDRAWN),
    DRAFT: (SUBMITTED, MEETING, WITHDRAWN),
    SUBMITTED: (MEETING, APPROVED, REJECTED, WITHDRAWN),
    APPROVED: (),
    REJECTED: (),
    WITHDRAWN: (),
}


@dataclass(frozen=True)
class Taken:
    """One step of an application: what, and when as far as it is known."""

    kind: str
    on: FuzzyDate | None


def state_of(steps: Iterable[Taken]) -> str:
    """Return the state after these steps, in the order they were taken."""
    state = ""
    for step in steps:
        if step.kind != MEETING:
            state = step.kind
    return state


def surely_too_early(steps: Sequence[Taken], on: FuzzyDate | None) -> Taken | None:
    """
    Return the step a new one would surely lie before; None if it may be right.

    Dates of which only month or year is known are in the way only if no day they can
    mean fits. Dates still to come (meetings) bind nobody.
    """
    if on is None:
        return None
    return next(
        (
            step
            for step in steps
            if step.kind != MEETING and step.on and on.is_surely_before(step.on)
        ),
        None,
    )

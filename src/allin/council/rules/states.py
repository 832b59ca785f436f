"""
From filing to execution: what may follow what, and in which order of dates.

The states are those of domain.md 5. A step is named after the state it leads to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import pgettext_lazy

from allin.core.fuzzy import FuzzyDate

DRAFT, FILED, REFERRED = "draft", "filed", "referred"
ON_AGENDA, POSTPONED, REMOVED = "on_agenda", "postponed", "removed"
DEBATED, RECOMMENDED = "debated", "recommended"
COUNCIL_AGENDA, DECIDED, OBJECTION = "council_agenda", "decided", "objection"
WITH_MAGISTRAT, REPORT_DUE = "with_magistrat", "report_due"
BUDGETED, PARTLY, NOT_EXECUTED = "budgeted", "partly", "not_executed"
CLOSED: Final = "closed"

STEPS: Final = (
    (DRAFT, pgettext_lazy("motion", "Being written")),
    (FILED, pgettext_lazy("motion", "Filed")),
    (REFERRED, pgettext_lazy("motion", "Referred to a committee")),
    (ON_AGENDA, pgettext_lazy("motion", "On the committee's agenda")),
    (POSTPONED, pgettext_lazy("motion", "Postponed")),
    (REMOVED, pgettext_lazy("motion", "Taken off the agenda")),
    (DEBATED, pgettext_lazy("motion", "Debated in the committee")),
    (RECOMMENDED, pgettext_lazy("motion", "Recommended by the committee")),
    (COUNCIL_AGENDA, pgettext_lazy("motion", "On the city council's agenda")),
    (DECIDED, pgettext_lazy("motion", "Decided")),
    (OBJECTION, pgettext_lazy("motion", "Objection to the decision")),
    (WITH_MAGISTRAT, pgettext_lazy("motion", "With the city executive (Magistrat)")),
    (REPORT_DUE, pgettext_lazy("motion", "Report is due")),
    (BUDGETED, pgettext_lazy("motion", "In the budget")),
    (PARTLY, pgettext_lazy("motion", "Carried out in part")),
    (NOT_EXECUTED, pgettext_lazy("motion", "Not carried out")),
    (CLOSED, pgettext_lazy("motion", "Closed")),
)
NAMES: Final = dict(STEPS)

ADOPT, ADOPT_AMENDED, REJECT, NONE = "adopt", "adopt_amended", "reject", "none"
WITH_DEBATE, WITHOUT_DEBATE = "with_debate", "without_debate"
ADOPTED, ADOPTED_AMENDED, REJECTED = "adopted", "adopted_amended", "rejected"
WITHDRAWN, LAPSED, SETTLED = "withdrawn", "lapsed", "settled"

RESULTS: Final = (
    (ADOPT, pgettext_lazy("motion", "Recommendation: adopt")),
    (ADOPT_AMENDED, pgettext_lazy("motion", "Recommendation: adopt with changes")),
    (REJECT, pgettext_lazy("motion", "Recommendation: reject")),
    (NONE, pgettext_lazy("motion", "No recommendation")),
    (WITH_DEBATE, pgettext_lazy("motion", "With debate")),
    (WITHOUT_DEBATE, pgettext_lazy("motion", "Without debate")),
    (ADOPTED, pgettext_lazy("motion", "Adopted")),
    (ADOPTED_AMENDED, pgettext_lazy("motion", "Adopted with changes")),
    (REJECTED, pgettext_lazy("motion", "Rejected")),
    (WITHDRAWN, pgettext_lazy("motion", "Withdrawn")),
    (LAPSED, pgettext_lazy("motion", "Lapsed at the end of the term")),
    (SETTLED, pgettext_lazy("motion", "Settled otherwise")),
)
RESULT_NAMES: Final = dict(RESULTS)

YES: Final = frozenset({ADOPT, ADOPT_AMENDED, ADOPTED, ADOPTED_AMENDED})
NO: Final = frozenset({REJECT, REJECTED})
CARRIED: Final = (ADOPTED, ADOPTED_AMENDED)
# A motion may end so at any time before it is decided.
ENDED_EARLY: Final = (WITHDRAWN, LAPSED, SETTLED)

RESULTS_OF: Final[dict[str, tuple[str, ...]]] = {
    RECOMMENDED: (ADOPT, ADOPT_AMENDED, REJECT, NONE),
    COUNCIL_AGENDA: (WITH_DEBATE, WITHOUT_DEBATE),
    DECIDED: (*CARRIED, REJECTED, *ENDED_EARLY),
}

MAY_FOLLOW: Final[dict[str, tuple[str, ...]]] = {
    "": (DRAFT, FILED),
    DRAFT: (FILED,),
    FILED: (REFERRED, COUNCIL_AGENDA, DECIDED),
    REFERRED: (ON_AGENDA, REFERRED, DECIDED),
    ON_AGENDA: (DEBATED, RECOMMENDED, POSTPONED, REMOVED, DECIDED),
    POSTPONED: (ON_AGENDA, COUNCIL_AGENDA, REMOVED, DECIDED),
    REMOVED: (ON_AGENDA, COUNCIL_AGENDA, DECIDED),
    DEBATED: (RECOMMENDED, ON_AGENDA, POSTPONED, DECIDED),
    RECOMMENDED: (COUNCIL_AGENDA, REFERRED, ON_AGENDA, DECIDED),
    COUNCIL_AGENDA: (DECIDED, POSTPONED, REMOVED, REFERRED),
    DECIDED: (WITH_MAGISTRAT, OBJECTION, CLOSED),
    OBJECTION: (COUNCIL_AGENDA, DECIDED, WITH_MAGISTRAT),
    WITH_MAGISTRAT: (REPORT_DUE, BUDGETED, PARTLY, NOT_EXECUTED),
    REPORT_DUE: (BUDGETED, PARTLY, NOT_EXECUTED, REPORT_DUE),
    BUDGETED: (PARTLY, NOT_EXECUTED, REPORT_DUE, CLOSED),
    PARTLY: (BUDGETED, NOT_EXECUTED, REPORT_DUE, CLOSED),
    NOT_EXECUTED: (BUDGETED, PARTLY, REPORT_DUE, CLOSED),
    CLOSED: (),
}
# From here a body decides for or against: the council, or a committee that was given
# the last word (domain.md 5: some matters are finally decided in committee).
DECIDES: Final = frozenset({COUNCIL_AGENDA, DEBATED, OBJECTION})
AGENDAS: Final = (ON_AGENDA, COUNCIL_AGENDA)
EXECUTION: Final = (WITH_MAGISTRAT, REPORT_DUE, BUDGETED, PARTLY, NOT_EXECUTED)
IN_COMMITTEE: Final = (REFERRED, ON_AGENDA, DEBATED)


@dataclass(frozen=True)
class Taken:
    """One step of a motion: the state it led to, its result, when if known."""

    kind: str
    on: FuzzyDate | None = None
    result: str = ""


@dataclass(frozen=True)
class Flaw:
    """
    What is wrong with a row of steps.

    :ivar why: "follows" (does not follow), "result" (not possible there), "order"
        (surely lies before the step `other`), "filing" (surely lies before the filing)
    :ivar at: index of the step
    :ivar other: index of the step it disagrees with; -1: none
    """

    why: str
    at: int
    other: int = -1


def state_of(steps: Sequence[Taken]) -> str:
    """Return the state after these steps; "" before the first."""
    return steps[-1].kind if steps else ""


def result_of(steps: Sequence[Taken]) -> str:
    """Return the decision that stands; "" while nothing is decided."""
    decided = [step.result for step in steps if step.kind == DECIDED]
    return decided[-1] if decided else ""


def is_carried(steps: Sequence[Taken]) -> bool:
    """Whether the motion was adopted, with changes or without."""
    return result_of(steps) in CARRIED


def following(steps: Sequence[Taken]) -> tuple[str, ...]:
    """
    Return what may follow these steps.

    What was postponed or taken off returns to the agenda it came from. Only what was
    adopted is objected to or carried out; everything else is closed.
    """
    state = state_of(steps)
    may = MAY_FOLLOW[state]
    if state in {POSTPONED, REMOVED}:
        agenda = next(s.kind for s in reversed(steps) if s.kind in AGENDAS)
        return tuple(one for one in may if one == agenda or one not in AGENDAS)
    if state == DECIDED and not is_carried(steps):
        return (CLOSED,)
    if state == DECIDED:
        return (WITH_MAGISTRAT, OBJECTION)
    return may


def results_after(steps: Sequence[Taken], kind: str) -> tuple[str, ...]:
    """Return the results a step of this kind may have after these steps."""
    if kind == DECIDED and state_of(steps) not in DECIDES:
        return ENDED_EARLY
    return RESULTS_OF.get(kind, ())


def flaw(steps: Sequence[Taken]) -> Flaw | None:
    """
    Return the first thing wrong with a row of steps; None if there is nothing.

    Dates of which only month or year is known are in the way only if no day they can
    mean fits.
    """
    for at, step in enumerate(steps):
        before = steps[:at]
        if step.kind not in following(before):
            return Flaw("follows", at, at - 1)
        may = results_after(before, step.kind)
        if (step.result not in may) if may else step.result:
            return Flaw("result", at)
        if (early := _too_early(before, step)) is not None:
            why = "filing" if before[early].kind == FILED else "order"
            return Flaw(why, at, early)
    return None


def could_stand(steps: Sequence[Taken], at: int) -> tuple[str, ...]:
    """Return the kinds of step that could stand in place of one, dates aside."""
    undated = [Taken(step.kind, None, step.result) for step in steps]
    return tuple(
        kind
        for kind in NAMES
        if any(
            flaw([*undated[:at], Taken(kind, None, result), *undated[at + 1 :]]) is None
            for result in RESULTS_OF.get(kind, ("",))
        )
    )


def _too_early(before: Sequence[Taken], step: Taken) -> int | None:
    if step.on is None:
        return None
    return next(
        (
            index
            for index, earlier in enumerate(before)
            if earlier.on and step.on.is_surely_before(earlier.on)
        ),
        None,
    )

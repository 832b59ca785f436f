"""What each scenario would mean, and until when a contract has to be ended."""

import datetime as dt
from dataclasses import dataclass

from allin.core.money import Cents
from allin.funding.models import CostLine, Step
from allin.funding.rules import notice
from allin.funding.rules.runway import DAY
from allin.funding.statistics.reading import (
    Line,
    Picture,
    Scenario,
    first_shown,
    gap_of,
    run,
)


@dataclass(frozen=True)
class Outcome:
    """
    A scenario beside the others.

    :ivar gap: the first day without money; None: there is none in the time shown
    :ivar missing: cents, reckoned as on the page of that scenario
    :ivar step: the next date of the decision it hangs on, if one is entered
    """

    scenario: Scenario
    gap: dt.date | None
    missing: Cents
    step: Step | None = None


@dataclass(frozen=True)
class Leaving:
    """
    When notice has to be given for a line that is not paid throughout.

    :ivar by: the latest day on which notice ends the contract with its money; None:
        nothing has to be ended, or it is too late
    :ivar ends_on: the day on which it ends then, or if notice is given on the day
        the page is seen from; None: nothing has to be ended
    :ivar missing: cents nobody pays until then, if it is too late
    """

    line: CostLine
    by: dt.date | None = None
    ends_on: dt.date | None = None
    missing: Cents = 0


def outcomes(picture: Picture) -> list[Outcome]:
    """Reckon every scenario of a picture: the same day, the same end."""
    next_step = {
        application.pk: step for application, step in reversed(picture.next_meetings)
    }
    found = []
    for one in picture.scenarios:
        whole = run(picture.costs, picture.firm, one, picture.seen_on, picture.last)
        first = first_shown(whole, picture.costs, picture.seen_on)
        gap = gap_of(whole, picture.costs, picture.seen_on)
        step = next_step.get(one.application.pk) if one.application else None
        found.append(Outcome(one, gap, whole.missing(since=first), step))
    return found


def leavings(picture: Picture) -> list[Leaving]:
    """Say of every line whose terms are entered when notice has to be given."""
    return [_leaving(one, picture) for one in picture.lines if one.line.terms]


def _leaving(one: Line, picture: Picture) -> Leaving:
    terms, day = one.line.terms, picture.seen_on
    if terms is None or one.is_paid:
        return Leaving(one.line)
    if one.covered_until is not None:
        end = notice.last_end(terms, one.covered_until)
        if end is not None and notice.latest(terms, end) >= day:
            return Leaving(one.line, notice.latest(terms, end), end)
    ends_on = notice.earliest_end(terms, day)
    since = one.unpaid_since or (one.covered_until or day) + DAY
    whole = run(picture.costs, picture.firm, picture.scenario, day, ends_on)
    return Leaving(
        one.line,
        ends_on=ends_on,
        missing=whole.missing(line=one.line.pk, since=since),
    )

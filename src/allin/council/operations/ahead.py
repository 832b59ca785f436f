"""What comes next: dates, papers that change the motion, its place in the budget."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.fuzzy import FuzzyDate
from allin.core.people import Person
from allin.core.violations import spoken
from allin.council.models import Amendment, BudgetLine, Motion, NextDate, Step
from allin.council.operations.record import (
    YEARS,
    check_day,
    check_may,
    check_stands,
    today_of,
    written,
)
from allin.council.rules import states
from allin.funding.operations.record import put_aside, twin


def _check_after_filing(motion: Motion, on: FuzzyDate | None, field: str) -> None:
    """Refuse a date that surely lies before the motion was filed."""
    filing = Step.objects.standing().filter(motion=motion, kind=states.FILED).first()
    filed = filing.date if filing else None
    if on is not None and filed is not None and on.is_surely_before(filed):
        raise Refusal(
            _("That lies before the motion was filed. Check both dates."), field=field
        )


def set_date(
    *,
    motion: Motion,
    where: str,
    body: str,
    on: FuzzyDate,
    by: Person,
    now: dt.datetime,
    assumed: bool = False,
    papers_on: dt.date | None = None,
    papers_assumed: bool = False,
    note: str = "",
    instead_of: NextDate | None = None,
) -> NextDate:
    """
    Enter when and where a motion is dealt with next, or move that date.

    :param papers_on: the last day to hand papers in
    :param instead_of: the date this one stands in place of; it is kept
    :raises Refusal: not the coordination, before the filing, papers due after the date
    """
    check_may(by, motion.centre)
    check_stands(motion)
    _check_after_filing(motion, on, "on")
    check_day(papers_on, "papers_on")
    if papers_on is not None and papers_on > on.last:
        raise Refusal(
            _("The last day for papers lies after the date itself."), field="papers_on"
        )
    columns = {
        "motion": motion,
        "where": where,
        "body": body.strip(),
        "on": str(on),
        "papers_on": papers_on,
        "note": note.strip(),
    }
    if (made := twin(NextDate, now, assumed=assumed, **columns)) is not None:
        return made
    if instead_of is not None:
        check_stands(instead_of)
    with spoken(field="on"), transaction.atomic():
        put_aside(instead_of, now)
        date = NextDate.objects.create(
            centre=motion.centre,
            assumed=assumed,
            papers_assumed=papers_assumed and papers_on is not None,
            entered_at=now,
            **columns,
        )
        written("set_date", date, by, now)
    return date


@dataclass(frozen=True)
class Change:
    """A paper that shall change the motion; `filed` as far as it is known."""

    title: str
    number: str = ""
    originator: str = ""
    filed: FuzzyDate | None = None
    filed_assumed: bool = False
    paper: str = ""
    url: str = ""


def add_amendment(
    *, motion: Motion, change: Change, by: Person, now: dt.datetime
) -> Amendment:
    """
    Enter a paper that shall change a motion.

    :raises Refusal: not the coordination, entered already, filed before the motion
        or on a day to come
    """
    check_may(by, motion.centre)
    check_stands(motion)
    _check_after_filing(motion, change.filed, "filed")
    if change.filed and change.filed.first > today_of(motion.centre, now):
        raise Refusal(_("That day is still to come."), field="filed")
    same = {"motion": motion, "title": change.title.strip()}
    if (made := twin(Amendment, now, **same)) is not None:
        return made
    with spoken(field="title"), transaction.atomic():
        amendment = Amendment.objects.create(
            centre=motion.centre,
            number=change.number.strip(),
            originator=change.originator.strip(),
            filed=str(change.filed or ""),
            filed_assumed=change.filed_assumed and change.filed is not None,
            paper=change.paper.strip(),
            url=change.url.strip(),
            entered_at=now,
            **same,
        )
        written("add_amendment", amendment, by, now)
    return amendment


@transaction.atomic
def settle_amendment(
    *,
    amendment: Amendment,
    state: str,
    on: FuzzyDate | None,
    by: Person,
    now: dt.datetime,
    assumed: bool = False,
) -> Amendment:
    """
    Enter what became of an amendment.

    :raises Refusal: not the coordination, before it was filed or on a day to come
    """
    check_may(by, amendment.centre)
    check_stands(amendment)
    filed = amendment.filed_date
    if on is not None and filed is not None and on.is_surely_before(filed):
        raise Refusal(
            _("That lies before the amendment was filed. Check both dates."),
            field="on",
        )
    if on is not None and on.first > today_of(amendment.centre, now):
        raise Refusal(_("That day is still to come."), field="on")
    amendment.state, amendment.settled = state, str(on or "")
    amendment.settled_assumed = assumed and on is not None
    amendment.save(update_fields=["state", "settled", "settled_assumed"])
    written("settle_amendment", amendment, by, now)
    return amendment


def settle_budget(
    *,
    motion: Motion,
    line: str,
    year: int,
    by: Person,
    now: dt.datetime,
    line_assumed: bool = False,
    year_assumed: bool = False,
) -> BudgetLine:
    """
    Say in which budget line, and from which year on, the money has to stand.

    :param line: "" while nobody has said it; the year alone is worth knowing
    :raises Refusal: not the coordination, no year of ours, a motion that is in the
        budget would lose its line
    Source: docs/rules.md#R-M6
    """
    check_may(by, motion.centre)
    check_stands(motion)
    if year not in YEARS:
        raise Refusal(_("Between 1990 and 2099."), field="year")
    budgeted = Step.objects.standing().filter(motion=motion, kind=states.BUDGETED)
    if not line.strip() and budgeted.exists():
        raise Refusal(
            _("The money stands in the budget. So there is a budget line."),
            field="line",
        )
    with spoken(field="line"), transaction.atomic():
        put_aside(BudgetLine.objects.standing().filter(motion=motion).first(), now)
        made = BudgetLine.objects.create(
            centre=motion.centre,
            motion=motion,
            line=line.strip(),
            line_assumed=line_assumed and bool(line.strip()),
            year=year,
            year_assumed=year_assumed,
            entered_at=now,
        )
        written("settle_budget", made, by, now)
    return made

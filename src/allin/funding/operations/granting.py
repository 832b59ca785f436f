"""Money that was promised."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.fuzzy import FuzzyDate
from allin.core.money import Cents
from allin.core.people import Person
from allin.core.violations import spoken
from allin.funding.models import Application, Award, CostLine, Funder
from allin.funding.operations.costs import check_day
from allin.funding.operations.record import (
    check_lines,
    check_may,
    put_aside,
    twin,
    written,
)
from allin.ui import dates


@dataclass(frozen=True)
class Promise:
    """
    What was promised; each `…_assumed` marks a figure nobody stated.

    :ivar lines: the only costs it may pay
    :ivar amount: cents in all; None: it pays its costs in full
    :ivar back: the notice itself says that it pays for time before its decision
    """

    kind: str
    lines: Sequence[CostLine]
    first_on: dt.date
    last_on: dt.date
    title: str = ""
    funder: Funder | None = None
    application: Application | None = None
    decided: FuzzyDate | None = None
    decided_assumed: bool = False
    first_assumed: bool = False
    last_assumed: bool = False
    amount: Cents | None = None
    amount_assumed: bool = False
    bridges: bool = False
    back: bool = False
    ended_by: Application | None = None


def enter_award(
    *,
    centre: Centre,
    promise: Promise,
    by: Person,
    now: dt.datetime,
    instead_of: Award | None = None,
) -> Award:
    """
    Enter money that was promised, or correct what was entered.

    :param instead_of: the award this one corrects; it is withdrawn
    :raises Refusal: not the coordination, no cost, a period that ends before it begins
        or before the decision, or begins before it without the notice saying so
    """
    check_may(by, centre)
    check_lines(promise.lines, centre, needed=True)
    check_day(promise.first_on, "first_on")
    check_day(promise.last_on, "last_on")
    if promise.last_on < promise.first_on:
        raise Refusal(_("The last day lies before the first."), field="last_on")
    _check_decision(promise, now.astimezone(centre.tz).year)
    columns = {
        "centre": centre,
        "kind": promise.kind,
        "title": promise.title.strip(),
        "funder": promise.funder,
        "application": promise.application,
        "decided": str(promise.decided or ""),
        "first_on": promise.first_on,
        "last_on": promise.last_on,
        "amount": promise.amount,
        "bridges": promise.bridges,
    }
    made = twin(Award, now, **columns)
    if made is not None and instead_of is None:
        return made
    with spoken(field="last_on"), transaction.atomic():
        put_aside(instead_of, now)
        award = Award.objects.create(
            **columns,
            back=promise.back,
            ended_by=promise.ended_by,
            decided_assumed=promise.decided_assumed and promise.decided is not None,
            first_assumed=promise.first_assumed,
            last_assumed=promise.last_assumed,
            amount_assumed=promise.amount_assumed and promise.amount is not None,
            entered_at=now,
        )
        award.lines.set(promise.lines)
        written("enter_award", award, by, now)
    return award


def _check_decision(promise: Promise, this_year: int) -> None:
    decided = promise.decided
    if decided is None:
        return
    language = get_language() or "de"
    about = {
        "decided": dates.vague(decided, language, this_year=this_year),
        "first": dates.date(promise.first_on, language, this_year=this_year),
        "last": dates.date(promise.last_on, language, this_year=this_year),
    }
    if promise.last_on < decided.first:
        raise Refusal(
            _(
                "The money ends on %(last)s (decision: %(decided)s). The whole period"
                " lies before the decision. Check both dates."
            )
            % about,
            field="last_on",
        )
    if promise.first_on < decided.first and not promise.back:
        raise Refusal(
            _(
                "The money begins on %(first)s (decision: %(decided)s). If the notice"
                " itself says that it pays for the time before, tick that."
            )
            % about,
            field="first_on",
        )

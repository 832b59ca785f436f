"""Figures of money: for the page of the runway, and for papers that quote it."""

import datetime as dt
from dataclasses import dataclass

from allin.core.money import Cents
from allin.core.people import Centre
from allin.funding.statistics import words
from allin.funding.statistics.comparing import (
    Leaving,
    Outcome,
    leavings,
    outcomes,
)
from allin.funding.statistics.reading import (
    NOTHING,
    Line,
    Picture,
    Promised,
    Scenario,
    gap_of,
    picture_of,
    promised_of,
)
from allin.funding.statistics.spent import spent

__all__ = (
    "NOTHING",
    "Leaving",
    "Line",
    "LineFacts",
    "MoneyFacts",
    "Outcome",
    "Picture",
    "Promised",
    "Scenario",
    "facts",
    "gap_of",
    "leavings",
    "outcomes",
    "picture_of",
    "promised_of",
    "spent",
    "words",
)


@dataclass(frozen=True)
class LineFacts:
    """
    A line of cost in a paper.

    :ivar monthly: cents a month on the day; `missing` cents until the end
    :ivar assumed: the amount is an assumption
    :ivar secured_until: the last paid day; None while nothing is missing or unpaid
    """

    name: str
    monthly: Cents
    assumed: bool
    unpaid_since: dt.date | None
    secured_until: dt.date | None
    missing: Cents


@dataclass(frozen=True)
class MoneyFacts:
    """
    What a paper says of money; all sums in cents, all days as entered.

    :ivar heading: how things stand, in one sentence
    :ivar ended_on: the last day of the last money that was no bridge
    :ivar gap: since or from when on not everything is paid
    :ivar missing: cents from the beginning of the time shown until `until`
    :ivar asks: the applications nobody has decided, by their titles
    """

    seen_on: dt.date
    heading: str
    lead: str
    yearly: Cents
    monthly: Cents
    lines: tuple[LineFacts, ...]
    ended_on: dt.date | None
    gap: dt.date | None
    missing: Cents
    until: dt.date
    has_assumptions: bool
    asks: tuple[str, ...]


def facts(
    *, centre: Centre, today: dt.date, seen_on: dt.date | None = None
) -> MoneyFacts | None:
    """Return the money for a dossier; None where no cost is entered."""
    picture = picture_of(centre=centre, today=today, seen_on=seen_on)
    if not picture.lines:
        return None
    ended = [
        award.last_on
        for award in picture.awards
        if not award.bridges and award.last_on < picture.seen_on
    ]
    return MoneyFacts(
        seen_on=picture.seen_on,
        heading=words.heading(picture),
        lead=words.lead(picture),
        yearly=picture.yearly,
        monthly=picture.monthly,
        lines=tuple(
            LineFacts(
                name=str(one.line),
                monthly=one.monthly,
                assumed=one.assumed,
                unpaid_since=one.unpaid_since,
                secured_until=one.covered_until,
                missing=one.missing,
            )
            for one in picture.lines
        ),
        ended_on=max(ended, default=None),
        gap=picture.gap,
        missing=picture.missing,
        until=picture.last,
        has_assumptions=picture.until_assumed
        or any(one.assumed for one in picture.lines)
        or any(a.first_assumed or a.last_assumed for a in picture.awards),
        asks=tuple(one.title for one in picture.pending),
    )

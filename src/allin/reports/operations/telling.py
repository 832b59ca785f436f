"""
What was told, and whether something more may be told beside it.

Figures are told in quarters, or in four quarters in a row. Two papers about the same
time show the same or change by many; two papers about times that overlap would give
the difference away, so the second one is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.reports.models import Dossier, Report
from allin.reports.operations.collecting import collect_period, columns_of
from allin.reports.rules import Figures, load, may_stand_beside, publishable
from allin.reports.rules.periods import Period, share


@dataclass(frozen=True)
class Told:
    """
    Figures that somebody may have kept.

    :ivar day: when they were frozen, as people write it
    """

    columns: tuple[str, ...]
    figures: Figures
    day: str
    is_report: bool


def told(
    centre: Centre, columns: Sequence[str], *, besides: Report | None = None
) -> Iterator[Told]:
    """Yield what was told of a time that shares a quarter with these."""
    reports = Report.objects.of(centre).told()
    for report in reports.exclude(pk=besides.pk) if besides else reports:
        own = columns_of(report.year, report.quarter)
        if share(own, columns):
            day = f"{report.frozen_at.astimezone(centre.tz):%d.%m.%Y}"
            yield Told(own, load(report.safe), day, is_report=True)
    for dossier in Dossier.objects.of(centre).told():
        own = dossier.period.columns
        if share(own, columns):
            day = f"{dossier.frozen_at.astimezone(centre.tz):%d.%m.%Y}"
            yield Told(own, load(dossier.figures[0]), day, is_report=False)


def check(known: Sequence[Told], columns: Sequence[str], safe: Figures) -> None:
    """
    Hold that figures may be told beside what is known.

    :raises Refusal: if a part of their time was told, or the same time otherwise
    Source: docs/rules.md#R-R3, R-R6, R-R8
    """
    if any(one.columns != tuple(columns) for one in known):
        raise Refusal(
            _(
                "The year and its quarters are not both published: from the "
                "difference somebody could reckon small numbers. Taking one back does "
                "not help, it was read already."
            )
        )
    for one in known:
        if not may_stand_beside(one.figures, safe):
            raise Refusal(
                _(
                    "The version frozen on %(day)s was published before. Beside it, "
                    "this one would give small numbers away. Publish the earlier "
                    "version again."
                )
                % {"day": one.day}
            )


def figures_of(centre: Centre, period: Period) -> tuple[tuple[Figures, ...], bool]:
    """
    Return what a dossier of a period may stand on, and whether it was all told before.

    Where each of its quarters was published, their figures are added up: that tells
    nothing new. Else the period is counted and protected as a whole.

    :raises Refusal: if that would give small numbers away beside what was told
    """
    known = list(told(centre, period.columns))
    quarters = {
        one.columns[0]: one.figures
        for one in known
        if one.is_report and len(one.columns) == 1
    }
    if set(period.columns) <= set(quarters):
        return tuple(quarters[column] for column in period.columns), True
    if any(one.columns != period.columns for one in known):
        raise Refusal(_way_out(quarters, known, period))
    safe = publishable(collect_period(centre=centre, period=period))
    check(known, period.columns, safe)
    return (safe,), False


def _way_out(
    quarters: dict[str, Figures], known: Sequence[Told], period: Period
) -> str:
    if quarters:
        missing = [one for one in period.columns if one not in quarters]
        return _(
            "Single quarters of this time are published: from the difference to the "
            "whole somebody could reckon small numbers. Publish the other quarters "
            "(%(missing)s) as well, then the dossier adds them up."
        ) % {"missing": ", ".join(missing)}
    other = next(one for one in known if one.columns != period.columns)
    return _(
        "Figures of %(first)s to %(last)s are known already: from the difference "
        "somebody could reckon small numbers. Make the dossier of the same time."
    ) % {"first": other.columns[0], "last": other.columns[-1]}

"""Ways to citizenship as figures: stages, early ends, months of waiting. No codes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from allin.directory.models import Programme
from allin.planning import disclosure
from allin.programmes.models import Path
from allin.programmes.rules import pathway as rules
from allin.programmes.rules.pathway import Stage

COUNT: Final = "count"
OTHER: Final = "together"


@dataclass(frozen=True)
class Row:
    """
    One line of a table.

    :param number: None when it may not be told
    :param is_small: it is a number from 1 to 4
    """

    key: str
    number: int | None
    is_small: bool = False


@dataclass(frozen=True)
class Figures:
    """
    What may be told of a programme.

    :param stages: where people stand now or ended
    :param reasons: why some ended early
    :param months: median of whole months between filing and decision; None when
        fewer than five were decided, or none
    :param decided: how many decisions stand behind it
    """

    people: Row
    stages: tuple[Row, ...]
    reasons: tuple[Row, ...]
    months: float | None
    decided: Row


def figures(*, programme: Programme, whole: bool) -> Figures:
    """
    Count a programme's paths. Three queries.

    :param whole: for the coordination; else small numbers are protected, and so are
        those that would give them away
    Source: docs/rules.md#R-N12
    """
    paths = Path.objects.filter(centre_id=programme.centre_id, programme=programme)
    stages = Counter(paths.order_by().values_list("stage", flat=True))
    reasons = Counter(
        paths.filter(stage=Stage.DROPPED).order_by().values_list("reason", flat=True)
    )
    months = [
        one
        for one in paths.order_by().values_list("months", flat=True)
        if one is not None
    ]
    enough = whole or len(months) >= disclosure.THRESHOLD
    shown = _table(stages, Stage.values, whole=whole)
    told = _table(reasons, [key for key, _label in rules.REASONS], whole=whole)
    return Figures(
        people=_row("people", sum(stages.values()), whole=whole),
        stages=shown,
        reasons=told if whole else _within(told, shown),
        months=median(months) if months and enough else None,
        decided=_row("decided", len(months), whole=whole),
    )


def _within(reasons: tuple[Row, ...], stages: tuple[Row, ...]) -> tuple[Row, ...]:
    """
    Keep the reasons where the stage they add up to is shown, else say they are hidden.

    Their sum is how many ended early: told beside stages that are put together, it
    would give a small stage away.
    """
    ended = next((row for row in stages if row.key == Stage.DROPPED), None)
    if not reasons or (ended is not None and ended.number is not None):
        return reasons
    return (Row(OTHER, None),)


def _row(key: str, number: int, *, whole: bool) -> Row:
    small = not whole and 0 < number < disclosure.THRESHOLD
    return Row(key, None if small else number, small)


def _table(
    counts: Mapping[str, int], order: list[str], *, whole: bool
) -> tuple[Row, ...]:
    if whole:
        return tuple(Row(key, counts[key]) for key in order if counts.get(key))
    if not counts:
        return ()
    table = disclosure.protect(
        {key: {COUNT: counts[key]} for key in order if counts.get(key)},
        (COUNT,),
        other=OTHER,
    )
    rows = []
    for label in table.rows:
        cell = table.cells[label, COUNT]
        rows.append(Row(label, cell.value, cell.state == "small"))
    return tuple(rows)

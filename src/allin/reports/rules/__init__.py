"""Figures as values: tables, what may leave the house, their check value."""

from allin.reports.rules.comparing import may_stand_beside
from allin.reports.rules.figures import (
    Cell,
    Figures,
    Line,
    Table,
    digest,
    dump,
    load,
)
from allin.reports.rules.publishing import publishable

__all__ = (
    "Cell",
    "Figures",
    "Line",
    "Table",
    "digest",
    "dump",
    "load",
    "may_stand_beside",
    "publishable",
)

"""Programmes as figures. No names."""

from allin.programmes.statistics.kernel import ProgrammeRow, programmes
from allin.programmes.statistics.reach import Commission, Reach, reach

__all__ = (
    "Commission",
    "ProgrammeRow",
    "Reach",
    "programmes",
    "reach",
)

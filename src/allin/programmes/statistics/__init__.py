"""Programmes as figures. No names."""

from allin.programmes.statistics.deeds import Deeds, deeds
from allin.programmes.statistics.kernel import ProgrammeRow, programmes
from allin.programmes.statistics.reach import Commission, Reach, reach

__all__ = (
    "Commission",
    "Deeds",
    "ProgrammeRow",
    "Reach",
    "deeds",
    "programmes",
    "reach",
)

"""Programmes as figures. No names."""

from allin.programmes.statistics.kernel import ProgrammeRow, programmes

__all__ = ("ProgrammeRow", "programmes")

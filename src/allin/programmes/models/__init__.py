"""Programmes: what takes place, who does it, who takes part."""

from allin.core.personal import Personal
from allin.programmes.models.kernel import (
    Assignment,
    Occasion,
    Position,
    Series,
    Setup,
)
from allin.programmes.models.registration import Attendance, Registration

PERSONAL = (
    Personal(
        "programmes.Registration.language",
        purpose="To write to who registered in their language.",
        keep="As long as the registration; who it is lies in the vault.",
    ),
)

__all__ = (
    "PERSONAL",
    "Assignment",
    "Attendance",
    "Occasion",
    "Position",
    "Registration",
    "Series",
    "Setup",
)

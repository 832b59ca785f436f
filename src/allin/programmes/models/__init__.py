"""Programmes: what takes place, who does it, who takes part."""

from allin.core.personal import Personal
from allin.programmes.models import festival
from allin.programmes.models.festival import (
    Festival,
    Helper,
    Permit,
    Post,
    Settlement,
    Shift,
    Slot,
    Stage,
    Stand,
)
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
    *festival.PERSONAL,
)

__all__ = (
    "PERSONAL",
    "Assignment",
    "Attendance",
    "Festival",
    "Helper",
    "Occasion",
    "Permit",
    "Position",
    "Post",
    "Registration",
    "Series",
    "Settlement",
    "Setup",
    "Shift",
    "Slot",
    "Stage",
    "Stand",
)

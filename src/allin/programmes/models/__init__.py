"""Programmes: what takes place, who does it, who takes part."""

from allin.core.personal import Personal
from allin.programmes.models import duty, festival
from allin.programmes.models.duty import (
    Blocked,
    ControlLink,
    Deployment,
    DutyMember,
    DutyWeek,
    Part,
    Swap,
    SwapAsk,
)
from allin.programmes.models.education import WalkIn
from allin.programmes.models.enquiry import Enquiry, Kit, Loan, Theme
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
from allin.programmes.models.kernel import Assignment, Occasion, Position
from allin.programmes.models.listhead import ListHead
from allin.programmes.models.naturalisation import (
    Companion,
    CompanionAsk,
    Path,
    PathStep,
    Visit,
)
from allin.programmes.models.registration import Attendance, Registration
from allin.programmes.models.setup import Series, Setup
from allin.programmes.models.tandem import (
    CheckIn,
    Pair,
    TandemMeeting,
    TookPart,
    Wish,
)

PERSONAL = (
    Personal(
        "programmes.Registration.language",
        purpose="To write to who registered in their language.",
        keep="As long as the registration; who it is lies in the vault.",
    ),
    Personal(
        "programmes.Path.language",
        purpose="To find a companion who speaks it.",
        keep="Until the accompaniment is forgotten; who it is lies in the vault.",
    ),
    *festival.PERSONAL,
    *duty.PERSONAL,
)

__all__ = (
    "PERSONAL",
    "Assignment",
    "Attendance",
    "Blocked",
    "CheckIn",
    "Companion",
    "CompanionAsk",
    "ControlLink",
    "Deployment",
    "DutyMember",
    "DutyWeek",
    "Enquiry",
    "Festival",
    "Helper",
    "Kit",
    "ListHead",
    "Loan",
    "Occasion",
    "Pair",
    "Part",
    "Path",
    "PathStep",
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
    "Swap",
    "SwapAsk",
    "TandemMeeting",
    "Theme",
    "TookPart",
    "Visit",
    "WalkIn",
    "Wish",
)

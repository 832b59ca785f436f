"""
Emergency accompaniment: who is ready, which week is whose, what happened.

That somebody belongs to this roster tells a faith. So no row here has a key to a
volunteer: a companion is an opaque row, and who it is lies sealed under the person's
own key, opened with their consent. See docs/rules.md#R-E1.
"""

from allin.core.personal import Personal
from allin.programmes.models.duty.control import ControlLink
from allin.programmes.models.duty.deployments import Deployment, Part
from allin.programmes.models.duty.roster import Blocked, DutyMember, DutyWeek
from allin.programmes.models.duty.swaps import Swap, SwapAsk

PERSONAL = (
    Personal(
        "programmes.DutyMember.badge",
        purpose="To know a companion's vest or pass at the place of a deployment.",
        keep="Until they leave the roster; the row names nobody.",
    ),
)

__all__ = (
    "PERSONAL",
    "Blocked",
    "ControlLink",
    "Deployment",
    "DutyMember",
    "DutyWeek",
    "Part",
    "Swap",
    "SwapAsk",
)

"""A festival: area and address, stages, stands, shifts, permits."""

from allin.core.personal import Personal
from allin.programmes.models.festival.fair import Festival
from allin.programmes.models.festival.permit import Permit
from allin.programmes.models.festival.shift import Helper, Post, Shift, by_token
from allin.programmes.models.festival.stage import Slot, Stage
from allin.programmes.models.festival.stand import Settlement, Stand

__all__ = [
    "PERSONAL",
    "Festival",
    "Helper",
    "Permit",
    "Post",
    "Settlement",
    "Shift",
    "Slot",
    "Stage",
    "Stand",
    "by_token",
]

PERSONAL = (
    Personal(
        "programmes.Permit.responsible",
        purpose="To know who sees to a permit of a festival.",
        keep="As long as the festival.",
    ),
)

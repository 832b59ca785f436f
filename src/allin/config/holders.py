"""Who is told when a room or somebody's time goes away."""

from allin.core import holders
from allin.counselling import adapter as counselling
from allin.programmes import adapter as programmes
from allin.support import adapter as support


def bind() -> None:
    """Bind each holder kind to the functions of the room that holds."""
    for room in (counselling, programmes, support):
        for kind, holder in room.HOLDERS.items():
            holders.bind(kind, holder)

"""Who is told when a room or somebody's time goes away."""

from allin.core import holders
from allin.counselling import adapter as counselling


def bind() -> None:
    """Bind each holder kind to the functions of the room that holds."""
    for kind, holder in counselling.HOLDERS.items():
        holders.bind(kind, holder)

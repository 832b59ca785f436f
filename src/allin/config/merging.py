"""Who follows when two entries of an association become one, from below upwards."""

from allin.core import merging
from allin.counselling import adapter as counselling
from allin.programmes import adapter as programmes
from allin.rooms import adapter as rooms
from allin.support import adapter as support
from allin.volunteers import adapter as volunteers


def bind() -> None:
    """Bind every room's part; a test compares it with the models."""
    each = (volunteers, rooms, support, programmes, counselling)
    merging.bind([room.FOLLOWER for room in each])

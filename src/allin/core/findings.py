"""What a room's doctor finds. Counts and ids, never content."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """
    One thing that is not as it should be.

    :param room: the room that looked
    :param rule: short stable name, such as "retention_overdue"
    :param sentence: for the coordinator, translated, without content
    :param ids: opaque ids, at most 20
    """

    room: str
    rule: str
    sentence: str
    count: int
    level: Literal["bad", "warn"] = "bad"
    ids: tuple[str, ...] = field(default=())

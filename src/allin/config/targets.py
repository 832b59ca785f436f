"""Which lists the house can take in, in the order of the first week."""

from allin.core import targets
from allin.directory import imports as directory
from allin.rooms import imports as rooms
from allin.volunteers import imports as volunteers

TARGETS: tuple[targets.Target, ...] = (
    directory.TARGET,
    rooms.TARGET,
    volunteers.TARGET,
)


def bind() -> None:
    """Bind each receiving room's `imports.TARGET`."""
    for target in TARGETS:
        targets.bind(target)

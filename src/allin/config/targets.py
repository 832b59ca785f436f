"""Which lists the house can take in, in the order of the first week."""

from allin.core import targets

TARGETS: tuple[targets.Target, ...] = ()


def bind() -> None:
    """Bind each receiving room's `imports.TARGET`."""
    for target in TARGETS:
        targets.bind(target)

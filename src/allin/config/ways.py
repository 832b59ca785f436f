"""Ways up: `{% way "name" thing=thing %}` in a lower room leads to a higher one."""


def bind() -> None:
    """Bind each name to the URL it leads to."""
    # one block a room, in the order of the house

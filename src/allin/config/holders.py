"""Who is told when a room or somebody's time goes away."""


def bind() -> None:
    """Bind each holder kind to the functions of the room that holds."""

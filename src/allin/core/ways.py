"""
A way up: a lower template or view links to a higher room by name.

The table is bound in `config.ways`; a module that is switched off has no way, and
the link is not drawn.
"""

from collections.abc import Callable

Way = Callable[..., str | None]

_ways: dict[str, Way] = {}


def bind(name: str, way: Way) -> None:
    """Bind a name to a function that returns a URL, or None for "no way here"."""
    _ways[name] = way


def resolve(name: str, **about: object) -> str | None:
    """Return the URL of a way, or None when nobody bound it or it does not apply."""
    way = _ways.get(name)
    return way(**about) if way is not None else None

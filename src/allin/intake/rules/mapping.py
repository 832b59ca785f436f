"""Which column of a list is which, by how people call them."""

from collections.abc import Mapping, Sequence

from allin.core.matching import plain
from allin.core.targets import Column


def knows(columns: Sequence[Column], heading: str) -> bool:
    """Whether some column could be called like this."""
    return any(_likeness(column, heading) for column in columns)


def guess(
    columns: Sequence[Column], headings: Sequence[str], remembered: Mapping[str, str]
) -> dict[int, str]:
    """
    Return place of a heading -> key of a column; each key once.

    :param remembered: folded heading -> key, "" for "not taken over"; wins over guesses
    """
    found: dict[int, str] = {}
    keys = {column.key for column in columns}
    rest = []
    for place, heading in enumerate(headings):
        told = remembered.get(plain(heading))
        if told is None:
            rest.append(place)
        elif told in keys and told not in found.values():
            found[place] = told
    scored = sorted(
        (
            (-_likeness(column, headings[place]), place, order, column.key)
            for place in rest
            for order, column in enumerate(columns)
        ),
    )
    for score, place, _order, key in scored:
        if score < 0 and place not in found and key not in found.values():
            found[place] = key
    return found


def _likeness(column: Column, heading: str) -> float:
    told = plain(heading)
    best = 0.0
    for name in (*column.guesses, str(column.title), column.key):
        word = plain(name)
        if not word or not told:
            continue
        if told == word:
            best = max(best, 3.0)
        elif told.startswith(word):
            best = max(best, 2.0 + len(word) / 100)
        elif any(part.startswith(word) for part in told.split()) and len(word) > 2:  # noqa: PLR2004
            best = max(best, 1.0 + len(word) / 100)
    return best

"""What a person may be told when something cannot be done."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WayOut:
    """One thing the person can do instead: a sentence, and where it leads."""

    text: str
    url: str = ""


class Refusal(Exception):  # noqa: N818  (it is not an error: it is an answer)
    """
    The only exception a person may see.

    :param sentence: translated; what is in the way, since when, what they can do
    :param field: the form field it belongs to, if it belongs to one
    :param ways_out: what they can do instead, best first
    """

    def __init__(
        self, sentence: str, *, field: str = "", ways_out: Sequence[WayOut] = ()
    ) -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)
        self.field = field
        self.ways_out = tuple(ways_out)

    def __str__(self) -> str:
        return self.sentence

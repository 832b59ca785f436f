"""One line of the work list, whichever room it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """
    One line of the work list.

    :param sentence: one sentence, without anything of a person seeking help but
        language and district
    :param primary: the first of all, and only that one
    """

    icon: str
    title: str
    sentence: str
    url: str
    label: str
    badge: str = ""
    tone: str = "wait"
    primary: bool = False

"""What a menu is made of. `config.navigation` fills it by role."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """
    One place in the menu.

    :param label: translated, one word
    :param icon: a name of the sprite, see docs/design.md
    :param count: how many things wait there for this person; 0 shows nothing
    :param phone: whether it has a place in the bar at the foot of a phone
    """

    key: str
    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False
    phone: bool = False

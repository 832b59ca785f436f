"""The pages of the rooms."""

from allin.rooms.views.booking import book
from allin.rooms.views.plan import day, week

__all__ = ("book", "day", "week")

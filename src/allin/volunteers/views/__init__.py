"""Pages about people who give time, and their hours."""

from allin.volunteers.views.hours import confirm, correct, feed, hours, own, renew
from allin.volunteers.views.people import edit, index, page, register
from allin.volunteers.views.steps import bind, erase, invite, leave, pause, show

__all__ = [
    "bind",
    "confirm",
    "correct",
    "edit",
    "erase",
    "feed",
    "hours",
    "index",
    "invite",
    "leave",
    "own",
    "page",
    "pause",
    "register",
    "renew",
    "show",
]

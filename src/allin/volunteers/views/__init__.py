"""Pages about people who give time, and their hours."""

from allin.volunteers.views.hours import confirm, correct, feed, hours, own, renew
from allin.volunteers.views.joining import (
    interest,
    interested,
    interests,
    join,
    join_code,
    join_sent,
)
from allin.volunteers.views.mine import mine, mine_by, mine_close
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
    "interest",
    "interested",
    "interests",
    "invite",
    "join",
    "join_code",
    "join_sent",
    "leave",
    "mine",
    "mine_by",
    "mine_close",
    "own",
    "page",
    "pause",
    "register",
    "renew",
    "show",
]

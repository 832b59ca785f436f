"""Emergency accompaniment: the coordination's pages, one's own, the control's list."""

from allin.programmes.views.duty.answers import answer, mine, take
from allin.programmes.views.duty.control import (
    control,
    control_file,
    links,
    new_pin,
    printed,
    revoke,
)
from allin.programmes.views.duty.deployments import debrief, deployments, log
from allin.programmes.views.duty.people import (
    block,
    join,
    leave,
    people,
    person,
    unblock,
)
from allin.programmes.views.duty.plan import plan, publish
from allin.programmes.views.duty.weeks import back, put, relieve, week

__all__ = (
    "answer",
    "back",
    "block",
    "control",
    "control_file",
    "debrief",
    "deployments",
    "join",
    "leave",
    "links",
    "log",
    "mine",
    "new_pin",
    "people",
    "person",
    "plan",
    "printed",
    "publish",
    "put",
    "relieve",
    "revoke",
    "take",
    "unblock",
    "week",
)

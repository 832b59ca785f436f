"""Emergency accompaniment: the roster, the weeks, what happened."""

from allin.programmes.operations.duty.changing import (
    Asked,
    by_token,
    close_begun,
    decline,
    put,
    relieve,
    take,
    take_back,
)
from allin.programmes.operations.duty.control import (
    Line,
    Made,
    control_list,
    give_link,
    link_at,
    open_with_pin,
    renew_pin,
    revoke,
)
from allin.programmes.operations.duty.deployments import log, remind, settle_debrief
from allin.programmes.operations.duty.joining import (
    block,
    forget_gone,
    join,
    leave,
    make_ready,
    unblock,
)
from allin.programmes.operations.duty.losing import OF_DUTY
from allin.programmes.operations.duty.planning import Generated, generate, publish
from allin.programmes.operations.duty.roster import Roster, open_roster
from allin.programmes.operations.duty.who import HOLDER, own_rows, people_of

__all__ = (
    "HOLDER",
    "OF_DUTY",
    "Asked",
    "Generated",
    "Line",
    "Made",
    "Roster",
    "block",
    "by_token",
    "close_begun",
    "control_list",
    "decline",
    "forget_gone",
    "generate",
    "give_link",
    "join",
    "leave",
    "link_at",
    "log",
    "make_ready",
    "open_roster",
    "open_with_pin",
    "own_rows",
    "people_of",
    "publish",
    "put",
    "relieve",
    "remind",
    "renew_pin",
    "revoke",
    "settle_debrief",
    "take",
    "take_back",
    "unblock",
)

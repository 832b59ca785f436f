"""Pages of the people who sign in: team, invitation, own account."""

from allin.accounts.views.account import account, second_factor, sign_out_elsewhere
from allin.accounts.views.held import drop, held_back, look
from allin.accounts.views.join import join, renew
from allin.accounts.views.team import end_role, invite, link, team

__all__ = [
    "account",
    "drop",
    "end_role",
    "held_back",
    "invite",
    "join",
    "link",
    "look",
    "renew",
    "second_factor",
    "sign_out_elsewhere",
    "team",
]

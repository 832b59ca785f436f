"""What happens to people who sign in: invited, let in, given and relieved of roles."""

from allin.accounts.operations.account import (
    centre_of,
    change_account,
    note_sign_in,
    sign_out_elsewhere,
)
from allin.accounts.operations.held import content_of, hold_back, settle_held
from allin.accounts.operations.invitations import (
    accept,
    address_of,
    found,
    invitation_of,
    invite,
    newest,
    renew,
    token_of,
)
from allin.accounts.operations.roles import (
    Member,
    coordinators,
    end_role,
    grant_role,
    members,
    readers,
    require_second_factor,
)

__all__ = [
    "Member",
    "accept",
    "address_of",
    "centre_of",
    "change_account",
    "content_of",
    "coordinators",
    "end_role",
    "found",
    "grant_role",
    "hold_back",
    "invitation_of",
    "invite",
    "members",
    "newest",
    "note_sign_in",
    "readers",
    "renew",
    "require_second_factor",
    "settle_held",
    "sign_out_elsewhere",
    "token_of",
]

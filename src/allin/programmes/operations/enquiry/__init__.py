"""What happens to what a group asks for: asked, taken on, agreed, held."""

from allin.programmes.operations.enquiry.asking import (
    Contact,
    Wish,
    enquire,
    next_year,
    programme_of,
)
from allin.programmes.operations.enquiry.claiming import (
    claim,
    claimable,
    dates_of,
    take,
    takeable,
)
from allin.programmes.operations.enquiry.links import (
    by_code,
    by_guide_token,
    by_partner_token,
    guide_url,
    partner_url,
)
from allin.programmes.operations.enquiry.pool import (
    languages_of,
    pool,
    speaks,
    spread,
    wanted_of,
)
from allin.programmes.operations.enquiry.settling import (
    Opened,
    agree,
    open_contact,
    refuse,
    renew_link,
    withdraw,
)

__all__ = (
    "Contact",
    "Opened",
    "Wish",
    "agree",
    "by_code",
    "by_guide_token",
    "by_partner_token",
    "claim",
    "claimable",
    "dates_of",
    "enquire",
    "guide_url",
    "languages_of",
    "next_year",
    "open_contact",
    "partner_url",
    "pool",
    "programme_of",
    "refuse",
    "renew_link",
    "speaks",
    "spread",
    "take",
    "takeable",
    "wanted_of",
    "withdraw",
)

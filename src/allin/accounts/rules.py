"""Which roles open people's data, and how long a link lasts."""

import datetime as dt
from typing import Final

from allin.core import people

# These may open referrals or decide who does (features.md, domain.md 2.2).
TWICE: Final = frozenset({
    people.COORDINATOR, people.DEPUTY, people.BOARD, people.PROTECTION,
})  # fmt: skip
LINK_LASTS: Final = dt.timedelta(days=7)
GRANTED_HERE: Final = (
    people.COORDINATOR, people.DEPUTY, people.AUDITOR,
    people.CITY, people.FUNDER, people.PROTECTION,
)  # fmt: skip

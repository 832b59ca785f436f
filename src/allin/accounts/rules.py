"""Which roles open people's data, and how long a link lasts."""

import datetime as dt
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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

# What people call the public forms that may be held back, by their name in the code.
PUBLIC_FORMS: Final[dict[str, Promise]] = {
    "slip": _("A slip"),
    "contact": _("Passing on a contact"),
    "status": _("Looking at the status"),
}

"""Two entries of an association become one: its bookings follow."""

import datetime as dt
from typing import Final

from django.db import transaction

from allin.core.merging import Follower, rename
from allin.rooms.models import Address, Booking, Series

FIELDS: Final = (
    "rooms.Address.association",
    "rooms.Booking.association",
    "rooms.Series.association",
)


@transaction.atomic
def follow(*, other: int, into: int, now: dt.datetime) -> None:
    """This will let bookings, series and calendar addresses name the one that stays."""
    del now  # a booking keeps its time
    for model in (Address, Booking, Series):
        rename(model, field="association", other=other, into=into)


FOLLOWER: Final = Follower(FIELDS, follow)

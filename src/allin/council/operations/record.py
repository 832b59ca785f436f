"""What every operation on a motion does first and last."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.council.permissions import can_enter
from allin.funding.models import Entry

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
YEARS: Final = range(EARLIEST.year, LATEST.year + 1)


def check_may(by: Person, centre: Centre) -> None:
    """Refuse everybody but coordination and deputy."""
    if not can_enter(by, centre):
        raise Refusal(_("The coordination enters what concerns the motion."))


def check_stands(entry: Entry) -> None:
    """Refuse what was withdrawn, or corrected by somebody a moment ago."""
    if not entry.is_standing:
        raise Refusal(_("Somebody changed this just now. Look at it first."))


def check_day(day: dt.date | None, field: str) -> None:
    """Refuse a day nobody means: before 1990 or after 2099."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise Refusal(_("Between 1990 and 2099."), field=field)


def today_of(centre: Centre, now: dt.datetime) -> dt.date:
    """Return the day it is where the centre is."""
    return now.astimezone(centre.tz).date()


def written(verb: str, entry: Entry, by: Person, now: dt.datetime) -> None:
    """Have it written down who did what with an entry."""
    audit.record(
        centre=entry.centre,
        verb=f"council.{verb}",
        thing=f"council.{type(entry).__name__}",
        thing_id=entry.pk,
        by=by,
        now=now,
    )

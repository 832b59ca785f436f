"""What every change of a path has in common."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import VOLUNTEER, Person
from allin.core.violations import spoken
from allin.programmes.models import Path
from allin.programmes.operations.keeping import note
from allin.programmes.permissions import can_plan
from allin.programmes.rules import pathway as rules

LOCK: Final = "programmes.path"


def check_steers(path: Path, by: Person) -> None:
    """Refuse whoever is neither the coordination nor the path's own companion."""
    own = path.companion_id is not None and by.holds(
        VOLUNTEER, centre_id=path.centre_id, of_id=path.companion_id
    )
    if not own and not can_plan(by, path.centre):
        raise Refusal(_("Only the coordination and the companion do this."))


def locked(path_id: int) -> Path:
    """Return a path as it is now, held until the transaction ends."""
    locks.hold(LOCK, [path_id])
    found: Path = Path.objects.select_related("centre", "programme", "companion").get(
        pk=path_id
    )
    return found


def today_of(centre: Centre, now: dt.datetime) -> dt.date:
    return now.astimezone(centre.tz).date()


def kept_until(path: Path, now: dt.datetime) -> dt.date:
    today = today_of(path.centre, now)
    if path.is_over:
        days = path.centre.number("keep_closed_days")
        return today + dt.timedelta(days=days)
    return today + rules.KEEP_OPEN


def store(path: Path, verb: str, *, by: Person | None, now: dt.datetime) -> None:
    """Store a path that somebody did something with: it is kept a year from then."""
    path.forget_on = kept_until(path, now)
    with spoken(), transaction.atomic():
        path.save()
    note(verb, path, by=by, now=now, detail=path.stage)

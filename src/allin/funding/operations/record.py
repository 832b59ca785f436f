"""What every operation on money does first and last."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.funding.models import CORRECTED, CostLine, Entry
from allin.funding.permissions import can_enter

E = TypeVar("E", bound=Entry)
# A form sent twice enters one thing: the second sending finds the first.
SENT_TWICE: Final = dt.timedelta(minutes=1)


def check_may(by: Person, centre: Centre) -> None:
    """Refuse everybody but coordination and deputy."""
    if not can_enter(by, centre):
        raise Refusal(_("The coordination enters what concerns money."))


def check_lines(lines: Iterable[CostLine], centre: Centre, *, needed: bool) -> None:
    """Refuse lines of elsewhere, withdrawn ones, and none where one is needed."""
    chosen = list(lines)
    if any(line.centre_id != centre.pk or not line.is_standing for line in chosen):
        raise Refusal(_("This cost is no longer entered."), field="lines")
    if needed and not chosen:
        raise Refusal(_("Say which costs it may pay."), field="lines")


def written(verb: str, entry: Entry, by: Person, now: dt.datetime) -> None:
    """Have it written down who did what with an entry."""
    audit.record(
        centre=entry.centre,
        verb=f"funding.{verb}",
        thing=f"funding.{type(entry).__name__}",
        thing_id=entry.pk,
        by=by,
        now=now,
    )


def twin(model: type[E], now: dt.datetime, /, **same: Any) -> E | None:
    """Return the entry somebody made with the same words a moment ago."""
    made = model._default_manager.filter(
        withdrawn_at__isnull=True, entered_at__gt=now - SENT_TWICE, **same
    )
    return made.order_by("-pk").first()


def put_aside(entry: Entry | None, now: dt.datetime) -> None:
    """Withdraw an entry another one stands in place of."""
    if entry is not None:
        entry.withdraw(CORRECTED, now)

"""After the festival: the till of each stand, the sums, how many people came."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.programmes.models import Festival, Settlement, Stand
from allin.programmes.operations.festival.stage import may_plan
from allin.programmes.rules import festival as rules
from allin.programmes.rules.festival import Till


@transaction.atomic
def settle_stand(
    *,
    stand: Stand,
    lent: int,
    counted: int,
    fee: int,
    short: bool = False,
    by: Person,
    now: dt.datetime,
) -> Settlement:
    """
    This will note what a stand was lent, counted and owes, all in cents.

    A correction is a new row; the old one stays readable behind it. The same values
    once more change nothing.

    :param short: somebody says that money is missing; else less than was lent is a slip
    :raises Refusal: a stand that was not accepted, before the festival has begun, an
        amount above 100,000 euros, or less counted than lent and nobody says why
    Source: docs/rules.md#R-FE8
    """
    may_plan(stand.festival, by)
    if stand.state != Stand.ACCEPTED:
        raise Refusal(_("Only an accepted stand is settled."))
    if stand.festival.occasion.starts_at > now:
        raise Refusal(_("The festival has not begun yet."))
    told = {"lent": lent, "counted": counted, "fee": fee}
    for name, amount in told.items():
        if not 0 <= amount <= rules.MOST_CENTS:
            raise Refusal(_("An amount from 0 to 100,000 euros."), field=name)
    if counted < lent and not short:
        raise Refusal(
            _(
                "That is less than the float of %(lent)s. Count again, or tick below "
                "that money is missing."
            )
            % {"lent": rules.euros(lent)},
            field="counted",
        )
    standing = Settlement.objects.standing().filter(stand=stand)
    with spoken(), transaction.atomic():
        same: Settlement | None = standing.filter(**told).first()
        if same is not None:
            return same
        standing.update(replaced_at=now)
        settled = Settlement.objects.create(
            centre=stand.centre,
            stand=stand,
            entered_by=by.id,
            entered_at=now,
            **told,
        )
        audit.record(
            centre=stand.centre,
            verb="programmes.settle_stand",
            thing="programmes.Stand",
            thing_id=stand.pk,
            by=by,
            now=now,
        )
    return settled


@dataclass(frozen=True)
class Sheet:
    """
    The settlement of a festival.

    :ivar rows: each accepted stand with its till, or None as long as it has none
    """

    rows: list[tuple[Stand, Till | None]]

    @property
    def total(self) -> Till:
        return rules.total(till for _stand, till in self.rows if till is not None)

    @property
    def open(self) -> int:
        """How many stands nobody has settled."""
        return sum(till is None for _stand, till in self.rows)


def sheet(*, festival: Festival) -> Sheet:
    """Return every accepted stand with what was noted of it, and the sums."""
    standing = Prefetch(
        "settlements", Settlement.objects.standing(), to_attr="standing"
    )
    stands = (
        Stand.objects.accepted()
        .filter(festival=festival)
        .select_related("association")
        .prefetch_related(standing)
        .order_by("number", "association__name", "pk")
    )
    rows: list[tuple[Stand, Till | None]] = []
    for stand in stands:
        noted: list[Settlement] = stand.__dict__["standing"]
        rows.append((stand, noted[0].till if noted else None))
    return Sheet(rows)

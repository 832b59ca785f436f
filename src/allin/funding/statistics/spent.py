"""What a kind of cost comes to in a time, whoever pays it."""

import datetime as dt

from allin.core.money import Cents
from allin.core.people import Centre
from allin.funding.models import CostLine
from allin.funding.rules.runway import Cost, runway


def spent(
    *, centre: Centre, kind: str, first: dt.date, last: dt.date
) -> tuple[Cents, bool]:
    """
    Return what costs of a kind come to from a day to a day, and if that is assumed.

    :param first: the first day that counts, `last` the last one
    """
    standing = CostLine.objects.of(centre).standing().filter(kind=kind)
    lines = [one for one in standing.prefetch_related("amounts") if one.told]
    costs = [
        Cost(one.pk, tuple((said.first_on, said.amount) for said in one.told),
             one.last_on)
        for one in lines
    ]  # fmt: skip
    total = runway(costs, (), first, last).missing()
    return total, any(said.assumed for one in lines for said in one.told)

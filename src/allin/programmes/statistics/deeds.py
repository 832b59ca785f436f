"""What programmes did that is no date anybody can come to: weeks on call, tandems."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from allin.centres.models import Centre
from allin.programmes.models import Deployment, DutyWeek, Pair, TandemMeeting


@dataclass(frozen=True)
class Deeds:
    """
    What a programme did in a time, in numbers of things; none of them is a person.

    :param weeks: on call with two people, ended within it
    :param deployments: written down
    :param pairs: of associations that were under way in it
    :param meetings: of these pairs
    """

    weeks: int = 0
    deployments: int = 0
    pairs: int = 0
    meetings: int = 0


def deeds(*, centre: Centre, first: dt.date, after: dt.date) -> Mapping[int, Deeds]:
    """Return what each programme did in the days [first, after), centre's zone."""
    start = dt.datetime.combine(first, dt.time(), tzinfo=centre.tz)
    end = dt.datetime.combine(after, dt.time(), tzinfo=centre.tz)
    weeks = DutyWeek.objects.published().filter(ends_at__gt=start, ends_at__lte=end)
    alarms = Deployment.objects.filter(alarm_at__gte=start, alarm_at__lt=end)
    pairs = Pair.objects.filter(started_on__lt=after).exclude(ended_on__lt=first)
    met = TandemMeeting.objects.filter(held_on__gte=first, held_on__lt=after)
    counted = {
        "weeks": weeks.values_list("programme_id"),
        "deployments": alarms.values_list("programme_id"),
        "pairs": pairs.values_list("programme_id"),
        "meetings": met.values_list("pair__programme_id"),
    }
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for name, rows in counted.items():
        of_here = rows.filter(centre=centre).order_by()
        for programme_id, number in of_here.annotate(Count("pk")):
            found[programme_id][name] = number
    return {programme_id: Deeds(**numbers) for programme_id, numbers in found.items()}

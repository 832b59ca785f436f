"""What waits for whom: counts for the first pages, never models."""

import datetime as dt

from allin.centres.models import Centre
from allin.core.people import Person
from allin.programmes.models import Assignment
from allin.programmes.rules import kernel as rules


def count_own(*, person: Person, centre: Centre, now: dt.datetime) -> int:
    """Return how many questions wait for a volunteer's yes or no."""
    mine = Assignment.objects.filter(centre=centre, state=rules.ASKED).visible_to(
        person
    )
    coming = mine.filter(position__occasion__ends_at__gt=now)
    return coming.exclude(position__occasion__state=rules.CANCELLED).count()

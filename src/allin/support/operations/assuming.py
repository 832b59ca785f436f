"""What the coordination assumes of its own time; shown wherever it counts."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from allin.centres.models import Centre
from allin.core.people import Person
from allin.core.violations import spoken
from allin.support import rules
from allin.support.models import ActMinutes
from allin.support.operations import telling
from allin.support.operations.asking import check_coordinates


@transaction.atomic
def assume(
    *, centre: Centre, minutes: Mapping[str, int], by: Person, now: dt.datetime
) -> None:
    """
    This will say how many minutes one act of each area is taken to last.

    :param minutes: area -> 0 to 120; other words than areas are left alone
    :raises Refusal: more than two hours, or the person does not coordinate
    Source: docs/rules.md#R-S12 (G8)
    """
    check_coordinates(by, centre)
    for area in rules.AREAS:
        if area.key in minutes:
            with spoken(field=area.key), transaction.atomic():
                ActMinutes.objects.update_or_create(
                    centre=centre,
                    area=area.key,
                    defaults={"minutes": minutes[area.key]},
                )
    telling.record(
        centre=centre,
        verb="assume",
        thing="ActMinutes",
        thing_id=centre.pk,
        by=by,
        now=now,
        detail=" ".join(f"{key}={value}" for key, value in sorted(minutes.items())),
    )

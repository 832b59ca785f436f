"""What is not as it should be with the money. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from allin.core.findings import Finding, found
from allin.funding.models import Application, Award, CostAmount, CostLine, Step

ROOM: Final = "funding"
RUNWAY: Final = "funding:runway"


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look for promises that pay nothing, and for money that crosses centres."""
    del now  # an entry of money knows no clock
    pays = CostLine.objects.standing().filter(awards=OuterRef("pk"))
    yield from found(
        Award.objects.standing().filter(~Exists(pays)),
        ROOM,
        "award_pays_nothing",
        _("Money was promised for costs that are all withdrawn."),
        level="warn",
        page=RUNWAY,
    )
    crossing = (
        CostAmount.objects.exclude(line__centre_id=F("centre_id")),
        Step.objects.exclude(application__centre_id=F("centre_id")),
        Application.objects.filter(funder__isnull=False).exclude(
            funder__centre_id=F("centre_id")
        ),
        Award.objects.filter(funder__isnull=False).exclude(
            funder__centre_id=F("centre_id")
        ),
        Award.objects.exclude(lines__centre_id=F("centre_id")).filter(
            lines__isnull=False
        ),
    )
    for rows in crossing:
        yield from found(
            rows,
            ROOM,
            f"{rows.model._meta.model_name}_of_another_centre",
            _("Entries of money belong to two centres."),
        )

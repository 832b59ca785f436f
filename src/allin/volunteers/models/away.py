"""Days on which somebody has no time, told beforehand."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.volunteers.models.volunteer import Volunteer


class AwayQuerySet(models.QuerySet["Away"]):
    def touching(self, first: dt.date, last: dt.date) -> Self:
        """Keep what shares a day with first to last, both included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Away(OfCentre):
    """Some days away, the last one included; an exception to the weekly times."""

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.CASCADE, related_name="away"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects: ClassVar = AwayQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="days_away_end_after_they_begin",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["volunteer", "starts_on", "ends_on"],
                name="days_away_are_told_once",
                violation_error_message=_("These days are entered already."),
            ),
        )

    def __str__(self) -> str:
        return f"away {self.pk}"

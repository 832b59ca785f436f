import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.support import rules
from allin.support.models.requests import Request, seen_by


class AdviceQuerySet(models.QuerySet["Advice"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centre for its coordination, a board's own for it."""
        return self.filter(seen_by(person))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        """Keep the valid value of each talk, not what it replaced."""
        return self.filter(replaced_at__isnull=True)

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Keep talks of the days from `first` to `last`, both inclusive."""
        return self.filter(given_on__gte=first, given_on__lte=last)


class Advice(OfCentre):
    """
    One talk of the coordination with an association: about what, how long, result.

    A correction is a new row that points at the one it replaces.
    """

    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    request = models.ForeignKey(
        Request,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="advice",
    )
    topic = models.CharField(max_length=12, choices=rules.TOPICS)
    minutes = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=9, choices=rules.RESULTS)
    given_on = models.DateField()
    noted_by = models.BigIntegerField(null=True, blank=True)  # user id
    noted_at = models.DateTimeField()
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ("-given_on", "-pk")
        indexes = (
            models.Index(
                fields=["centre", "given_on", "association"],
                condition=Q(replaced_at__isnull=True),
                name="advice_of_a_period",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=rules.LONGEST),
                name="a_talk_takes_up_to_ten_hours",
                violation_error_message=_(
                    "A talk takes between 1 minute and 10 hours."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.given_on}"

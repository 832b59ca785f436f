from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Person
from allin.directory import rules
from allin.directory.models.hours import WEEKDAYS
from allin.directory.models.partners import Partner


class AdviceHourQuerySet(models.QuerySet["AdviceHour"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the hours of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)


class AdviceHour(OfCentre):
    """
    When a professional migration advice service can be met, every week.

    Wall time of the centre's zone; not on public holidays of its Land. The house may
    be closed meanwhile: the service is somewhere else.
    """

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="advice_hours"
    )
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    starts = models.TimeField()
    ends = models.TimeField()

    objects: ClassVar = AdviceHourQuerySet.as_manager()

    class Meta:
        ordering = ("weekday", "starts", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="an_advice_hour_ends_after_it_starts",
                violation_error_message=_("An open hour has to end after it starts."),
            ),
            models.UniqueConstraint(
                fields=["partner", "weekday", "starts"],
                name="an_advice_hour_is_entered_once",
                violation_error_message=_("This open hour is already entered."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def rule(self) -> rules.Rule:
        """The same as a plain value, for reckoning."""
        return rules.Rule(weekday=self.weekday, starts=self.starts, ends=self.ends)

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.directory import rules
from allin.directory.models.offers import Offer

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)


class OpenHourQuerySet(models.QuerySet["OpenHour"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the open hours of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)


class OpenHour(OfCentre):
    """
    When an offer is open, in wall time of the centre's zone.

    :ivar nths: which of the month, such as [1, 3] or [-1] for the last; [] for every
    :ivar on_public_holidays: stays open on public holidays of the centre's Land
    :ivar in_school_holidays: stays open in school holidays
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    nths = models.JSONField(default=list, blank=True)
    starts = models.TimeField()
    ends = models.TimeField()
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    on_public_holidays = models.BooleanField(default=False)
    in_school_holidays = models.BooleanField(default=True)

    objects: ClassVar = OpenHourQuerySet.as_manager()

    class Meta:
        ordering = ("weekday", "starts", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="an_open_hour_ends_after_it_starts",
                violation_error_message=_("An open hour has to end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="an_open_hour_is_on_a_day_of_the_week",
                violation_error_message=_("Choose a day of the week."),
            ),
            models.UniqueConstraint(
                fields=["offer", "weekday", "starts", "nths"],
                name="an_open_hour_is_entered_once",
                violation_error_message=_("This open hour is already entered."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def rule(self) -> rules.Rule:
        """The same as a plain value, for reckoning."""
        return rules.Rule(
            weekday=self.weekday,
            nths=tuple(self.nths),
            starts=self.starts,
            ends=self.ends,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            on_public_holidays=self.on_public_holidays,
            in_school_holidays=self.in_school_holidays,
        )


class HourException(OfCentre):
    """On one date an offer is closed, or open at other times than usual."""

    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, related_name="exceptions"
    )
    on = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ("on", "starts", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True)
                | Q(ends__gt=F("starts")),
                name="an_exception_is_closed_or_ends_after_it_starts",
                violation_error_message=_(
                    "Give a beginning and a later end, or neither for a closed day."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class ClosureQuerySet(models.QuerySet["Closure"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the closures of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def touching(self, centre: Centre, first: dt.date, last: dt.date) -> Self:
        return self.filter(centre_id=centre.pk, starts_on__lte=last, ends_on__gte=first)


class Closure(OfCentre):
    """Days on which the whole house is closed, or school holidays; both inclusive."""

    SCHOOL, CLOSED = "school", "closed"
    KINDS = ((SCHOOL, _("school holidays")), (CLOSED, _("house closed")))

    kind = models.CharField(max_length=8, choices=KINDS, default=CLOSED)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects: ClassVar = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_closure_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.name

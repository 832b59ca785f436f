import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import languages
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.duty.roster import DutyMember
from allin.programmes.rules import duty as rules


class DeploymentQuerySet(models.QuerySet["Deployment"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see."""
        return self.filter(seen_by(person))


class Deployment(OfCentre):
    """
    What happened, written down afterwards: lists and ranges, nobody's name.

    There is no field for words, so that none can name who was affected.
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    alarm_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    requested_by = models.CharField(max_length=12, choices=rules.REQUESTED_BY)
    keyword = models.CharField(max_length=12, choices=rules.KEYWORDS)
    district = models.CharField(max_length=60, blank=True, default="")
    spoken = models.BigIntegerField(default=0)  # one bit a language
    adults = models.CharField(max_length=6, choices=rules.RANGES)
    children = models.CharField(max_length=6, choices=rules.RANGES)
    handed_to = models.CharField(max_length=12, choices=rules.HANDED_TO)
    follow_up = models.BooleanField(default=False)
    logged_at = models.DateTimeField()

    objects: ClassVar = DeploymentQuerySet.as_manager()

    class Meta:
        ordering = ("-alarm_at", "-pk")
        indexes = (
            models.Index(
                fields=["centre", "programme", "alarm_at"], name="deployment_of_a_time"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "programme", "alarm_at"],
                name="an_alarm_is_logged_once",
                violation_error_message=_("This alarm is written down already."),
            ),
            models.CheckConstraint(
                condition=Q(arrived_at__gte=F("alarm_at")),
                name="somebody_arrives_after_the_alarm",
                violation_error_message=_("The arrival has to be after the alarm."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("arrived_at")),
                name="a_deployment_ends_after_the_arrival",
                violation_error_message=_("The end has to be after the arrival."),
            ),
        )

    def __str__(self) -> str:
        return f"deployment {self.pk}"

    @property
    def minutes(self) -> int:
        """From the alarm to the end."""
        return int((self.ended_at - self.alarm_at).total_seconds()) // 60

    @property
    def language_codes(self) -> list[str]:
        return languages.codes_in(self.spoken)


class PartQuerySet(models.QuerySet["Part"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see."""
        return self.filter(seen_by(person))

    def to_debrief(self) -> Self:
        """Keep those whom nobody has talked with, and who did not do without."""
        return self.filter(debriefed_at__isnull=True, waived_at__isnull=True)

    def overdue(self, now: dt.datetime) -> Self:
        return self.to_debrief().filter(debrief_by__lte=now)


class Part(OfCentre):
    """
    That somebody went, for how long, and the talk afterwards.

    Their hours lie with `volunteers` and name no programme; which row it is, is
    sealed under the person's key.
    """

    deployment = models.ForeignKey(
        Deployment, on_delete=models.CASCADE, related_name="parts"
    )
    companion = models.ForeignKey(
        DutyMember, on_delete=models.PROTECT, related_name="parts"
    )
    minutes = models.PositiveSmallIntegerField()
    debrief_by = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    debriefed_at = models.DateTimeField(null=True, blank=True)
    waived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = PartQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["deployment", "companion"],
                name="nobody_goes_to_a_deployment_twice",
                violation_error_message=_("This person is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(debriefed_at__isnull=True) | Q(waived_at__isnull=True),
                name="a_debrief_is_held_or_waived",
                violation_error_message=_("The talk took place or was waived."),
            ),
        )

    def __str__(self) -> str:
        return f"part {self.pk}"

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.support import rules
from allin.support.models.requests import seen_by


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centre for its coordination, a board's own for it."""
        return self.filter(seen_by(person))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        """Keep what holds now, of associations that belong to the centre."""
        return self.filter(
            ended_at__isnull=True,
            association__left_on__isnull=True,
            association__merged_into__isnull=True,
        )

    def expired(self, today: dt.date) -> Self:
        return self.standing().filter(valid_until__lt=today)

    def ending(self, today: dt.date, days: int) -> Self:
        """Keep what ends within so many days and has not ended yet."""
        last = today + dt.timedelta(days=days)
        return self.standing().filter(valid_until__gte=today, valid_until__lte=last)


class Paper(OfCentre):
    """
    A paper of an association: from when, until when, and where it lies. No file.

    A newer paper of the same kind ends the older one, so that its dates stay known.
    """

    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=rules.PAPERS)
    title = models.CharField(max_length=120, blank=True, default="")
    dated_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    lies = models.CharField(max_length=200, blank=True, default="")
    entered_by = models.BigIntegerField(null=True, blank=True)  # user id
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-dated_on", "-pk")
        indexes = (
            models.Index(
                fields=["centre", "valid_until"],
                condition=Q(ended_at__isnull=True),
                name="papers_that_end",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("dated_on")),
                name="a_paper_ends_after_its_date",
                violation_error_message=_(
                    "The paper would end before its own date. Check both days."
                ),
            ),
            models.UniqueConstraint(
                fields=["association", "kind", "title"],
                condition=Q(ended_at__isnull=True),
                name="one_paper_of_a_kind_holds",
                violation_error_message=_("A paper of this kind is entered already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def has_expired(self, today: dt.date) -> bool:
        return self.valid_until is not None and self.valid_until < today

    def days_left(self, today: dt.date) -> int | None:
        """Return whole days until its last day; None where it has none."""
        return None if self.valid_until is None else (self.valid_until - today).days


class Reminder(OfCentre):
    """A reminder that was written: once each, whatever runs twice."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["paper", "days"],
                name="a_reminder_is_written_once",
                violation_error_message=_("This reminder is written already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.days} {self.pk}"


class ActMinutes(OfCentre):
    """How long one act of an area takes: the coordination's own assumption."""

    area = models.CharField(max_length=12)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "area"],
                name="an_area_has_one_assumption",
                violation_error_message=_("There is an assumption for this already."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=120),
                name="an_act_takes_up_to_two_hours",
                violation_error_message=_("One act takes at most 120 minutes."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.minutes}"

"""What has to be asked for, until when, and who sees to it."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.programmes.models.festival.fair import Festival
from allin.programmes.rules import festival as rules
from allin.programmes.rules.kernel import CANCELLED


class PermitQuerySet(models.QuerySet["Permit"]):
    def open(self) -> Self:
        """Keep what is neither done nor said to be of no concern."""
        return self.filter(done_on__isnull=True, dropped_at__isnull=True)

    def overdue(self, day: dt.date) -> Self:
        """Keep what should be done by a day and is not."""
        return self.open().filter(due_on__lt=day)

    def due(self, day: dt.date) -> Self:
        """Keep what should be done within a week of a day, or is overdue by it."""
        return (
            self.open()
            .filter(due_on__lte=day + rules.REMIND_BEFORE)
            .exclude(festival__occasion__state=CANCELLED)
        )


class Permit(OfCentre):
    """
    One line of the checklist.

    :ivar example: nobody has checked yet whether it applies here
    :ivar reminded_at: when the coordination got a letter that it is due
    """

    festival = models.ForeignKey(
        Festival, on_delete=models.CASCADE, related_name="permits"
    )
    kind = models.CharField(max_length=14, choices=rules.KINDS)
    what = models.CharField(max_length=120, blank=True, default="")
    due_on = models.DateField()
    responsible = models.CharField(max_length=120, blank=True, default="")
    example = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar = PermitQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(
                fields=["centre", "due_on"],
                condition=Q(done_on__isnull=True, dropped_at__isnull=True),
                name="permits_to_be_done",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(what=""),
                name="a_permit_says_what_it_is",
                violation_error_message=_("Say what has to be asked for."),
            ),
        )

    def __str__(self) -> str:
        return self.what or str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_at is None

    def is_overdue(self, day: dt.date) -> bool:
        return self.is_open and self.due_on < day

    def is_due(self, day: dt.date) -> bool:
        """Whether it should be done within a week, or today."""
        return self.is_open and day <= self.due_on <= day + rules.REMIND_BEFORE

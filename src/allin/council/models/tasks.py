"""What is to be done after the decision, by whom, by when, and what proves it."""

import datetime as dt
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from allin.council.models.motions import TITLE, Motion
from allin.council.models.steps import Step
from allin.funding.models.entries import (
    NAME,
    REASON,
    Entry,
    EntryQuerySet,
    with_a_reason,
)


class MotionTaskQuerySet(EntryQuerySet["Task"]):
    def open(self) -> Self:
        """Keep what is to be done."""
        return self.standing().filter(done_on__isnull=True)

    def overdue(self, today: dt.date) -> Self:
        """Keep what should be done by now; before a motion is adopted nothing is."""
        adopted = Step.objects.carrying().filter(motion_id=OuterRef("motion_id"))
        return self.open().filter(
            Exists(adopted), due_on__lt=today, motion__withdrawn_at__isnull=True
        )


class Task(Entry):
    """
    One thing that has to happen so that a decision becomes real.

    :ivar of: who does it; `owner` says who exactly, for the house alone
    :ivar done_on: the day it was done; `evidence` or `url` proves it
    """

    HOUSE, MAGISTRAT, COUNCIL = "house", "magistrat", "council"
    OF: Final = (
        (MAGISTRAT, _("City executive (Magistrat)")),
        (COUNCIL, _("City council")),
        (HOUSE, _("The service centre")),
        ("other", _("Somebody else")),
    )

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=TITLE)
    of = models.CharField(max_length=10, choices=OF, default=MAGISTRAT)
    owner = models.CharField(max_length=NAME, blank=True, default="")
    due_on = models.DateField()
    due_assumed = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.BigIntegerField(null=True, blank=True)  # user id
    evidence = models.CharField(max_length=REASON, blank=True, default="")
    url = models.URLField(blank=True, default="")

    objects: ClassVar = MotionTaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(
                fields=["centre", "due_on"],
                condition=Q(done_on__isnull=True, withdrawn_at__isnull=True),
                name="motion_tasks_that_wait",
            ),
        )
        constraints = (
            with_a_reason("a_task_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["motion", "title"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_task_of_a_motion_is_entered_once",
                violation_error_message=_("This task is already entered."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(evidence="") | ~Q(url=""),
                name="a_task_is_done_with_evidence",
                violation_error_message=_(
                    "What shows that it is done? A sentence or a link is enough."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    def is_overdue(self, day: dt.date) -> bool:
        """Whether its day has passed; whether the motion was adopted is not asked."""
        return self.done_on is None and self.due_on < day

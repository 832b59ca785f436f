"""What a motion went through, and who voted how."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.fuzzy import FuzzyDate, known
from allin.council.models.motions import PAPER, Motion, NextDate
from allin.council.rules import states
from allin.council.rules.states import Taken
from allin.council.rules.votes import Count
from allin.funding.models.entries import (
    CORRECTED,
    NAME,
    REASON,
    Entry,
    EntryQuerySet,
    fuzzy,
    with_a_reason,
)

FACTION: Final = 60


class MotionStepQuerySet(EntryQuerySet["Step"]):
    def carrying(self) -> "MotionStepQuerySet":
        """Keep the steps by which a motion was adopted."""
        return self.standing().filter(kind=states.DECIDED, result__in=states.CARRIED)


class Step(Entry):
    """
    One step of a motion.

    :ivar place: its place among the steps of the motion; what corrects it takes it over
    :ivar on: kept as core.fuzzy says; "" when nothing is known
    :ivar body: which committee or council, `paper` its document as people quote it
    :ivar speaker: who speaks to it there
    :ivar yes: votes as they were announced; None: nobody wrote them down
    :ivar corrects: the step it stands in place of, which is kept
    :ivar comes_of: the date at which it happened
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=states.STEPS)
    result = models.CharField(
        max_length=15, choices=states.RESULTS, blank=True, default=""
    )
    on = fuzzy()
    assumed = models.BooleanField(default=False)
    body = models.CharField(max_length=PAPER, blank=True, default="")
    paper = models.CharField(max_length=PAPER, blank=True, default="")
    url = models.URLField(blank=True, default="")
    speaker = models.CharField(max_length=NAME, blank=True, default="")
    note = models.CharField(max_length=REASON, blank=True, default="")
    yes = models.PositiveSmallIntegerField(null=True, blank=True)
    no = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
    )
    comes_of = models.ForeignKey(
        NextDate, on_delete=models.PROTECT, null=True, blank=True, related_name="steps"
    )
    entered_by = models.BigIntegerField(null=True, blank=True)  # user id

    objects: ClassVar = MotionStepQuerySet.as_manager()

    class Meta:
        ordering = ("place", "pk")
        constraints = (
            with_a_reason("what_a_motion_went_through_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["motion", "place"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_motion_takes_one_step_at_a_time",
                violation_error_message=_(
                    "Somebody entered a step just now. Look at it first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(yes__isnull=True, no__isnull=True, abstained__isnull=True)
                | Q(yes__isnull=False, no__isnull=False, abstained__isnull=False),
                name="votes_are_counted_whole_or_not_at_all",
                violation_error_message=_(
                    "For, against and abstentions: all three, or none."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def date(self) -> FuzzyDate | None:
        return known(self.on)

    @property
    def as_taken(self) -> Taken:
        return Taken(self.kind, self.date, self.result)

    @property
    def count(self) -> Count | None:
        """Return the votes as announced."""
        if self.yes is None or self.no is None or self.abstained is None:
            return None
        return Count(self.yes, self.no, self.abstained)

    @property
    def was_corrected(self) -> bool:
        """Whether another step stands in its place."""
        return self.withdrawn_why == CORRECTED


class Vote(OfCentre):
    """How one faction voted."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="votes")
    faction = models.CharField(max_length=FACTION)
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["step", "faction"],
                name="a_faction_votes_once",
                violation_error_message=_("A faction stands there twice."),
            ),
        )

    def __str__(self) -> str:
        return self.faction

    @property
    def count(self) -> Count:
        return Count(self.yes, self.no, self.abstained)

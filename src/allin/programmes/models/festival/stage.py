"""Stages and who is on them when; the change-over belongs to the slot before it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.constraints import NoOverlap
from allin.programmes.models.festival.fair import Festival
from allin.programmes.rules import festival as rules


class Stage(OfCentre):
    """
    A stage of a festival.

    :ivar change_over: minutes between two acts
    """

    festival = models.ForeignKey(
        Festival, on_delete=models.CASCADE, related_name="stages"
    )
    name = models.CharField(max_length=60)
    change_over = models.PositiveSmallIntegerField(default=15)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "festival", "name"],
                name="a_stage_is_entered_once",
                violation_error_message=_("There is already a stage of this name."),
            ),
            models.CheckConstraint(
                condition=Q(change_over__lte=rules.CHANGE_OVER),
                name="a_change_over_lasts_three_hours_at_most",
                violation_error_message=_("A change-over lasts three hours at most."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class SlotQuerySet(models.QuerySet["Slot"]):
    def standing(self) -> Self:
        """Leave out what was cancelled."""
        return self.filter(cancelled_at__isnull=True)


class Slot(OfCentre):
    """
    An act on a stage, `[starts_at, ends_at)`.

    :ivar blocked_until: the end and the change-over after it; nothing begins before
    """

    stage = models.ForeignKey(
        Stage, on_delete=models.CASCADE, related_name="slots", db_index=False
    )
    act = models.CharField(max_length=120)
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    blocked_until = models.DateTimeField()
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SlotQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = (
            models.Index(fields=["stage", "starts_at"], name="slots_of_a_stage"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="an_act_ends_after_it_starts",
                violation_error_message=_("The end has to be after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(blocked_until__gte=F("ends_at")),
                name="a_change_over_comes_after_the_act",
                violation_error_message=_("The change-over comes after the act."),
            ),
            NoOverlap(
                name="nobody_plays_into_another_act",
                within="stage",
                starts="starts_at",
                ends="blocked_until",
                condition=Q(cancelled_at__isnull=True),
                violation_error_message=_(
                    "The stage is taken then, the change-over counted in."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.act

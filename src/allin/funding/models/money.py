from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.core.fuzzy import FuzzyDate, known
from allin.funding.models.costs import CostLine
from allin.funding.models.entries import (
    NAME,
    REASON,
    Entry,
    EntryQuerySet,
    fuzzy,
    with_a_reason,
)
from allin.funding.rules import pipeline
from allin.funding.rules.pipeline import Taken


class FunderQuerySet(EntryQuerySet["Funder"]):
    pass


class Funder(Entry):
    """Whoever is asked for money, or gives it."""

    KINDS: Final = (
        ("city", _("City")),
        ("district", _("Rural district")),
        ("land", _("Land")),
        ("federal", _("Federal government")),
        ("eu", _("European Union")),
        ("foundation", _("Foundation")),
        ("other", _("Somebody else")),
    )

    name = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=12, choices=KINDS, default="other")

    objects: ClassVar = FunderQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            with_a_reason("a_funder_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_funder_is_entered_once",
                violation_error_message=_("This funder is already entered."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ApplicationQuerySet(EntryQuerySet["Application"]):
    def with_steps(self) -> "ApplicationQuerySet":
        """Bring steps, funder and lines along: in three queries, however many."""
        return self.select_related("funder").prefetch_related("steps", "lines")


class Application(Entry):
    """
    Money asked for, from the idea to the decision; its state follows from its steps.

    :ivar amount: cents asked for in all; None: not stated
    :ivar lines: the only costs it would pay, from `pays_from` on
    :ivar back_to: the day it could pay back to, if it can pay afterwards
    """

    funder = models.ForeignKey(
        Funder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    title = models.CharField(max_length=NAME)
    lines = models.ManyToManyField(CostLine, blank=True, related_name="applications")
    amount = models.PositiveBigIntegerField(null=True, blank=True)
    amount_assumed = models.BooleanField(default=False)
    pays_from = models.DateField(null=True, blank=True)
    back_to = models.DateField(null=True, blank=True)
    pays_assumed = models.BooleanField(default=False)

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            with_a_reason("an_application_is_withdrawn_with_a_reason"),
            models.CheckConstraint(
                condition=Q(back_to__isnull=True)
                | Q(pays_from__isnull=True, back_to__isnull=False)
                | Q(back_to__lt=F("pays_from")),
                name="what_is_paid_back_lies_before_what_is_paid",
                violation_error_message=_(
                    "Paying back has to reach further back than paying on."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def taken(self) -> "list[Step]":
        """The steps that stand, in the order they were entered."""
        return [step for step in self.steps.all() if step.is_standing]

    def steps_by(self, day: FuzzyDate | None) -> "list[Step]":
        """Return the steps that may have been taken by a day; None: all of them."""
        return [
            step
            for step in self.taken
            if day is None or step.date is None or step.date.first <= day.last
        ]

    def state(self, day: FuzzyDate | None = None) -> str:
        """Return the state on a day; needs `with_steps`."""
        return pipeline.state_of(step.as_taken for step in self.steps_by(day))

    @property
    def decision(self) -> "Step | None":
        """The step that decided it, if one did; needs `with_steps`."""
        decided = [step for step in self.taken if step.kind in pipeline.DECIDED]
        return decided[-1] if decided else None

    @property
    def meetings(self) -> "list[Step]":
        return [step for step in self.taken if step.kind == pipeline.MEETING]


class StepQuerySet(EntryQuerySet["Step"]):
    pass


class Step(Entry):
    """
    One step of an application: written, submitted, talked about, decided.

    :ivar on: kept as core.fuzzy says; "" when nothing is known
    :ivar body: who decides, for a meeting
    """

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="steps"
    )
    kind = models.CharField(max_length=10, choices=pipeline.STEPS)
    on = fuzzy()
    assumed = models.BooleanField(default=False)
    body = models.CharField(max_length=NAME, blank=True, default="")
    reason = models.CharField(max_length=REASON, blank=True, default="")

    objects: ClassVar = StepQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            with_a_reason("a_step_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(kind="meeting"),
                name="an_application_takes_a_step_once",
                violation_error_message=_("This is already entered."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def date(self) -> FuzzyDate | None:
        return known(self.on)

    @property
    def as_taken(self) -> Taken:
        return Taken(self.kind, self.date)


class AwardQuerySet(EntryQuerySet["Award"]):
    def with_lines(self) -> "AwardQuerySet":
        return self.select_related("funder", "ended_by").prefetch_related("lines")


class Award(Entry):
    """
    Money that was promised: for which costs, from when until when, how much.

    :ivar lines: the only costs it may pay
    :ivar decided: kept as core.fuzzy says; "" when nothing is known
    :ivar amount: cents in all; None: it pays its costs in full
    :ivar bridges: help until something better comes
    :ivar back: it says itself that it pays for time before its decision
    :ivar ended_by: the application whose refusal ended it
    """

    PROJECT, ASSOCIATION = "project", "association"
    KINDS: Final = (
        (PROJECT, _("Project funding")),
        (ASSOCIATION, _("Association funding")),
        ("institution", _("Institutional funding")),
        ("donation", _("Donation")),
        ("other", _("Something else")),
    )

    kind = models.CharField(max_length=12, choices=KINDS, default=PROJECT)
    title = models.CharField(max_length=NAME, blank=True, default="")
    funder = models.ForeignKey(
        Funder, on_delete=models.PROTECT, null=True, blank=True, related_name="awards"
    )
    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
    )
    lines = models.ManyToManyField(CostLine, related_name="awards")
    decided = fuzzy()
    decided_assumed = models.BooleanField(default=False)
    first_on = models.DateField()
    first_assumed = models.BooleanField(default=False)
    last_on = models.DateField()
    last_assumed = models.BooleanField(default=False)
    amount = models.PositiveBigIntegerField(null=True, blank=True)
    amount_assumed = models.BooleanField(default=False)
    bridges = models.BooleanField(default=False)
    back = models.BooleanField(default=False)
    ended_by = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ended",
    )

    objects: ClassVar = AwardQuerySet.as_manager()

    class Meta:
        ordering = ("first_on", "pk")
        constraints = (
            with_a_reason("an_award_is_withdrawn_with_a_reason"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="an_award_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def decided_date(self) -> FuzzyDate | None:
        return known(self.decided)

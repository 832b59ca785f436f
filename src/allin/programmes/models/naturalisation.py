"""Accompaniment to citizenship. Who is accompanied lies in the vault."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.rules import naturalisation as law
from allin.programmes.rules import pathway as rules
from allin.programmes.rules.pathway import Stage


class CompanionQuerySet(models.QuerySet["Companion"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination sees, and the own entry."""
        return self.filter(seen_by(person, volunteer="volunteer_id"))

    def standing(self) -> Self:
        """Keep who can be asked: still in the programme, still giving time."""
        return self.filter(
            ended_on__isnull=True,
            volunteer__left_on__isnull=True,
            volunteer__erased_at__isnull=True,
        )


class Companion(OfCentre):
    """A volunteer who accompanies people in a programme."""

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar = CompanionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "programme", "volunteer"],
                condition=Q(ended_on__isnull=True),
                name="somebody_is_a_companion_once",
                violation_error_message=_("This person is a companion already."),
            ),
        )

    def __str__(self) -> str:
        return f"companion {self.pk}"


class PathQuerySet(models.QuerySet["Path"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the coordination's, and what a volunteer accompanies themselves."""
        return self.filter(seen_by(person, volunteer="companion_id"))

    def standing(self) -> Self:
        return self.exclude(stage__in=rules.OVER)

    def waiting(self) -> Self:
        """Keep those whose application lies with the office."""
        return self.filter(stage__in=rules.AT_THE_OFFICE)

    def alone(self) -> Self:
        """Keep those nobody accompanies at present."""
        return self.standing().filter(companion__isnull=True)

    def to_ask_about(self, today: dt.date) -> Self:
        """Keep those where somebody should ask the office how it stands."""
        return self.waiting().filter(remind_on__lte=today)

    def due(self, today: dt.date) -> Self:
        """Keep those whose next step was to be done by today."""
        return self.standing().filter(next_on__lte=today)

    def affected(self, today: dt.date) -> Self:
        """Keep those not filed yet whose pre-check is older than a rule's change."""
        changed = law.changes(dt.date.min, today)
        if not changed:
            return self.none()
        return self.filter(stage__in=rules.BEFORE_FILING, checked_on__lt=changed[-1][0])

    def to_forget(self, today: dt.date) -> Self:
        """Keep what should have been forgotten before today (centre's zone)."""
        return self.filter(forget_on__lt=today, subject_id__isnull=False)


class Path(OfCentre):
    """
    Somebody's way to citizenship, known here by a code alone.

    :ivar checked_on: the day whose rules the pre-check was made by
    :ivar earliest_on: first day on which the length of stay is enough
    :ivar remind_on: when to ask the office again; only while it has the application
    :ivar reminded_on: the `remind_on` a letter was written for
    :ivar months: whole months between filing and decision, once there is one
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(max_length=8)
    subject_id = models.UUIDField(null=True, blank=True, unique=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    companion = models.ForeignKey(
        "volunteers.Volunteer",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ENQUIRY)
    since = models.DateTimeField()  # when it came to its present stage
    opened_on = models.DateField()
    next_step = models.CharField(
        max_length=12, choices=rules.NEXT_STEPS, blank=True, default=""
    )
    next_on = models.DateField(null=True, blank=True)
    gaps = models.CharField(max_length=60, blank=True, default="")  # "|test|papers|"
    checked_on = models.DateField(null=True, blank=True)
    earliest_on = models.DateField(null=True, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(
        max_length=12, choices=rules.REASONS, blank=True, default=""
    )
    closed_on = models.DateField(null=True, blank=True)
    forget_on = models.DateField()

    objects: ClassVar = PathQuerySet.as_manager()

    class Meta:
        ordering = ("-since", "-pk")
        indexes = (
            models.Index(fields=["centre", "stage", "since"], name="path_by_stage"),
            models.Index(fields=["centre", "forget_on"], name="path_to_forget"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "code"],
                name="a_path_has_a_code_of_its_own",
                violation_error_message=_("This code is already in use."),
            ),
            models.CheckConstraint(
                condition=Q(subject_id__isnull=True) | Q(consented_at__isnull=False),
                name="nobody_is_accompanied_without_consent",
                violation_error_message=_(
                    "Without the person's consent the house may not keep a name "
                    "or a number."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(stage=Stage.DROPPED) & ~Q(reason=""))
                | (~Q(stage=Stage.DROPPED) & Q(reason="")),
                name="what_ended_early_says_why",
                violation_error_message=_("Choose why it ended early."),
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=sorted(rules.AT_THE_OFFICE))
                | Q(filed_on__isnull=False),
                name="what_lies_with_the_office_was_filed",
                violation_error_message=_("Enter the day the application was filed."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(stage__in=sorted(rules.OVER)),
                name="only_what_is_over_is_closed",
                violation_error_message=_("This accompaniment goes on."),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_over(self) -> bool:
        return self.stage in rules.OVER

    @property
    def is_with_the_office(self) -> bool:
        return self.stage in rules.AT_THE_OFFICE

    @property
    def before_filing(self) -> bool:
        return self.stage in rules.BEFORE_FILING

    @property
    def open_gaps(self) -> list[str]:
        return [name for name in self.gaps.split("|") if name]

    @property
    def gap_words(self) -> list[str]:
        return [str(rules.Gap(name).label) for name in self.open_gaps]

    @property
    def can_become(self) -> tuple[Stage, ...]:
        return rules.NEXT[Stage(self.stage)]

    def is_affected(self, today: dt.date) -> bool:
        """Whether a rule has changed since the pre-check, and nothing is filed yet."""
        return (
            self.before_filing
            and self.checked_on is not None
            and bool(law.changes(self.checked_on, today))
        )


class PathStep(OfCentre):
    """One step of a path: from which stage to which, when. Nothing else."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="steps")
    was = models.CharField(max_length=12, choices=Stage, blank=True, default="")
    became = models.CharField(max_length=12, choices=Stage)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(was=models.F("became")),
                name="a_step_of_a_path_leads_somewhere",
                violation_error_message=_("A step leads to another stage."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.was or 'nothing'} to {self.became}"


class CompanionAskQuerySet(models.QuerySet["CompanionAsk"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination asked, and what one was asked oneself."""
        return self.filter(seen_by(person, volunteer="volunteer_id"))

    def unanswered(self) -> Self:
        return self.filter(answer=CompanionAsk.OPEN)


class CompanionAsk(OfCentre):
    """A volunteer is asked to accompany somebody; one at a time."""

    OPEN, YES, NO, GIVEN_BACK, CLOSED = "open", "yes", "no", "given_back", "closed"
    ANSWERS = (
        (OPEN, _("not answered yet")),
        (YES, _("accepted")),
        (NO, _("declined")),
        (GIVEN_BACK, _("handed over")),
        (CLOSED, _("no longer needed")),
    )

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="asks")
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64)
    answer = models.CharField(max_length=12, choices=ANSWERS, default=OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = CompanionAskQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "token_hash"],
                name="a_link_asks_one_companion",
                violation_error_message=_("This link is taken."),
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(answer="open"),
                name="one_companion_is_asked_at_a_time",
                violation_error_message=_(
                    "Somebody has been asked already. Wait for the answer, or take "
                    "the question back."
                ),
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(answer="yes"),
                name="a_path_has_one_companion",
                violation_error_message=_("Somebody accompanies this person already."),
            ),
        )

    def __str__(self) -> str:
        return f"ask {self.pk}"


class Visit(OfCentre):
    """Time a companion gave: a day and minutes, and the hours made of it, once."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="visits")
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    hours = models.OneToOneField(
        "volunteers.Hours",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["path", "volunteer", "held_on"],
                name="a_day_of_accompaniment_is_entered_once",
                violation_error_message=_("This day is entered already."),
            ),
        )

    def __str__(self) -> str:
        return f"visit {self.pk}"

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.constraints import NoOverlap
from allin.core.people import Person
from allin.volunteers import rules
from allin.volunteers.models.access import seen_by
from allin.volunteers.models.volunteer import Volunteer


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def standing(self) -> Self:
        """Keep what was not released."""
        return self.filter(active=True)

    def held_by(self, holder_kind: str, holder_id: int) -> Self:
        return self.filter(holder_kind=holder_kind, holder_id=holder_id)

    def touching(self, starts_at: dt.datetime, ends_at: dt.datetime) -> Self:
        """Keep what shares time with [starts_at, ends_at)."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Commitment(OfCentre):
    """Time a volunteer has promised. Nobody is in two places."""

    APPOINTMENT = "appointment"
    DUTY = "duty"
    KINDS = (
        (APPOINTMENT, _("appointment")),
        ("open_hour", _("open hour")),
        ("event", _("event")),
        (DUTY, _("on call")),
        ("other", _("something else")),
    )

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.CASCADE, related_name="commitments"
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    active = models.BooleanField(default=True)
    holder_kind = models.CharField(max_length=40, blank=True, default="")
    holder_id = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    # beyond what the person wants to give, agreed to by: user id
    beyond_by = models.BigIntegerField(null=True, blank=True)

    objects: ClassVar = CommitmentQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["holder_kind", "holder_id"], name="commitment_of_a_holder"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_commitment_ends_after_it_starts",
                violation_error_message=_("The end has to be after the start."),
            ),
            NoOverlap(
                name="nobody_is_in_two_places",
                within="volunteer",
                starts="starts_at",
                ends="ends_at",
                condition=Q(active=True) & ~Q(kind="duty"),
                violation_error_message=_("This person is already taken at that time."),
            ),
            NoOverlap(
                name="nobody_is_on_call_twice",
                within="volunteer",
                starts="starts_at",
                ends="ends_at",
                condition=Q(active=True, kind="duty"),
                violation_error_message=_(
                    "This person is already on call at that time."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class HoursQuerySet(models.QuerySet["Hours"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what a coordinator, the own board, or the volunteer may see."""
        return self.filter(seen_by(person, "volunteer_"))

    def standing(self) -> Self:
        """Keep the valid value of each row of work, not what it replaced."""
        return self.filter(replaced_at__isnull=True)

    def waiting(self) -> Self:
        """Keep what nobody has confirmed yet."""
        return self.standing().filter(confirmed_at__isnull=True)

    def between(self, first: dt.date, after: dt.date) -> Self:
        """Keep work of the days [first, after)."""
        return self.filter(worked_on__gte=first, worked_on__lt=after)


class Hours(OfCentre):
    """
    One row of work. Nothing in it names a referral; no row counts twice.

    A correction is a new row that points at the one it replaces.
    """

    KINDS = (
        ("counselling", _("counselling")),
        ("accompaniment", _("accompaniment")),
        ("interpreting", _("interpreting")),
        ("duty", _("on call")),
        ("event", _("event")),
        ("organising", _("organising")),
        ("other", _("something else")),
    )

    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="hours",
    )
    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    programme = models.ForeignKey(
        "directory.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    kind = models.CharField(max_length=14, choices=KINDS)
    minutes = models.PositiveSmallIntegerField()
    worked_on = models.DateField()
    # False: only the month is known, `worked_on` is a day of it
    dated = models.BooleanField(default=True)
    entered_by = models.BigIntegerField(null=True, blank=True)  # user id
    entered_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True, blank=True)  # user id
    confirmed_at = models.DateTimeField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = HoursQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["centre", "worked_on", "association"], name="hours_of_a_period"
            ),
            models.Index(
                fields=["centre", "association"],
                condition=Q(confirmed_at__isnull=True, replaced_at__isnull=True),
                name="hours_that_wait",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes__lte=rules.LONGEST_DAY)
                # Nothing at all only corrects what somebody had confirmed.
                & (Q(minutes__gte=1) | Q(minutes=0, corrects__isnull=False)),
                name="a_row_of_work_is_up_to_sixteen_hours",
                violation_error_message=_(
                    "One entry holds between 1 minute and 16 hours."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.worked_on}"

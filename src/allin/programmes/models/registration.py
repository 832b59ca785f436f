import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import languages
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.kernel import Occasion
from allin.programmes.models.setup import Series
from allin.programmes.rules import kernel as rules


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see; partners see counts alone."""
        return self.filter(seen_by(person))

    def of(self, event: Occasion | Series) -> Self:
        """Keep those of an occasion, or of a series with one registration."""
        if isinstance(event, Series):
            return self.filter(series=event)
        return self.filter(occasion=event)

    def seated(self) -> Self:
        """Keep those who have a seat, or are offered one right now."""
        return self.filter(state__in=rules.TAKES_SEAT)

    def registered(self) -> Self:
        return self.filter(state=rules.REGISTERED)

    def in_line(self) -> Self:
        """Keep those who wait, longest first."""
        return self.filter(state=rules.WAITING).order_by("created_at", "pk")

    def too_late(self, now: dt.datetime) -> Self:
        """Keep the offers whose time is over."""
        return self.filter(state=rules.OFFERED, offered_until__lte=now)


class Registration(OfCentre):
    """
    Somebody takes part. Who it is lies in the vault under `subject_id`.

    :ivar code: opens the own page; drawn, not counted
    :ivar offered_until: until when a freed seat is kept for them
    """

    occasion = models.ForeignKey(
        Occasion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
    )
    subject_id = models.UUIDField(null=True, blank=True, unique=True)
    language = models.CharField(max_length=10, blank=True, default="de")
    state = models.CharField(
        max_length=12, choices=rules.SEATS, default=rules.REGISTERED
    )
    offered_until = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(occasion__isnull=True, series__isnull=False)
                | Q(occasion__isnull=False, series__isnull=True),
                name="a_registration_is_for_one_thing",
                violation_error_message=_(
                    "Somebody registers for one date, or for all of a series."
                ),
            ),
            models.UniqueConstraint(
                fields=["centre", "code"],
                name="a_code_opens_one_registration",
                violation_error_message=_("This code is taken."),
            ),
            models.CheckConstraint(
                condition=Q(state=rules.OFFERED, offered_until__isnull=False)
                | Q(~Q(state=rules.OFFERED), offered_until__isnull=True),
                name="an_offer_ends_some_time",
                violation_error_message=_("An offer needs an end."),
            ),
        )
        indexes = (
            models.Index(
                fields=["offered_until"],
                condition=Q(state=rules.OFFERED),
                name="offers_that_run_out",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def spoken(self) -> str:
        """The language of their letters, in the language of the page."""
        return languages.name(self.language or "de", get_language() or "de")

    @property
    def event(self) -> Occasion | Series:
        """What it is for."""
        event = self.series or self.occasion
        assert event is not None  # noqa: S101  (the constraint says so)
        return event


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see."""
        return self.filter(seen_by(person))


class Attendance(OfCentre):
    """Somebody registered was there on a date."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="attendances"
    )
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="attendances"
    )
    noted_at = models.DateTimeField()

    objects: ClassVar = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "registration", "occasion"],
                name="somebody_attends_a_date_once",
                violation_error_message=_("This is already noted."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.registration_id} {self.occasion_id}"

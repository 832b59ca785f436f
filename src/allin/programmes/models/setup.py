import datetime as dt
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.programmes.models.access import seen_by
from allin.programmes.rules import kernel as rules


class SetupQuerySet(models.QuerySet["Setup"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination and the programme's own partner may see."""
        return self.filter(seen_by(person, partner="programme__partner_id"))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def with_next(self, now: dt.datetime) -> Self:
        """Add `next_at`: when the next occasion begins, or began and is not over."""
        coming = Q(programme__occasions__ends_at__gt=now) & ~Q(
            programme__occasions__state=rules.CANCELLED
        )
        return self.annotate(
            next_at=Min("programme__occasions__starts_at", filter=coming)
        )


class Setup(OfCentre):
    """
    A programme of the catalogue, ready to be worked with.

    :ivar template: decides what its page shows
    :ivar settings: the template's own numbers and texts, by key
    """

    programme = models.OneToOneField(
        "directory.Programme", on_delete=models.PROTECT, related_name="setup"
    )
    template = models.CharField(max_length=16, choices=rules.TEMPLATES)
    settings = models.JSONField(default=dict, blank=True)
    set_up_at = models.DateTimeField()

    objects: ClassVar = SetupQuerySet.as_manager()

    class Meta:
        ordering = ("programme__name", "pk")

    def __str__(self) -> str:
        return str(self.programme)


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination and the programme's own partner may see."""
        return self.filter(seen_by(person, partner="programme__partner_id"))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        return self.filter(cancelled_at__isnull=True)

    def public(self) -> Self:
        """Keep what anybody may read and register for."""
        return self.standing().filter(
            public=True, one_registration=True, registers=rules.OPEN
        )


class Series(OfCentre):
    """
    Several dates of one thing.

    :ivar one_registration: who registers, registers for all its dates
    :ivar capacity: seats of such a series; None: no limit
    :ivar certificate_share: percent of the dates one has to come to
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="series"
    )
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=2000, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    one_registration = models.BooleanField(default=False)
    certificate_share = models.PositiveSmallIntegerField(
        default=rules.CERTIFICATE_SHARE,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    registers = models.CharField(
        max_length=8, choices=rules.REGISTERS, default=rules.NOBODY
    )
    public = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(certificate_share__gte=1, certificate_share__lte=100),
                name="a_share_of_dates_is_a_percentage",
                violation_error_message=_("Enter a percentage from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True)
                | Q(capacity__gte=1, capacity__lte=rules.MOST),
                name="a_series_has_at_least_one_seat",
                violation_error_message=_("There has to be at least one seat."),
            ),
        )

    def __str__(self) -> str:
        return self.title

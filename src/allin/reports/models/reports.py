from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Centre, Person

WHOLE = (people.COORDINATOR, people.DEPUTY, people.AUDITOR)
READERS = (people.CITY, people.FUNDER)


class Checked:
    """What is frozen, with the check value of all it says."""

    digest: str

    @property
    def check_value(self) -> str:
        """The check value as printed: four groups of four."""
        return " ".join(self.digest[place : place + 4] for place in range(0, 16, 4))


def readable(person: Person, shown: Q) -> Q:
    """
    Return which papers a person reads: the centre's own people all of it.

    :param shown: what of it city and funders may read
    """
    allowed = Q(pk__in=())
    for role in person.roles:
        if role.kind in WHOLE:
            allowed |= Q(centre_id=role.centre_id)
        elif role.kind in READERS:
            allowed |= Q(centre_id=role.centre_id) & shown
    return allowed


class ReportQuerySet(models.QuerySet["Report"]):
    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def published(self) -> Self:
        """Keep what may leave the house."""
        return self.filter(published_at__isnull=False)

    def told(self) -> Self:
        """Keep what left the house once; somebody may have kept it."""
        return self.filter(first_published_at__isnull=False)

    def visible_to(self, person: Person) -> Self:
        """Keep all reports for the centre's own people, published ones for readers."""
        return self.filter(readable(person, Q(published_at__isnull=False)))


class Report(Checked, OfCentre):
    """
    The figures of a year or a quarter, frozen.

    :ivar quarter: 1 to 4; 0 for the whole year
    :ivar whole: dumped figures for the centre's own eyes
    :ivar safe: dumped figures with small numbers protected
    :ivar digest: check value of both
    :ivar first_published_at: stays when it is withdrawn: it was read by then
    :ivar token: names the public page, if there is one
    """

    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(default=0)
    whole = models.JSONField()
    safe = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=32, blank=True, default="")

    objects: ClassVar = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-quarter", "-frozen_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(quarter__lte=4),
                name="a_year_has_four_quarters",
                violation_error_message=_("Choose a quarter from 1 to 4, or the year."),
            ),
            models.UniqueConstraint(
                fields=["centre", "year", "quarter"],
                condition=Q(published_at__isnull=False),
                name="a_period_is_published_once",
                violation_error_message=_(
                    "This period is published already. Two versions side by side "
                    "would give away small numbers."
                ),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(first_published_at__isnull=False),
                name="what_is_published_was_told",
                violation_error_message=_("What is published has a first day."),
            ),
            models.UniqueConstraint(
                fields=["token"],
                condition=~Q(token=""),
                name="a_public_page_shows_one_report",
                violation_error_message=_("This address is taken."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}" + (f"-Q{self.quarter}" if self.quarter else "")

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

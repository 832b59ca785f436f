"""What somebody gave, certified: frozen figures with a number and a code to check."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Person
from allin.volunteers.models.volunteer import Volunteer


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what a coordinator, the own board, or the volunteer may see."""
        whose = Volunteer.objects.visible_to(person)
        return self.filter(volunteer__in=whose)

    def standing(self) -> Self:
        """Keep what was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Certificate(OfCentre):
    """
    A certificate of service. What it says never changes; it can only be withdrawn.

    `facts` hold figures and names of associations and programmes, never the person's:
    the name goes with the person, the figures stay checkable.
    """

    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificates",
    )
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120, blank=True, default="")
    name_shown = models.BooleanField(default=False)  # on the page that checks it
    language = models.CharField(max_length=10)  # beside German
    first_on = models.DateField()
    last_on = models.DateField()
    facts = models.JSONField(default=dict)
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "year", "number"],
                name="a_certificate_has_a_number_of_its_own",
                violation_error_message=_("Another certificate has this number."),
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="a_certificate_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        """Return the number as it is printed: "2026-007"."""
        return f"{self.year}-{self.number:03}"

"""What the house forgot, and when: numbers and opaque ids, nothing else."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import COORDINATOR, DEPUTY, PROTECTION, Person


class DeletionReportQuerySet(models.QuerySet["DeletionReport"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of centres the person coordinates or watches over."""
        return self.filter(
            centre_id__in={
                role.centre_id
                for role in person.roles
                if role.kind in {COORDINATOR, DEPUTY, PROTECTION}
            }
        )


class DeletionReport(OfCentre):
    """One run of forgetting in one centre."""

    made_at = models.DateTimeField()
    referrals = models.PositiveIntegerField(default=0)
    slips = models.PositiveIntegerField(default=0)
    sessions = models.PositiveIntegerField(default=0)
    expired = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    subjects = models.JSONField(default=list)  # opaque ids of the vault

    objects: ClassVar = DeletionReportQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("deletion report")

    def __str__(self) -> str:
        return f"forgotten at {self.made_at:%Y-%m-%d %H:%M}"

"""What every entry of money, and of a motion, has in common: it is never deleted."""

import datetime as dt
from typing import Any, Final, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person

REASON: Final = 300
NAME: Final = 80
# The reason of an entry that another one stands in place of.
CORRECTED: Final = "corrected"

M = TypeVar("M", bound="Entry")


class EntryQuerySet(models.QuerySet[M]):
    def visible_to(self, person: Person) -> Self:
        """Keep the entries of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Entry(OfCentre):
    """
    A row that is withdrawn with a reason, and never deleted.

    :ivar withdrawn_why: what somebody typed, or CORRECTED
    """

    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=REASON, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None

    def withdraw(self, why: str, now: dt.datetime) -> None:
        """Take the entry out of every sum; it stays in the record."""
        self.withdrawn_at, self.withdrawn_why = now, why
        self.save(update_fields=["withdrawn_at", "withdrawn_why"])


def with_a_reason(name: str) -> models.CheckConstraint:
    """Return the constraint that nothing is withdrawn without saying why."""
    return models.CheckConstraint(
        condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
        | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
        name=name,
        violation_error_message=_("Say why it is withdrawn."),
    )


def fuzzy(**more: Any) -> "models.CharField[str, str]":
    """Return a column for a date of which perhaps only month or year is known."""
    return models.CharField(max_length=10, blank=True, default="", **more)

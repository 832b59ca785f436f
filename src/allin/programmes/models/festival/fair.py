"""A festival: an occasion with an area, a stage or two, and a public address."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Centre, Person
from allin.programmes.models.access import STEERING, seen_by


class FestivalQuerySet(models.QuerySet["Festival"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centres the person steers, or has an association in."""
        allowed = Q(pk__in=())
        for role in person.roles:
            if role.kind in {*STEERING, people.BOARD}:
                allowed |= Q(centre_id=role.centre_id)
        return self.filter(allowed)

    def steered_by(self, person: Person) -> Self:
        """Keep those of the centres the person coordinates."""
        return self.filter(seen_by(person))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        """Leave out what was cancelled."""
        return self.filter(occasion__cancelled_at__isnull=True)


class Festival(OfCentre):
    """
    What a festival has beside its occasion, which says what, when and where.

    :ivar host: whose helpers they become who come from no association
    :ivar area_metres: how much front there is for stands; 0: nobody measured
    :ivar power_watts: what the connection gives; 0: nobody asked
    :ivar token: the secret part of the public addresses
    :ivar plan_version: how often the plan of the stands was given out
    """

    occasion = models.OneToOneField(
        "programmes.Occasion", on_delete=models.PROTECT, related_name="festival"
    )
    host = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    area = models.CharField(max_length=160, blank=True, default="")
    area_metres = models.PositiveSmallIntegerField(default=0)
    power_watts = models.PositiveIntegerField(default=0)
    apply_until = models.DateField(null=True, blank=True)
    fee = models.PositiveIntegerField(default=0)  # cents a stand
    token = models.CharField(max_length=32, unique=True)
    plan_version = models.PositiveSmallIntegerField(default=0)
    plan_given_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar = FestivalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(token=""),
                name="a_festival_has_an_address",
                violation_error_message=_("A festival needs an address."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

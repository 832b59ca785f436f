from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.rules import duty as rules


class ControlLinkQuerySet(models.QuerySet["ControlLink"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see."""
        return self.filter(seen_by(person))

    def standing(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class ControlLink(OfCentre):
    """
    A secret address of the list for a control centre; it opens with a PIN.

    Neither the address nor the PIN is kept, only what recognises them.
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=64)
    pin_tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ControlLinkQuerySet.as_manager()

    class Meta:
        ordering = ("label", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(label=""),
                name="a_control_link_says_for_whom",
                violation_error_message=_("Say who gets the address."),
            ),
        )

    def __str__(self) -> str:
        return f"control link {self.pk}"

    @property
    def is_locked(self) -> bool:
        return self.pin_tries >= rules.PIN_TRIES

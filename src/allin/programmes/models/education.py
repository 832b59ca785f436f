"""Who came to an office hour of the education counsellors: numbers, nobody's name."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.enquiry import Theme
from allin.programmes.models.kernel import Occasion
from allin.programmes.rules import education as rules


class WalkInQuerySet(models.QuerySet["WalkIn"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination and the programme's own partner may count."""
        return self.filter(seen_by(person, partner="programme__partner_id"))

    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(undone_at__isnull=True)


class WalkIn(OfCentre):
    """One person came to an office hour: about what, in which language, how it went."""

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="walk_ins"
    )
    occasion = models.ForeignKey(
        Occasion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="walk_ins",
    )
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    outcome = models.CharField(max_length=12, choices=rules.OUTCOMES)
    held_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.BigIntegerField(null=True, blank=True)  # user id
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = WalkInQuerySet.as_manager()

    class Meta:
        ordering = ("-entered_at", "-pk")
        indexes = (
            models.Index(
                fields=["centre", "programme", "held_on"], name="walk_ins_of_a_period"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=[key for key, _word in rules.OUTCOMES]),
                name="a_walk_in_has_an_outcome_of_the_list",
                violation_error_message=_("Choose one of these outcomes."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.held_on} {self.outcome}"

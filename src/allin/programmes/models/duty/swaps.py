from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.duty.roster import DutyMember, DutyWeek


class SwapQuerySet(models.QuerySet["Swap"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see."""
        return self.filter(seen_by(person))

    def open(self) -> Self:
        """Keep what still looks for somebody."""
        return self.filter(state=Swap.OPEN)


class Swap(OfCentre):
    """
    Somebody cannot serve a week and looks for who takes it over.

    Until somebody says yes the week stays theirs: the plan never has a hole.
    """

    OPEN, DONE, TAKEN_BACK, OVER = "open", "done", "taken_back", "over"
    STATES = (
        (OPEN, _("looking for somebody")),
        (DONE, _("taken over")),
        (TAKEN_BACK, _("taken back")),
        (OVER, _("nobody was found in time")),
    )

    week = models.ForeignKey(DutyWeek, on_delete=models.CASCADE, related_name="swaps")
    leaving = models.ForeignKey(DutyMember, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SwapQuerySet.as_manager()

    class Meta:
        ordering = ("week__monday", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["week", "leaving"],
                condition=Q(state="open"),
                name="a_place_is_offered_once_at_a_time",
                violation_error_message=_("Others are being asked already."),
            ),
        )

    def __str__(self) -> str:
        return f"swap {self.pk}"


class SwapAsk(OfCentre):
    """One question to one person; the link in the letter answers it."""

    OPEN, YES, NO, TOO_LATE, CLOSED = "open", "yes", "no", "too_late", "closed"
    ANSWERS = (
        (OPEN, _("asked")),
        (YES, _("takes it")),
        (NO, _("cannot")),
        (TOO_LATE, _("somebody was faster")),
        (CLOSED, _("no longer asked")),
    )

    swap = models.ForeignKey(Swap, on_delete=models.CASCADE, related_name="asks")
    companion = models.ForeignKey(
        DutyMember, on_delete=models.CASCADE, related_name="asks"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    answer = models.CharField(max_length=8, choices=ANSWERS, default=OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["swap"],
                condition=Q(answer="yes"),
                name="a_week_is_taken_over_once",
                violation_error_message=_("Somebody was a moment faster. Thank you."),
            ),
            models.UniqueConstraint(
                fields=["swap", "companion"],
                name="everybody_is_asked_once_about_a_week",
                violation_error_message=_("This person was asked already."),
            ),
        )

    def __str__(self) -> str:
        return f"swap ask {self.pk}"

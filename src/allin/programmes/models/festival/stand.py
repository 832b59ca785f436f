"""Stands: asked for by an association, decided, placed, and settled in cents."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.festival.fair import Festival
from allin.programmes.rules.festival import Till


class StandQuerySet(models.QuerySet["Stand"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centres the person steers, and of the own association."""
        return self.filter(seen_by(person, association="association_id"))

    def accepted(self) -> Self:
        return self.filter(state=Stand.ACCEPTED)

    def waiting(self) -> Self:
        """Keep what nobody has decided."""
        return self.filter(state=Stand.APPLIED)


class Stand(OfCentre):
    """
    An association's stand.

    :ivar number: on the plan, such as "A3"; "" as long as it has no place
    :ivar told: what the association was last told of the plan
    """

    APPLIED, ACCEPTED, DECLINED, WITHDRAWN = (
        "applied", "accepted", "declined", "withdrawn",
    )  # fmt: skip
    STATES = (
        (APPLIED, _("not decided")),
        (ACCEPTED, _("accepted")),
        (DECLINED, _("declined")),
        (WITHDRAWN, _("taken back")),
    )
    PLAN = ("number", "metres", "power_watts", "water", "food")

    festival = models.ForeignKey(
        Festival, on_delete=models.CASCADE, related_name="stands"
    )
    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    offers = models.CharField(max_length=200)
    food = models.BooleanField(default=False)
    power_watts = models.PositiveIntegerField(default=0)
    water = models.BooleanField(default=False)
    metres = models.PositiveSmallIntegerField(default=3)
    state = models.CharField(max_length=10, choices=STATES, default=APPLIED)
    declined_why = models.CharField(max_length=200, blank=True, default="")
    number = models.CharField(max_length=8, blank=True, default="")
    told = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = StandQuerySet.as_manager()

    class Meta:
        ordering = ("number", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "festival", "number"],
                condition=~Q(number=""),
                name="a_place_has_one_stand",
                violation_error_message=_("Another stand has this number."),
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(state="accepted"),
                name="only_an_accepted_stand_has_a_place",
                violation_error_message=_("Only an accepted stand has a number."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(declined_why=""),
                name="a_declined_stand_says_why",
                violation_error_message=_("Say why; the association reads it."),
            ),
            models.CheckConstraint(
                condition=Q(metres__gte=1, metres__lte=50),
                name="a_stand_has_one_to_fifty_metres",
                violation_error_message=_("A stand has between 1 and 50 metres."),
            ),
            models.CheckConstraint(
                condition=~Q(offers=""),
                name="a_stand_says_what_it_offers",
                violation_error_message=_("Say what the stand offers."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def plan(self) -> dict[str, Any]:
        """What the plan says of it; compared with what the association was told."""
        return {name: getattr(self, name) for name in self.PLAN}

    @property
    def is_news(self) -> bool:
        """Whether the association was told something else, or nothing yet."""
        return self.state == self.ACCEPTED and self.told != self.plan


class SettlementQuerySet(models.QuerySet["Settlement"]):
    def standing(self) -> Self:
        """Keep the value that holds, not what it replaced."""
        return self.filter(replaced_at__isnull=True)


class Settlement(OfCentre):
    """What a stand was lent, counted and owes, in cents; a correction is a new row."""

    stand = models.ForeignKey(
        Stand, on_delete=models.CASCADE, related_name="settlements"
    )
    lent = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    fee = models.PositiveIntegerField()
    entered_by = models.BigIntegerField(null=True, blank=True)  # user id
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SettlementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "stand"],
                condition=Q(replaced_at__isnull=True),
                name="a_stand_is_settled_once",
                violation_error_message=_("Somebody has just settled this stand."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def till(self) -> Till:
        return Till(self.lent, self.counted, self.fee)

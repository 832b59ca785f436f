"""Tandems: what associations wish of each other, pairs, meetings, how it goes."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Person
from allin.directory.models import Association
from allin.programmes.models.access import STEERING, seen_by
from allin.programmes.rules import tandem as rules


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination sees, and the own association's."""
        return self.filter(seen_by(person, association="association_id"))

    def standing(self) -> Self:
        """Keep what was not taken back, of associations that are still there."""
        return self.filter(
            withdrawn_at__isnull=True,
            association__left_on__isnull=True,
            association__merged_into__isnull=True,
        )


class Wish(OfCentre):
    """What an association can give another, or would like to get."""

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=rules.KINDS)
    topic = models.CharField(max_length=12, choices=rules.TOPICS)
    words = models.CharField(max_length=rules.LONGEST_TEXT, blank=True, default="")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = WishQuerySet.as_manager()

    class Meta:
        ordering = ("association", "kind", "topic", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "programme", "association", "topic"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_association_says_a_wish_once",
                violation_error_message=_(
                    "This is said already: offered or sought, not both."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.topic}"


class PairQuerySet(models.QuerySet["Pair"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination sees, and the pairs of the own association."""
        seen = Q(pk__in=())
        for role in person.roles:
            here = Q(centre_id=role.centre_id)
            if role.kind in STEERING:
                seen |= here
            elif role.kind == people.BOARD:
                seen |= here & (Q(first_id=role.of_id) | Q(second_id=role.of_id))
        return self.filter(seen)

    def standing(self) -> Self:
        """Keep what is proposed or under way."""
        return self.filter(state__in=rules.STANDING)

    def active(self) -> Self:
        return self.filter(state=rules.ACTIVE)

    def abandoned(self) -> Self:
        """Keep what stands although one of the two is no longer there."""
        gone = Q()
        for side in ("first", "second"):
            gone |= Q(**{f"{side}__left_on__isnull": False})
            gone |= Q(**{f"{side}__merged_into__isnull": False})
        return self.standing().filter(gone)


class Pair(OfCentre):
    """
    Two associations: proposed, wanted by both, under way, ended.

    They are kept in the order of their numbers, so that a pair is the same pair
    whoever was named first.
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    first = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    second = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=rules.STATES, default=rules.PROPOSED)
    goal = models.CharField(max_length=rules.LONGEST_TEXT, blank=True, default="")
    proposed_at = models.DateTimeField()
    first_yes_at = models.DateTimeField(null=True, blank=True)
    second_yes_at = models.DateTimeField(null=True, blank=True)
    first_hash = models.CharField(max_length=64, blank=True, default="")
    second_hash = models.CharField(max_length=64, blank=True, default="")
    started_on = models.DateField(null=True, blank=True)
    check_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(
        max_length=8, choices=rules.REASONS, blank=True, default=""
    )

    objects: ClassVar = PairQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="a_tandem_is_of_two_different_associations",
                violation_error_message=_(
                    "An association makes no tandem with itself. Choose another."
                ),
            ),
            models.UniqueConstraint(
                fields=["centre", "first", "second"],
                condition=Q(state__in=rules.STANDING),
                name="two_associations_are_a_tandem_once",
                violation_error_message=_(
                    "These two are proposed or under way already."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.ACTIVE)
                | Q(
                    first_yes_at__isnull=False,
                    second_yes_at__isnull=False,
                    started_on__isnull=False,
                ),
                name="a_tandem_begins_when_both_want_it",
                violation_error_message=_("Both associations have to say yes first."),
            ),
            models.CheckConstraint(
                condition=(Q(state=rules.ENDED) & ~Q(reason=""))
                | (~Q(state=rules.ENDED) & Q(reason="")),
                name="a_tandem_that_ended_says_why",
                violation_error_message=_("Choose why it ended."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.first.called} – {self.second.called}"

    @property
    def is_active(self) -> bool:
        return self.state == rules.ACTIVE

    @property
    def is_proposed(self) -> bool:
        return self.state == rules.PROPOSED

    def other_than(self, association_id: int) -> Association:
        """Return the partner of one of the two."""
        return self.second if association_id == self.first_id else self.first

    def has_said_yes(self, association_id: int) -> bool:
        at = (
            self.first_yes_at if association_id == self.first_id else self.second_yes_at
        )
        return at is not None


class TandemMeeting(OfCentre):
    """Two associations met: a day, how long, what came of it."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=rules.LONGEST_TEXT)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["pair", "held_on"],
                name="a_tandem_meets_once_a_day",
                violation_error_message=_("A meeting of that day is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=960),
                name="a_meeting_is_up_to_sixteen_hours",
                violation_error_message=_(
                    "One entry holds between 1 minute and 16 hours."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class TookPart(OfCentre):
    """A volunteer was at a meeting; their hours follow from it, once."""

    meeting = models.ForeignKey(
        TandemMeeting, on_delete=models.CASCADE, related_name="people"
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    hours = models.OneToOneField(
        "volunteers.Hours",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "volunteer"],
                name="somebody_is_at_a_meeting_once",
                violation_error_message=_("This person is entered already."),
            ),
        )

    def __str__(self) -> str:
        return f"took part {self.pk}"


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination sees, and the own pairs'."""
        return self.filter(pair__in=Pair.objects.visible_to(person))

    def open(self) -> Self:
        return self.filter(answered_at__isnull=True, pair__state=rules.ACTIVE)

    def late(self, today: dt.date) -> Self:
        """Keep what nobody has answered for a week."""
        return self.open().filter(due_on__lte=today - rules.ANSWER_WITHIN)


class CheckIn(OfCentre):
    """Every six weeks: how does it go?"""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="checks")
    due_on = models.DateField()
    going = models.CharField(max_length=8, choices=rules.Going, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ("-due_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["pair", "due_on"],
                name="a_tandem_is_asked_once_a_round",
                violation_error_message=_("This round was asked already."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, going="")
                | (Q(answered_at__isnull=False) & ~Q(going="")),
                name="a_round_is_answered_with_a_word",
                violation_error_message=_("Choose how it goes."),
            ),
        )

    def __str__(self) -> str:
        return f"check {self.pk}"

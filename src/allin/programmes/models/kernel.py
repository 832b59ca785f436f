import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.setup import Series
from allin.programmes.rules import kernel as rules
from allin.volunteers.models import Qualification


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the coordination's, the host's, the partner's, and the own ones."""
        own = Assignment.objects.filter(position__occasion=OuterRef("pk")).filter(
            seen_by(person, volunteer="volunteer_id")
        )
        return self.filter(
            seen_by(
                person, association="association_id", partner="programme__partner_id"
            )
            | Q(Exists(own))
        )

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        """Leave out what was cancelled."""
        return self.exclude(state=rules.CANCELLED)

    def coming(self, now: dt.datetime) -> Self:
        """Keep what is not over yet, next first."""
        return self.standing().filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: dt.datetime) -> Self:
        return self.standing().filter(ends_at__lte=now)

    def unclosed(self, now: dt.datetime) -> Self:
        """Keep what is over and nobody has said yet how it was."""
        return self.past(now).exclude(state=rules.HELD)

    def between(self, first: dt.datetime, after: dt.datetime) -> Self:
        """Keep what starts in [first, after)."""
        return self.filter(starts_at__gte=first, starts_at__lt=after)

    def touching(self, starts_at: dt.datetime, ends_at: dt.datetime) -> Self:
        """Keep what shares time with [starts_at, ends_at)."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def public(self) -> Self:
        """Keep what anybody may read and register for by itself."""
        return self.standing().filter(public=True, registers=rules.OPEN)


class Occasion(OfCentre):
    """
    Something that takes place: a time, a place, people; `[starts_at, ends_at)`.

    :ivar association: who hosts it
    :ivar room: one of the house's, booked for it; else `place` says where in words
    :ivar room_lost_at: when its room was taken away and nothing replaced it
    :ivar headcount: how many people were reached, once it took place
    """

    HOLDER = "programmes.occasion"

    programme = models.ForeignKey(
        "directory.Programme",
        on_delete=models.PROTECT,
        related_name="occasions",
        db_index=False,
    )
    kind = models.CharField(max_length=12, choices=rules.KINDS)
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="occasions",
    )
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    room = models.ForeignKey(
        "rooms.Room",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    room_lost_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    state = models.CharField(max_length=12, choices=rules.STATES, default=rules.PLANNED)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    registers = models.CharField(
        max_length=8, choices=rules.REGISTERS, default=rules.NOBODY
    )
    public = models.BooleanField(default=False)
    headcount = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = (
            models.Index(fields=["centre", "starts_at"], name="occasions_of_a_time"),
            models.Index(
                fields=["programme", "starts_at"], name="occasions_of_a_programme"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="an_occasion_ends_after_it_starts",
                violation_error_message=_("The end has to be after the start."),
            ),
            models.CheckConstraint(
                condition=Q(state=rules.CANCELLED, cancelled_at__isnull=False)
                | Q(~Q(state=rules.CANCELLED), cancelled_at__isnull=True),
                name="a_cancelled_occasion_says_when",
                violation_error_message=_("It was cancelled: say when."),
            ),
            models.CheckConstraint(
                condition=Q(headcount__isnull=True)
                | Q(headcount__lte=rules.MOST_PEOPLE, state=rules.HELD),
                name="only_what_took_place_reached_people",
                violation_error_message=_(
                    "Only what took place has reached people, at most 30,000."
                ),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True)
                | Q(capacity__gte=1, capacity__lte=rules.MOST),
                name="an_occasion_has_at_least_one_seat",
                violation_error_message=_("There has to be at least one seat."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_standing(self) -> bool:
        return self.state != rules.CANCELLED

    @property
    def is_held(self) -> bool:
        return self.state == rules.HELD

    def is_over(self, now: dt.datetime) -> bool:
        return self.ends_at <= now

    @property
    def where(self) -> str:
        """The place in words, "" when nobody has said."""
        return self.room.name if self.room is not None else self.place


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the occasions the person sees."""
        return self.filter(occasion__in=Occasion.objects.visible_to(person))

    def counted(self) -> Self:
        """Add `asked` and `coming`: how many were asked, how many will be there."""
        return self.annotate(
            asked=Count("assignments", filter=Q(assignments__state=rules.ASKED)),
            coming=Count("assignments", filter=Q(assignments__state__in=rules.COMING)),
        )

    def short(self) -> Self:
        """Keep those where somebody is missing."""
        return self.counted().filter(coming__lt=F("least"))


class Position(OfCentre):
    """
    What people do at an occasion, how many, and what they have to bring.

    :ivar qualification: a kind of volunteers.Qualification; "" for none
    :ivar language: they have to speak it; "" for none
    """

    occasion = models.ForeignKey(
        Occasion, on_delete=models.CASCADE, related_name="positions"
    )
    label = models.CharField(max_length=80)
    qualification = models.CharField(
        max_length=12, choices=Qualification.KINDS, blank=True, default=""
    )
    language = models.CharField(max_length=10, blank=True, default="")
    least = models.PositiveSmallIntegerField(default=1)
    most = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar = PositionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(most__gte=F("least"), most__lte=rules.MOST)
                & Q(most__gte=1),
                name="a_position_has_room_for_whom_it_needs",
                violation_error_message=_(
                    "There have to be at least as many places as people needed."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.label


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the coordination's, the host's, and the volunteer's own."""
        return self.filter(
            seen_by(
                person,
                association="position__occasion__association_id",
                volunteer="volunteer_id",
            )
        )

    def standing(self) -> Self:
        """Keep those whose place is not open for somebody else."""
        return self.exclude(state__in=rules.GONE)

    def coming(self) -> Self:
        """Keep those who promised or were there."""
        return self.filter(state__in=rules.COMING)

    def of(self, occasion: Occasion) -> Self:
        return self.filter(position__occasion=occasion)


class Assignment(OfCentre):
    """Somebody is asked for a position, promises, comes."""

    HOLDER = "programmes.assignment"

    position = models.ForeignKey(
        Position, on_delete=models.CASCADE, related_name="assignments"
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.PROTECT, related_name="assignments"
    )
    state = models.CharField(max_length=12, choices=rules.ANSWERS, default=rules.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    hours = models.OneToOneField(
        "volunteers.Hours",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects: ClassVar = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "position", "volunteer"],
                condition=~Q(state__in=rules.GONE),
                name="somebody_has_a_position_once",
                violation_error_message=_(
                    "This person is already asked or has promised."
                ),
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(state=rules.ATTENDED),
                name="only_who_was_there_gave_time",
                violation_error_message=_("Only who was there gave time."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == rules.ASKED

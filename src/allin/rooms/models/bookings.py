import datetime as dt
from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.constraints import NoOverlap
from allin.core.people import Centre, Person
from allin.rooms import rules
from allin.rooms.models.rooms import Room, Thing

STEERING = (people.COORDINATOR, people.DEPUTY)


class Series(OfCentre):
    """
    A booking that comes back, as it was asked for; its occurrences are bookings.

    :ivar rrule: RFC 5545, for calendars; wall times are in the centre's zone
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="series")
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField(max_length=120, blank=True, default="")
    rrule = models.CharField(max_length=120)
    first_on = models.DateField()
    last_on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="a_series_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, person: Person) -> Self:
        """
        Keep the bookings the person may know title and holder of: a coordination those
        of the centre, a board those of its association. To others a room is taken.
        """
        allowed = Q(pk__in=())
        for role in person.roles:
            if role.kind in STEERING:
                allowed |= Q(centre_id=role.centre_id)
            elif role.kind == people.BOARD:
                allowed |= Q(centre_id=role.centre_id, association_id=role.of_id)
        return self.filter(allowed)

    def standing(self) -> Self:
        """Leave out what was cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def touching(self, starts_at: dt.datetime, ends_at: dt.datetime) -> Self:
        """Keep those that share an instant with the span."""
        return self.filter(
            starts_at__gt=starts_at - rules.LONGEST,
            starts_at__lt=ends_at,
            ends_at__gt=starts_at,
        )

    def held_by(self, kind: str, ids: Iterable[int]) -> Self:
        return self.filter(holder_kind=kind, holder_id__in=list(ids))


class Booking(OfCentre):
    """
    Somebody has a room from one instant to another, `[starts_at, ends_at)`.

    :ivar association: whose it is; None: the house's own
    :ivar holder_kind: who answers for it above, see core.holders; "" for nobody
    """

    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="bookings", db_index=False
    )
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    title = models.CharField(max_length=120, blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    holder_kind = models.CharField(max_length=40, blank=True, default="")
    holder_id = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar = BookingQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "room", "pk")
        indexes = (
            models.Index(fields=["centre", "starts_at"], name="bookings_of_a_time"),
            models.Index(fields=["room", "starts_at"], name="bookings_of_a_room"),
            models.Index(
                fields=["holder_kind", "holder_id"],
                condition=~Q(holder_kind=""),
                name="bookings_of_a_holder",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_booking_ends_after_it_starts",
                violation_error_message=_("A booking has to end after it starts."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_standing(self) -> bool:
        return self.cancelled_at is None

    def is_over(self, now: dt.datetime) -> bool:
        return self.ends_at <= now


class BlockQuerySet(models.QuerySet["Block"]):
    def active(self) -> Self:
        return self.filter(active=True)

    def touching(self, starts_at: dt.datetime, ends_at: dt.datetime) -> Self:
        """Keep those that share an instant with the span."""
        return self.filter(
            starts_at__gt=starts_at - rules.LONGEST,
            starts_at__lt=ends_at,
            ends_at__gt=starts_at,
        )


class Block(OfCentre):
    """One thing one booking takes, buffers included. Here nothing overlaps."""

    booking = models.ForeignKey(
        Booking, on_delete=models.CASCADE, related_name="blocks"
    )
    thing = models.ForeignKey(
        Thing, on_delete=models.PROTECT, related_name="blocks", db_index=False
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    active = models.BooleanField(default=True)

    objects: ClassVar = BlockQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["thing", "starts_at", "ends_at"],
                condition=Q(active=True),
                name="blocks_of_a_thing",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_block_ends_after_it_starts",
                violation_error_message=_("A booking has to end after it starts."),
            ),
            NoOverlap(
                name="nothing_is_booked_twice_at_a_time",
                within="thing",
                starts="starts_at",
                ends="ends_at",
                condition=Q(active=True),
                violation_error_message=_("That is already taken at that time."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

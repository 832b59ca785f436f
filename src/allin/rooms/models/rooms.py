import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.rooms import rules


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the rooms of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def in_use(self) -> Self:
        """Leave out rooms the house no longer has."""
        return self.filter(retired_at__isnull=True)


class Room(OfCentre):
    """
    A room, or a part of one.

    :ivar short_name: for the lanes of the calendar
    :ivar part_of: the hall this is a part of; booking either takes the other as well
    :ivar tidy_before: minutes taken before each booking, to set up; so `tidy_after`
    :ivar hours: opening hours, see `rules.hours_on`
    :ivar takes: the things a booking takes: its own and its parts', kept by operations
    """

    name = models.CharField(max_length=rules.NAME)
    short_name = models.CharField(max_length=16, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    seats = models.PositiveSmallIntegerField(default=0)
    step_free = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True, default="")
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    tidy_before = models.PositiveSmallIntegerField(default=0)
    tidy_after = models.PositiveSmallIntegerField(default=0)
    hours = models.JSONField(default=list, blank=True)
    closed_on_holidays = models.BooleanField(default=True)
    takes = models.JSONField(default=list, blank=True, editable=False)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = RoomQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(retired_at__isnull=True),
                name="rooms_of_a_centre_have_different_names",
                violation_error_message=_("There is already a room with this name."),
            ),
            models.CheckConstraint(
                condition=Q(tidy_before__lte=rules.BUFFER)
                & Q(tidy_after__lte=rules.BUFFER),
                name="setting_up_takes_two_hours_at_most",
                violation_error_message=_("Setting up takes two hours at most."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name

    def span_with_buffers(
        self, starts_at: dt.datetime, ends_at: dt.datetime
    ) -> rules.Span:
        """Return what a booking really takes, setting up and tidying included."""
        return (
            starts_at - dt.timedelta(minutes=self.tidy_before),
            ends_at + dt.timedelta(minutes=self.tidy_after),
        )


class EquipmentQuerySet(models.QuerySet["Equipment"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the equipment of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def with_stock(self) -> Self:
        """Say of each how many pieces there are, as `stock`."""
        standing = Q(units__retired_at__isnull=True)
        return self.annotate(stock=models.Count("units", filter=standing))


class Equipment(OfCentre):
    """Something lent together with a room: a projector, five headsets."""

    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = EquipmentQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(retired_at__isnull=True),
                name="equipment_of_a_centre_has_different_names",
                violation_error_message=_("There is already equipment of this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ThingQuerySet(models.QuerySet["Thing"]):
    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)


class Thing(OfCentre):
    """What can be taken by one booking at a time: a room, or one unit of equipment."""

    room = models.OneToOneField(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="thing"
    )
    equipment = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, null=True, blank=True, related_name="units"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ThingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(room__isnull=False, equipment__isnull=True)
                | Q(room__isnull=True, equipment__isnull=False),
                name="a_thing_is_a_room_or_a_unit_of_equipment",
                violation_error_message=_("Either a room or a unit of equipment."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

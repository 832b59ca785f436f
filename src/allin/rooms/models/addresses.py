from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.rooms.models.rooms import Room


def new_token() -> str:
    return get_random_string(32)


class AddressQuerySet(models.QuerySet["Address"]):
    def standing(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class Address(OfCentre):
    """
    A secret address that shows times without signing in; it can be taken back.

    :ivar kind: a room's door page or calendar, or the calendar of one person
    """

    DOOR, ROOM, PERSON = "door", "room", "person"
    KINDS = (
        (DOOR, _("door page")),
        (ROOM, _("calendar of a room")),
        (PERSON, _("own calendar")),
    )

    kind = models.CharField(max_length=8, choices=KINDS)
    room = models.ForeignKey(
        Room, on_delete=models.CASCADE, null=True, blank=True, related_name="addresses"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    token = models.CharField(max_length=40, unique=True, default=new_token)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = AddressQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "kind", "room"],
                condition=Q(revoked_at__isnull=True, room__isnull=False),
                name="a_room_has_one_address_of_a_kind",
                violation_error_message=_("There is already such an address."),
            ),
            models.UniqueConstraint(
                fields=["centre", "user"],
                condition=Q(revoked_at__isnull=True, user__isnull=False),
                name="a_person_has_one_calendar_address",
                violation_error_message=_("There is already such an address."),
            ),
            models.CheckConstraint(
                condition=Q(kind="person", user__isnull=False, room__isnull=True)
                | Q(kind__in=("door", "room"), user__isnull=True, room__isnull=False),
                name="an_address_is_of_a_room_or_of_a_person",
                violation_error_message=_("An address is of a room or of a person."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

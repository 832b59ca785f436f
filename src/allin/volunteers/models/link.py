"""The own page of somebody without an account: a link that can be made void."""

from typing import ClassVar, Self

from django.db import models

from allin.centres.models import OfCentre
from allin.volunteers.models.volunteer import Volunteer


class OwnLinkQuerySet(models.QuerySet["OwnLink"]):
    def standing(self) -> Self:
        """Keep links that were not made void, of people who are still there."""
        return self.filter(
            revoked_at__isnull=True,
            volunteer__left_on__isnull=True,
            volunteer__erased_at__isnull=True,
        )


class OwnLink(OfCentre):
    """
    A capability for one volunteer's own page; with it, the PIN opens the page.

    Only hashes are kept. A new link takes the place of the old one.
    """

    volunteer = models.OneToOneField(
        Volunteer, on_delete=models.CASCADE, related_name="own_link"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=64)
    pin_about = models.CharField(max_length=32)
    pin_tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = OwnLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"own link {self.pk}"

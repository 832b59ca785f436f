from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Person, Role
from allin.directory.models.associations import Association
from allin.directory.models.partners import Partner


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the memberships of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Membership(OfCentre):
    """A user belongs to an association's board, or works for a partner."""

    KINDS = (
        (people.BOARD, _("Board")),
        (people.REFERRER, _("Refers people")),
        (people.PARTNER, _("Programme partner")),
    )

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind=people.BOARD, association__isnull=False, partner__isnull=True
                )
                | Q(
                    kind__in=(people.REFERRER, people.PARTNER),
                    association__isnull=True,
                    partner__isnull=False,
                ),
                name="a_board_is_of_an_association_the_others_of_a_partner",
                violation_error_message=_(
                    "A board belongs to an association, everybody else to a partner."
                ),
            ),
            models.UniqueConstraint(
                fields=["centre", "user", "kind", "association"],
                condition=Q(ended_at__isnull=True, association__isnull=False),
                name="somebody_is_on_a_board_once",
                violation_error_message=_("This person is already on the board."),
            ),
            models.UniqueConstraint(
                fields=["centre", "user", "kind", "partner"],
                condition=Q(ended_at__isnull=True, partner__isnull=False),
                name="somebody_works_for_a_partner_once",
                violation_error_message=_("This person already works there."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


def roles_of(user_id: int, centre_id: int) -> Iterable[Role]:
    """Return what a user is through associations and partners of the centre."""
    for kind, association_id, partner_id in (
        Membership.objects.standing()
        .filter(user_id=user_id, centre_id=centre_id)
        .values_list("kind", "association_id", "partner_id")
    ):
        yield Role(kind, centre_id, association_id or partner_id)

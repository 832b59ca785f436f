"""The slip: a code, a place, a time. Nothing about anybody."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import BOARD, COORDINATOR, DEPUTY, REFERRER, VOLUNTEER, Person
from allin.counselling.rules import Origin, Way


class SlipQuerySet(models.QuerySet["Slip"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the slips of centres where the person receives people."""
        receives = {
            role.centre_id
            for role in person.roles
            if role.kind in {COORDINATOR, DEPUTY, BOARD, VOLUNTEER}
        }
        sent = {role.of_id for role in person.roles if role.kind == REFERRER}
        return self.filter(
            models.Q(centre_id__in=receives) | models.Q(partner_id__in=sent)
        )

    def waiting(self) -> Self:
        """Keep the slips nobody has come with yet."""
        return self.filter(redeemed_at__isnull=True)

    def overdue(self, today: dt.date) -> Self:
        """Keep the slips whose keeping time is over."""
        return self.filter(forget_on__lt=today)


class Slip(OfCentre):
    """Three answers, the next open hour, a code. No account, nothing personal."""

    code = models.CharField(max_length=8)
    topic = models.ForeignKey(
        "directory.Topic", on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=10)
    district = models.CharField(max_length=60, blank=True, default="")
    offer = models.ForeignKey(
        "directory.Offer", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    association = models.ForeignKey(
        "directory.Association", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    partner = models.ForeignKey(
        "directory.Partner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SELF)
    way = models.CharField(max_length=12, choices=Way, default=Way.PUBLIC)
    made_at = models.DateTimeField()
    redeemed_at = models.DateTimeField(null=True, blank=True)
    forget_on = models.DateField()

    objects: ClassVar = SlipQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["centre", "starts_at"], name="slip_by_hour"),
            models.Index(fields=["centre", "forget_on"], name="slip_to_forget"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "code"],
                name="a_slip_code_is_given_once_in_a_centre",
                violation_error_message=_("This code is already in use."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_slip_leads_to_an_hour_that_ends_after_it_starts",
                violation_error_message=_("An hour has to end after it starts."),
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.PARTNER)
                | models.Q(partner__isnull=False),
                name="a_slip_from_a_partner_names_the_partner",
                violation_error_message=_("A slip from a partner names the partner."),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_redeemed(self) -> bool:
        return self.redeemed_at is not None

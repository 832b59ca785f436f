"""Somebody who would like to give time and is not one of the volunteers yet."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import languages
from allin.core.people import COORDINATOR, DEPUTY, Person
from allin.volunteers import rules
from allin.volunteers.models.volunteer import Volunteer


class InterestQuerySet(models.QuerySet["Interest"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centres a person coordinates."""
        own = [r.centre_id for r in person.roles if r.kind in {COORDINATOR, DEPUTY}]
        return self.filter(centre_id__in=own)

    def waiting(self) -> Self:
        """Keep those who confirmed and were not answered yet."""
        return self.filter(state=Interest.State.WAITING)

    def dead(self, now: dt.datetime) -> Self:
        """Keep those whose time is over."""
        return self.filter(dies_at__lte=now)


class Interest(OfCentre):
    """
    An offer to help, made without an account.

    Name and the one way to reach the person lie in the vault under `subject_id`;
    erasing that subject is how the person is forgotten.
    """

    class State(models.TextChoices):
        HELD = "held", _("not confirmed yet")
        WAITING = "waiting", _("waits for an answer")
        WELCOMED = "welcomed", _("welcomed")
        DECLINED = "declined", _("declined")

    subject_id = models.UUIDField(null=True, blank=True, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.HELD)
    language = models.CharField(max_length=10)
    native = models.BigIntegerField(default=0)  # masks as in Volunteer
    fluent = models.BigIntegerField(default=0)
    some = models.BigIntegerField(default=0)
    wants = models.JSONField(default=list, blank=True)  # codes of rules.WANTS
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    district = models.CharField(max_length=60, blank=True, default="")
    by_letter = models.BooleanField(default=False)
    # keyed digest of the contact: how often a stranger's address was written to
    contact_mark = models.CharField(max_length=64, blank=True, default="")
    token_hash = models.CharField(max_length=64, unique=True)
    # drawn when it is confirmed; opens the own page later on, with its link
    pin_digest = models.CharField(max_length=64, blank=True, default="")
    pin_about = models.CharField(max_length=32, blank=True, default="")
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    dies_at = models.DateTimeField()
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = InterestQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["centre", "state", "confirmed_at"], name="interest_that_waits"
            ),
            models.Index(
                fields=["centre", "contact_mark", "created_at"],
                name="interest_of_a_contact",
            ),
            models.Index(fields=["dies_at"], name="interest_that_ends"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state="held") | Q(confirmed_at__isnull=False),
                name="only_who_confirmed_waits_or_is_answered",
                violation_error_message=_("This was not confirmed yet."),
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(subject_id__isnull=False),
                name="who_waits_can_be_reached",
                violation_error_message=_("The person's details were deleted."),
            ),
        )

    def __str__(self) -> str:
        return f"interest {self.pk}"

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """(level, code), best level first."""
        return [
            (level, code)
            for level in rules.LEVELS
            for code in languages.codes_in(getattr(self, level))
        ]

    def is_over(self, now: dt.datetime) -> bool:
        return self.dies_at <= now

"""What was done: a session in words, as long as it is kept, and the fact for ever."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import BOARD, COORDINATOR, DEPUTY, VOLUNTEER, Person
from allin.counselling.models.referrals import Referral
from allin.counselling.models.slips import Slip
from allin.counselling.rules import Origin, Outcome

LONGEST = 600  # minutes


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the centre's for the coordination, else one's own or one's board's."""
        seen = models.Q(pk__in=[])
        for role in person.roles:
            here = models.Q(centre_id=role.centre_id)
            if role.kind in {COORDINATOR, DEPUTY}:
                seen |= here
            elif role.kind == BOARD:
                seen |= here & models.Q(
                    association_id=role.of_id, referral__isnull=True
                )
            elif role.kind == VOLUNTEER:
                seen |= here & models.Q(volunteer_id=role.of_id)
        return self.filter(seen)

    def overdue(self, today: dt.date) -> Self:
        """Keep those whose keeping time is over."""
        return self.filter(forget_on__lt=today)


class Session(OfCentre):
    """One talk, or a tally of several in an open hour. No name, no note."""

    class Kind(models.TextChoices):
        APPOINTMENT = "appointment", _("appointment")
        SLIP = "slip", _("came with a slip")
        WALK_IN = "walk_in", _("came without an appointment")
        TALLY = "tally", _("counted in an open hour")

    kind = models.CharField(max_length=12, choices=Kind)
    referral = models.ForeignKey(
        Referral,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="sessions",
    )
    slip = models.OneToOneField(
        Slip, on_delete=models.SET_NULL, null=True, blank=True, related_name="session"
    )
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    partner = models.ForeignKey(
        "directory.Partner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    programme = models.ForeignKey(
        "directory.Programme",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # The row of work it was entered as; that row knows nothing of the session.
    hours = models.OneToOneField(
        "volunteers.Hours",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SELF)
    topic_key = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    district = models.CharField(max_length=60, blank=True, default="")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    people = models.PositiveSmallIntegerField(default=1)
    entered_at = models.DateTimeField()
    entered_by = models.BigIntegerField(null=True, blank=True)
    forget_on = models.DateField()

    objects: ClassVar = SessionQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["centre", "held_on"], name="session_by_day"),
            models.Index(fields=["centre", "forget_on"], name="session_to_forget"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(minutes__lte=LONGEST),
                name="a_session_lasts_at_most_ten_hours",
                violation_error_message=_("A session lasts at most 600 minutes."),
            ),
        )

    def __str__(self) -> str:
        return f"session {self.pk}"


class SessionCorrection(models.Model):
    """What a closed session said before it was corrected."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="corrections"
    )
    old_minutes = models.PositiveSmallIntegerField()
    old_outcome = models.CharField(max_length=12, choices=Outcome)
    corrected_at = models.DateTimeField()
    corrected_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("corrected_at", "pk")

    def __str__(self) -> str:
        return f"correction {self.pk}"


class ContactFact(OfCentre):
    """
    What statistics may know of a contact, for ever.

    No key to a case, no code, no day, no time of day. Facts are only added: a
    correction is a second row that takes back (negative numbers) and one that says
    how it was. `sessions` is 0 for a need nobody met (`outcome` is then an Unmet).
    """

    class Kind(models.TextChoices):
        APPOINTMENT = "appointment", _("appointment")
        SLIP = "slip", _("slip")
        WALK_IN = "walk_in", _("walk-in")
        TALLY = "tally", _("open hour")
        UNMET = "unmet", _("not met")

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    topic = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    district = models.CharField(max_length=60, blank=True, default="")
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    partner = models.ForeignKey(
        "directory.Partner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    programme = models.ForeignKey(
        "directory.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SELF)
    sessions = models.SmallIntegerField()
    people = models.SmallIntegerField()
    minutes = models.IntegerField()
    outcome = models.CharField(max_length=12)

    class Meta:
        indexes = (
            models.Index(fields=["centre", "year", "month"], name="fact_by_month"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12),
                name="a_fact_lies_in_a_month",
                violation_error_message=_("A year has twelve months."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="unmet") | models.Q(sessions=0, minutes=0),
                name="an_unmet_need_is_no_session",
                violation_error_message=_("A need nobody met is no session."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02} {self.kind}"

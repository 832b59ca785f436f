"""Who was asked, in which way, what they said; and when the two meet."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.counselling.models.referrals import Referral


class AskQuerySet(models.QuerySet["Ask"]):
    def asked(self) -> Self:
        """Keep those whose turn has come."""
        return self.filter(asked_at__isnull=False)

    def of(self, referral: Referral) -> Self:
        """Keep those about a referral, with who was asked."""
        rows = self.filter(referral=referral)
        return rows.select_related("volunteer", "association", "centre")

    def unanswered(self) -> Self:
        """Keep those that wait for an answer or for their turn."""
        return self.filter(answer="")

    def overdue(self, now: dt.datetime) -> Self:
        """Keep those asked and not answered by the time agreed."""
        return self.unanswered().filter(due_at__lt=now)


class Ask(OfCentre):
    """
    One question to one adviser, or to an association's contact person.

    `volunteer` empty means the contact person of `association`.
    """

    class Way(models.TextChoices):
        LETTER = "letter", _("letter")
        COPIED = "copied", _("copied message")
        PHONE = "phone", _("telephone")

    class Mode(models.TextChoices):
        ONE = "one", _("one person")
        IN_ORDER = "in_order", _("one after the other")
        AT_ONCE = "at_once", _("several at once, the first yes counts")

    class Answer(models.TextChoices):
        OPEN = "", _("no answer yet")
        YES = "yes", _("yes")
        NO = "no", _("no")
        GAVE_BACK = "gave_back", _("given back")
        TOO_LATE = "too_late", _("somebody else was faster")
        NO_ANSWER = "no_answer", _("no answer in time")
        CLOSED = "closed", _("no longer needed")

    class Reason(models.TextChoices):
        NONE = "", _("no reason given")
        NO_TIME = "no_time", _("no time")
        NOT_MY_TOPIC = "not_my_topic", _("not my subject")
        KNOWN = "known", _("I know this person")
        OTHER = "other", _("another reason")

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="asks"
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    association = models.ForeignKey(
        "directory.Association", on_delete=models.CASCADE, related_name="+"
    )
    way = models.CharField(max_length=8, choices=Way, default=Way.LETTER)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.ONE)
    order = models.PositiveSmallIntegerField(default=1)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    planned_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=10, choices=Answer, blank=True, default=Answer.OPEN
    )
    reason = models.CharField(
        max_length=14, choices=Reason, blank=True, default=Reason.NONE
    )
    # An association without named advisers says who of them does it.
    named = models.CharField(max_length=80, blank=True, default="")
    # Without an account: the link plus this PIN, given by another channel.
    pin_digest = models.CharField(max_length=64, blank=True, default="")
    pin_tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = AskQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["centre", "volunteer", "asked_at"], name="ask_by_who"),
            models.Index(fields=["centre", "answer", "due_at"], name="ask_by_due"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["referral"],
                condition=models.Q(answer="yes"),
                name="a_referral_is_accepted_once",
                violation_error_message=_(
                    "Somebody was a moment faster. Thank you for being ready."
                ),
            ),
            models.UniqueConstraint(
                fields=["referral", "volunteer"],
                condition=models.Q(answer=""),
                name="nobody_is_asked_twice_at_a_time",
                violation_error_message=_("This person has already been asked."),
            ),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(answered_at__isnull=False),
                name="an_answer_has_a_time",
                violation_error_message=_("An answer has a time."),
            ),
        )

    def __str__(self) -> str:
        return f"ask {self.pk}"

    @property
    def whom(self) -> str:
        """Who was asked, as addresses name them: "v12", or "a3" for a contact."""
        if self.volunteer_id is not None:
            return f"v{self.volunteer_id}"
        return f"a{self.association_id}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def standing(self) -> Self:
        """Keep those that will be held."""
        return self.filter(state=Appointment.State.STANDING)


class Appointment(OfCentre):
    """
    When and where the two meet. Room and adviser's time are held by this row:
    holder kind "counselling.appointment", holder id its primary key.

    :ivar asked_at: when whoever has taken it on was asked how it went
    """

    HOLDER: ClassVar = "counselling.appointment"

    class Place(models.TextChoices):
        ROOM = "room", _("in one of our rooms")
        OWN = "own", _("at the association")
        PHONE = "phone", _("by telephone")
        CALL_FIRST = "call_first", _("I call first")

    class State(models.TextChoices):
        STANDING = "standing", _("agreed")
        CANCELLED = "cancelled", _("cancelled")
        LOST_ROOM = "lost_room", _("the room went away")
        MOVED = "moved", _("moved")
        HELD = "held", _("held")
        MISSED = "missed", _("nobody came")

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="appointments"
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    place_kind = models.CharField(max_length=10, choices=Place)
    place = models.CharField(max_length=120, blank=True, default="")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.STANDING)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["centre", "starts_at"], name="appointment_by_time"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["referral"],
                condition=models.Q(state="standing"),
                name="a_referral_has_one_appointment_at_a_time",
                violation_error_message=_("There is already an appointment."),
            ),
            models.CheckConstraint(
                condition=models.Q(place_kind="call_first")
                | models.Q(starts_at__isnull=False, ends_at__isnull=False),
                name="an_appointment_has_a_time_unless_somebody_calls_first",
                violation_error_message=_("An appointment has a time."),
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="an_appointment_ends_after_it_starts",
                violation_error_message=_("An appointment has to end after it starts."),
            ),
        )

    def __str__(self) -> str:
        return f"appointment {self.pk}"

"""The referral: a state machine with a code. Who it is about lies in the vault."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import BOARD, COORDINATOR, DEPUTY, REFERRER, VOLUNTEER, Person
from allin.counselling.rules import (
    IN_HANDS,
    OPEN,
    UNACCEPTED,
    USUALLY,
    DayTime,
    Gender,
    Origin,
    Outcome,
    State,
    Urgency,
    Way,
)


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, person: Person) -> Self:
        """
        Keep what the person may open.

        The coordination sees its centre; an adviser what they took on; a board what
        its association took on without naming an adviser. A sender sees none of it:
        they have a page of their own (`sent_by`).
        """
        seen = models.Q(pk__in=[])
        for role in person.roles:
            here = models.Q(centre_id=role.centre_id)
            if role.kind in {COORDINATOR, DEPUTY}:
                seen |= here
            elif role.kind == VOLUNTEER:
                seen |= here & models.Q(volunteer_id=role.of_id)
            elif role.kind == BOARD:
                seen |= here & models.Q(
                    association_id=role.of_id, volunteer__isnull=True
                )
        return self.filter(seen)

    def sent_by(self, person: Person) -> Self:
        """Keep what the person's own body has sent."""
        sent = {role.of_id for role in person.roles if role.kind == REFERRER}
        return self.filter(partner_id__in=sent)

    def standing(self) -> Self:
        """Keep what is not finished, in whichever way."""
        return self.filter(state__in=OPEN)

    def unaccepted(self) -> Self:
        """Keep what nobody has taken on yet."""
        return self.filter(state__in=UNACCEPTED)

    def in_hands(self) -> Self:
        """Keep what somebody has taken on and not closed."""
        return self.filter(state__in=IN_HANDS)

    def pressing_first(self) -> Self:
        """Order: a running deadline nobody took on, new, asked, then the rest."""
        return self.annotate(
            pressing=models.Case(
                models.When(
                    urgency=Urgency.DEADLINE, state__in=UNACCEPTED, then=models.Value(0)
                ),
                models.When(state=State.RECEIVED, then=models.Value(1)),
                models.When(state=State.ASKING, then=models.Value(2)),
                default=models.Value(3),
            )
        ).order_by("pressing", "-received_at", "-pk")

    def overdue(self, today: dt.date) -> Self:
        """Keep what should have been forgotten before today (centre's zone)."""
        return self.filter(forget_on__lt=today)


class Referral(OfCentre):
    """
    A person passed on, with their consent, known here by a code alone.

    Name, way to reach them and note lie in the vault under `subject_id`; erasing that
    subject is how the person is forgotten.
    """

    code = models.CharField(max_length=8)
    subject_id = models.UUIDField(null=True, blank=True, unique=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    tells_sender = models.BooleanField(default=False)

    topic = models.ForeignKey(
        "directory.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    language = models.CharField(max_length=10, blank=True)
    district = models.CharField(max_length=60, blank=True, default="")
    urgency = models.CharField(max_length=12, choices=Urgency, default=Urgency.NO_HURRY)
    deadline_on = models.DateField(null=True, blank=True)
    wish_gender = models.CharField(
        max_length=8, choices=Gender, blank=True, default=Gender.ANY
    )
    wish_time = models.CharField(
        max_length=10, choices=DayTime, blank=True, default=DayTime.ANY
    )

    partner = models.ForeignKey(
        "directory.Partner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SELF)
    way = models.CharField(max_length=12, choices=Way, default=Way.PUBLIC)

    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    received_at = models.DateTimeField()
    since = models.DateTimeField()  # when it came into its present state
    accepted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    forget_on = models.DateField()
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.SET_NULL,
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
    # The professional path of a running deadline: on which day, to whom.
    handed_on = models.DateField(null=True, blank=True)
    handed_to = models.CharField(max_length=120, blank=True, default="")

    objects: ClassVar = ReferralQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["centre", "state", "since"], name="referral_by_state"),
            models.Index(fields=["centre", "forget_on"], name="referral_to_forget"),
            models.Index(
                fields=["centre", "volunteer", "state"], name="referral_by_volunteer"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "code"],
                name="a_referral_code_is_given_once_in_a_centre",
                violation_error_message=_("This code is already in use."),
            ),
            models.CheckConstraint(
                condition=models.Q(subject_id__isnull=True)
                | models.Q(consented_at__isnull=False),
                name="no_contact_without_consent",
                violation_error_message=_(
                    "Without the person's consent the house may not keep a name "
                    "or a number."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[State.WITHDRAWN, State.EXPIRED])
                | models.Q(subject_id__isnull=True),
                name="what_is_withdrawn_or_expired_names_nobody",
                violation_error_message=_("What was withdrawn may not name anybody."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=sorted(IN_HANDS))
                | models.Q(association__isnull=False),
                name="what_is_accepted_is_in_somebodys_hands",
                violation_error_message=_(
                    "An accepted referral is in the hands of an association."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.CLOSED)
                | (models.Q(closed_at__isnull=False) & ~models.Q(outcome="")),
                name="what_is_closed_has_an_outcome",
                violation_error_message=_("A closed referral has an outcome."),
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.PARTNER)
                | models.Q(partner__isnull=False),
                name="a_referral_from_a_partner_names_the_partner",
                violation_error_message=_(
                    "A referral from a partner names the partner."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def next_step(self) -> str:
        """The word for what usually comes next, or nothing when it is over."""
        after = USUALLY.get(State(self.state))
        return str(after.label) if after else ""

    @property
    def is_urgent(self) -> bool:
        return self.urgency == Urgency.DEADLINE


class Step(models.Model):
    """One step of a referral: from which state to which, when. Nothing else."""

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="steps"
    )
    was = models.CharField(max_length=12, choices=State, blank=True, default="")
    became = models.CharField(max_length=12, choices=State)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)  # opaque; None: no account
    note = models.CharField(max_length=20, blank=True, default="")  # a code word

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(was=models.F("became")),
                name="a_step_leads_somewhere",
                violation_error_message=_("A step leads to another state."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.was or 'nothing'} to {self.became}"


class Exclusion(models.Model):
    """Nobody from this association, or not this one; never shown to them."""

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="exclusions"
    )
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "association"],
                name="an_association_is_excluded_once",
                violation_error_message=_("This association is already excluded."),
            ),
            models.UniqueConstraint(
                fields=["referral", "volunteer"],
                name="somebody_is_excluded_once",
                violation_error_message=_("This person is already excluded."),
            ),
            models.CheckConstraint(
                condition=models.Q(association__isnull=True)
                ^ models.Q(volunteer__isnull=True),
                name="excluded_is_an_association_or_one_person",
                violation_error_message=_("Either an association or one person."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.referral_id} without {self.association_id or self.volunteer_id}"


class Pin(models.Model):
    """
    The second half of a code, for the person or for the sender.

    Only a keyed digest is kept; after PIN_TRIES wrong ones it opens nothing until
    the coordination gives a new one.
    """

    WHOSE = (("person", _("Person")), ("sender", _("Sender")))

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="pins"
    )
    whose = models.CharField(max_length=8, choices=WHOSE)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "whose"],
                name="everybody_has_one_pin_for_a_referral",
                violation_error_message=_("There is already a PIN."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.whose} of {self.referral_id}"

"""Letters: what leaves the house, to whom, and whether it arrived."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import COORDINATOR, DEPUTY, Person
from allin.core.personal import Personal


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the letters of the centres the person runs."""
        own = [r.centre_id for r in person.roles if r.kind in {COORDINATOR, DEPUTY}]
        return self.filter(centre_id__in=own)

    def due(self, now: dt.datetime) -> Self:
        """Keep the letters to be handed over now."""
        return self.filter(state=Letter.WAITING, next_try_at__lte=now)

    def troubled(self) -> Self:
        """Keep the letters a person has to look at."""
        return self.filter(state__in=Letter.TROUBLES)

    def waiting(self) -> Self:
        """Keep the letters that have not left yet."""
        return self.filter(state__in=(Letter.WAITING, Letter.SENDING))


class Letter(OfCentre):
    """One letter to one recipient; the address is asked for when it is delivered."""

    WAITING, SENDING, SENT = "waiting", "sending", "sent"
    FAILED, UNSURE, BOUNCED, NOWHERE = "failed", "unsure", "bounced", "nowhere"
    STATES = (
        (WAITING, _("waiting")),
        (SENDING, _("on its way")),
        (SENT, _("sent")),
        (FAILED, _("failed")),
        (UNSURE, _("not sure")),
        (BOUNCED, _("came back")),
        (NOWHERE, _("no address")),
    )
    TROUBLES = (FAILED, UNSURE, BOUNCED, NOWHERE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # the index of what is due begins with the state; one by centre follows below
    to_kind = models.CharField(max_length=40)
    to_id = models.BigIntegerField()
    language = models.CharField(max_length=10)
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=60, blank=True, default="")
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = LetterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(sending_at__isnull=False),
                name="a_letter_on_its_way_left_at_some_time",
                violation_error_message=_("A letter on its way has a time."),
            ),
        )
        indexes = (
            models.Index(
                fields=["next_try_at"],
                condition=Q(state="waiting"),
                name="outbox_due",
            ),
            models.Index(
                fields=["centre", "state", "written_at"], name="outbox_by_state"
            ),
        )

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def is_troubled(self) -> bool:
        return self.state in self.TROUBLES


PERSONAL = (
    Personal(
        "outbox.Letter.sealed",
        purpose="The text of a letter, until it has arrived.",
        keep="Seven days after delivery, thirty after a failure.",
        sealed=True,
    ),
)

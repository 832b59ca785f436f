import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Centre, Person
from allin.support import rules

STEERING = (people.COORDINATOR, people.DEPUTY)


def seen_by(person: Person, association: str = "association_id") -> Q:
    """Return what a coordination may see of its centre, and a board of its own."""
    allowed = Q(pk__in=())
    for role in person.roles:
        if role.kind in STEERING:
            allowed |= Q(centre_id=role.centre_id)
        elif role.kind == people.BOARD:
            allowed |= Q(centre_id=role.centre_id, **{association: role.of_id})
    return allowed


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centre for its coordination, a board's own for it."""
        return self.filter(seen_by(person))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        """Keep what is not answered yet."""
        return self.filter(state__in=Request.OPEN)

    def overdue(self, today: dt.date) -> Self:
        """Keep what waits longer than the day somebody said."""
        return self.standing().filter(due_on__lt=today)


class Request(OfCentre):
    """
    What an association asks of the coordination, in its own words.

    While it is open it always has a day by which something happens, so that nothing
    is forgotten.
    """

    NEW, UNDER_WAY = "new", "under_way"
    ANSWERED, WITHDRAWN = "answered", "withdrawn"
    STATES = (
        (NEW, _("new")),
        (UNDER_WAY, _("under way")),
        (ANSWERED, _("answered")),
        (WITHDRAWN, _("withdrawn")),
    )
    OPEN = (NEW, UNDER_WAY)
    WAYS = (
        ("page", _("on its page")),
        ("telephone", _("by telephone")),
        ("visit", _("in person")),
    )

    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    topic = models.CharField(max_length=12, choices=rules.TOPICS)
    words = models.TextField(max_length=2000)
    way = models.CharField(max_length=9, choices=WAYS)
    state = models.CharField(max_length=9, choices=STATES, default=NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    next_step = models.CharField(max_length=200, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True, default="")
    asked_by = models.BigIntegerField(null=True, blank=True)  # user id
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = RequestQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(
                fields=["centre", "due_on"],
                condition=Q(state__in=("new", "under_way")),
                name="requests_that_wait",
            ),
            models.Index(fields=["centre", "asked_at"], name="requests_of_a_period"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("new", "under_way")) | Q(due_on__isnull=False),
                name="an_open_request_has_a_day",
                violation_error_message=_(
                    "An open request needs a day by which something happens."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("new", "under_way"), closed_at__isnull=True)
                | Q(state__in=("answered", "withdrawn"), closed_at__isnull=False),
                name="a_closed_request_says_since_when",
                violation_error_message=_("A closed request says since when."),
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="a_request_says_something",
                violation_error_message=_("Write what the association needs."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def is_overdue(self, today: dt.date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today

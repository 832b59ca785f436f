import datetime as dt
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Centre, Person
from allin.support import rules
from allin.support.models.requests import STEERING, seen_by


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centre for its coordination, for a board where invited."""
        allowed = Q(pk__in=())
        for role in person.roles:
            if role.kind in STEERING:
                allowed |= Q(centre_id=role.centre_id)
            elif role.kind == people.BOARD:
                invited = SignUp.objects.filter(association_id=role.of_id)
                allowed |= Q(
                    centre_id=role.centre_id,
                    invited_at__isnull=False,
                    pk__in=invited.values("meeting_id"),
                )
        return self.filter(allowed)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def planned(self) -> Self:
        return self.filter(state=Meeting.PLANNED)

    def held(self) -> Self:
        return self.filter(state=Meeting.HELD)

    def between(self, starts_at: dt.datetime, ends_at: dt.datetime) -> Self:
        """Keep those that begin in [starts_at, ends_at)."""
        return self.filter(starts_at__gte=starts_at, starts_at__lt=ends_at)


class Meeting(OfCentre):
    """
    A workshop, or the round of all associations, `[starts_at, ends_at)`.

    :ivar room: where, if it is one of the house's rooms; else `place` says it
    :ivar room_lost_at: since when the room it had is gone and nothing replaced it
    :ivar minutes: what it took the coordination, with preparation
    """

    HOLDER: Final = "support.meeting"
    WORKSHOP, ROUND = "workshop", "round"
    KINDS = (
        (WORKSHOP, _("workshop")),
        (ROUND, _("round of all associations")),
    )
    PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
    STATES = (
        (PLANNED, _("planned")),
        (HELD, _("held")),
        (CANCELLED, _("cancelled")),
    )

    kind = models.CharField(max_length=8, choices=KINDS)
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=12, choices=rules.TOPICS, default="other")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room = models.ForeignKey(
        "rooms.Room",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    place = models.CharField(max_length=120, blank=True, default="")
    room_lost_at = models.DateTimeField(null=True, blank=True)
    invitation = models.TextField(max_length=2000, blank=True, default="")
    invited_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=STATES, default=PLANNED)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    record = models.TextField(max_length=4000, blank=True, default="")
    created_at = models.DateTimeField()

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = (
            models.Index(fields=["centre", "starts_at"], name="meetings_of_a_period"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_meeting_ends_after_it_starts",
                violation_error_message=_("The end has to be after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(state="planned", closed_at__isnull=True)
                | Q(state__in=("held", "cancelled"), closed_at__isnull=False),
                name="a_meeting_that_is_over_says_since_when",
                violation_error_message=_("A meeting that is over says since when."),
            ),
            models.CheckConstraint(
                condition=Q(room__isnull=True) | Q(room_lost_at__isnull=True),
                name="a_meeting_has_a_room_or_lost_it",
                violation_error_message=_("The room is there, or it is lost."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_planned(self) -> bool:
        return self.state == self.PLANNED

    @property
    def is_round(self) -> bool:
        return self.kind == self.ROUND

    def is_over(self, now: dt.datetime) -> bool:
        return self.ends_at <= now


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def visible_to(self, person: Person) -> Self:
        """Keep all for the coordination, a board's own for it."""
        return self.filter(seen_by(person))

    def coming(self) -> Self:
        return self.filter(state=SignUp.COMING)


class SignUp(OfCentre):
    """An association is invited, says whether it comes, and came: with how many."""

    INVITED, COMING, NOT_COMING = "invited", "coming", "not_coming"
    STATES = (
        (INVITED, _("no answer yet")),
        (COMING, _("comes")),
        (NOT_COMING, _("does not come")),
    )

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="sign_ups"
    )
    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=STATES, default=INVITED)
    heads = models.PositiveSmallIntegerField(default=0)
    attended = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ("association__name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "association"],
                name="an_association_is_invited_once",
                violation_error_message=_("This association is invited already."),
            ),
            models.CheckConstraint(
                condition=Q(state="coming", heads__gte=1)
                | (~Q(state="coming") & Q(heads=0)),
                name="who_comes_says_with_how_many",
                violation_error_message=_("Say how many people come."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class Material(OfCentre):
    """What a meeting leaves behind: a link, or a text."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="material"
    )
    title = models.CharField(max_length=120)
    url = models.URLField(blank=True, default="")
    text = models.TextField(max_length=4000, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(text=""),
                name="material_is_a_link_or_a_text",
                violation_error_message=_("Give a link or a text."),
            ),
        )

    def __str__(self) -> str:
        return self.title


class AgendaItem(OfCentre):
    """A point of a meeting, and what came of it. It names no association."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda"
    )
    title = models.CharField(max_length=160)
    topic = models.CharField(
        max_length=12, choices=rules.TOPICS, blank=True, default=""
    )
    result = models.TextField(max_length=2000, blank=True, default="")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "title"],
                name="a_point_stands_on_an_agenda_once",
                violation_error_message=_("This point is on the agenda already."),
            ),
        )

    def __str__(self) -> str:
        return self.title


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, person: Person) -> Self:
        """Keep all for the coordination, a board's own for it."""
        return self.filter(seen_by(person))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def overdue(self, today: dt.date) -> Self:
        return self.open().filter(due_on__lt=today)


class Task(OfCentre):
    """
    What somebody takes home from a meeting, by a day.

    :ivar association: who does it; None is the coordination
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=160)
    association = models.ForeignKey(
        "directory.Association",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(
                fields=["centre", "due_on"],
                condition=Q(done_at__isnull=True),
                name="tasks_that_wait",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def is_overdue(self, today: dt.date) -> bool:
        return self.done_at is None and self.due_on < today

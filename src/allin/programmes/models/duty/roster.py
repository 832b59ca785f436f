import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.constraints import NoOverlap
from allin.core.people import Person
from allin.programmes.models.access import seen_by
from allin.programmes.rules import duty as rules


class DutyMemberQuerySet(models.QuerySet["DutyMember"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see; nobody else sees rows of people."""
        return self.filter(seen_by(person))

    def standing(self) -> Self:
        """Keep those who belong to the roster at present."""
        return self.filter(left_at__isnull=True)


class DutyMember(OfCentre):
    """
    Somebody on the roster, known by an opaque row alone.

    :ivar subject: whose sealed values say which volunteer it is
    :ivar mark: keyed digest of programme and volunteer, so that nobody is entered
        twice and people find their own page; blank once they have left
    :ivar brought: load a newcomer is taken to have borne, so as not to be flooded
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    subject = models.UUIDField(unique=True)
    mark = models.CharField(max_length=64, blank=True, default="")
    badge = models.CharField(max_length=20, blank=True, default="")
    certificate_on = models.DateField(null=True, blank=True)
    refresher_due_on = models.DateField(null=True, blank=True)
    brought = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = DutyMemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "programme", "mark"],
                condition=~Q(mark=""),
                name="a_companion_is_entered_once",
                violation_error_message=_("This person is already on the roster."),
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(mark=""),
                name="who_left_the_roster_has_no_mark",
                violation_error_message=_("This person has left the roster."),
            ),
            models.CheckConstraint(
                condition=Q(refresher_due_on__isnull=True)
                | Q(certificate_on__isnull=True)
                | Q(refresher_due_on__gt=F("certificate_on")),
                name="a_refresher_is_due_after_the_certificate",
                violation_error_message=_(
                    "The refresher has to be due after the day of the certificate."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"companion {self.pk}"

    def is_qualified(self, day: dt.date) -> bool:
        """Whether the certificate is there and the refresher not overdue on a day."""
        return (
            self.certificate_on is not None
            and self.certificate_on <= day
            and (self.refresher_due_on is None or self.refresher_due_on >= day)
        )


class Blocked(OfCentre):
    """A week somebody cannot have."""

    companion = models.ForeignKey(
        DutyMember, on_delete=models.CASCADE, related_name="blocked"
    )
    monday = models.DateField()

    class Meta:
        ordering = ("monday",)
        constraints = (
            models.UniqueConstraint(
                fields=["companion", "monday"],
                name="a_week_is_blocked_once",
                violation_error_message=_("This week is blocked already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.companion_id} {self.monday}"


class DutyWeekQuerySet(models.QuerySet["DutyWeek"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination may see; companions have pages of their own."""
        return self.filter(seen_by(person))

    def published(self) -> Self:
        return self.filter(state=DutyWeek.PUBLISHED)

    def binding(self) -> Self:
        """Keep what people count on: published, or published and short since."""
        return self.exclude(state=DutyWeek.DRAFT)

    def at(self, now: dt.datetime) -> Self:
        """Keep the week an instant lies in."""
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def coming(self, now: dt.datetime) -> Self:
        """Keep the present week and those after it."""
        return self.filter(ends_at__gt=now)

    def of_companion(self, companion_id: int) -> Self:
        """Keep the weeks somebody serves or stands in reserve for."""
        return self.filter(
            Q(first=companion_id) | Q(second=companion_id) | Q(reserve=companion_id)
        )


def _differ(one: str, other: str) -> Q:
    nobody = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return nobody | ~Q(**{one: F(other)})


class DutyWeek(OfCentre):
    """
    One week of duty, Monday to Monday at the changing hour of the centre's clock.

    A published week has two people, always: when one is erased or withdraws, it is
    short until somebody is found.
    """

    DRAFT, PUBLISHED, SHORT = "draft", "published", "short"
    STATES = (
        (DRAFT, _("draft")),
        (PUBLISHED, _("published")),
        (SHORT, _("somebody is missing")),
    )
    FIRST, SECOND, RESERVE = "first", "second", "reserve"
    PLACES = (FIRST, SECOND)

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="+"
    )
    monday = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    weight = models.PositiveSmallIntegerField(default=rules.PLAIN)
    feast = models.CharField(max_length=20, blank=True, default="")
    first = models.ForeignKey(
        DutyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second = models.ForeignKey(
        DutyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reserve = models.ForeignKey(
        DutyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = DutyWeekQuerySet.as_manager()

    class Meta:
        ordering = ("monday",)
        indexes = (
            models.Index(
                fields=["centre", "programme", "ends_at"], name="duty_week_that_comes"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "programme", "monday"],
                name="a_duty_week_is_planned_once",
                violation_error_message=_("This week is in the plan already."),
            ),
            NoOverlap(
                name="one_duty_week_at_a_time",
                within="programme",
                starts="starts_at",
                ends="ends_at",
                violation_error_message=_("Two duty weeks would overlap."),
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(first__isnull=False, second__isnull=False),
                name="a_published_week_has_two_people",
                violation_error_message=_(
                    "A week is published once two people are in it."
                ),
            ),
            models.CheckConstraint(
                condition=_differ("first", "second")
                & _differ("first", "reserve")
                & _differ("second", "reserve"),
                name="nobody_is_in_a_duty_week_twice",
                violation_error_message=_("Two different people share a week."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.monday}"

    @property
    def team(self) -> dict[str, int]:
        """Who serves, by place: rows of companions."""
        places = {self.FIRST: self.first_id, self.SECOND: self.second_id}
        return {place: held for place, held in places.items() if held is not None}

    @property
    def hours(self) -> int:
        """168, but 167 or 169 when the clocks change in it."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 3600

    def place_of(self, companion_id: int) -> str:
        """Return which of the two places somebody has, or nothing."""
        return next((p for p, held in self.team.items() if held == companion_id), "")

    def has_begun(self, now: dt.datetime) -> bool:
        return self.starts_at <= now

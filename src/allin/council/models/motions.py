"""The motion, what shall change it, when it is next dealt with, where its money is."""

import datetime as dt
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from allin.core.fuzzy import FuzzyDate, known
from allin.funding.models import Outlook
from allin.funding.models.entries import (
    NAME,
    REASON,
    Entry,
    EntryQuerySet,
    fuzzy,
    with_a_reason,
)

TITLE: Final = 200
ASKED: Final = 2000
NUMBER: Final = 40
_DAY: Final = r"^.{10}$"
PAPER: Final = 120
ONE_FOR_GOOD: Final = _(
    "Another motion already asks to secure the centre for good. Untick it there first."
)


class MotionQuerySet(EntryQuerySet["Motion"]):
    def with_all(self) -> "MotionQuerySet":
        """Bring along whatever a page says of them: in six queries, however many."""
        return self.select_related("centre").prefetch_related(
            "steps__votes", "amendments", "dates", "tasks", "budget_lines"
        )


class Motion(Entry):
    """
    A motion to the city council; its state follows from its steps.

    :ivar asked: the text of what is asked for
    :ivar for_good: it asks to secure the centre for good; one per centre does
    """

    number = models.CharField(max_length=NUMBER, blank=True, default="")
    title = models.CharField(max_length=TITLE)
    asked = models.TextField(max_length=ASKED)
    originator = models.CharField(max_length=NAME, blank=True, default="")
    rapporteur = models.CharField(max_length=NAME, blank=True, default="")
    for_good = models.BooleanField(default=False)
    entered_by = models.BigIntegerField(null=True, blank=True)  # user id

    objects: ClassVar = MotionQuerySet.as_manager()

    class Meta:
        ordering = ("-for_good", "-pk")
        constraints = (
            with_a_reason("a_motion_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["centre", "number"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(number=""),
                name="a_motion_s_number_is_its_own",
                violation_error_message=_("A motion of this number is entered."),
            ),
            models.UniqueConstraint(
                fields=["centre"],
                condition=Q(withdrawn_at__isnull=True, for_good=True),
                name="one_motion_asks_for_good",
                violation_error_message=ONE_FOR_GOOD,
            ),
        )

    def __str__(self) -> str:
        return self.title


class AmendmentQuerySet(EntryQuerySet["Amendment"]):
    pass


class Amendment(Entry):
    """
    A paper that shall change a motion: its child.

    :ivar filed: kept as core.fuzzy says, `settled` likewise; "" when nothing is known
    """

    OPEN: Final = "open"
    STATES: Final = (
        (OPEN, _("open")),
        ("adopted", pgettext_lazy("amendment", "adopted")),
        ("rejected", pgettext_lazy("amendment", "rejected")),
        ("withdrawn", pgettext_lazy("amendment", "withdrawn")),
        ("taken_over", _("taken over by the originator")),
    )

    motion = models.ForeignKey(
        Motion, on_delete=models.PROTECT, related_name="amendments"
    )
    number = models.CharField(max_length=NUMBER, blank=True, default="")
    title = models.CharField(max_length=TITLE)
    originator = models.CharField(max_length=NAME, blank=True, default="")
    filed = fuzzy()
    filed_assumed = models.BooleanField(default=False)
    paper = models.CharField(max_length=PAPER, blank=True, default="")
    url = models.URLField(blank=True, default="")
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    settled = fuzzy()
    settled_assumed = models.BooleanField(default=False)

    objects: ClassVar = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            with_a_reason("an_amendment_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["motion", "title"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_amendment_is_entered_once",
                violation_error_message=_("This amendment is already entered."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def filed_date(self) -> FuzzyDate | None:
        return known(self.filed)


class NextDateQuerySet(EntryQuerySet["NextDate"]):
    def waiting(self) -> Self:
        """Keep those of which nobody entered what came of them."""
        return (
            self.standing()
            .filter(motion__withdrawn_at__isnull=True)
            .exclude(steps__withdrawn_at__isnull=True, steps__isnull=False)
        )

    def seen_today(self) -> Self:
        """Leave out dates of a motion that is looked at from another day."""
        elsewhen = Outlook.objects.filter(
            centre_id=OuterRef("centre_id"), seen_on__isnull=False
        )
        return self.exclude(Q(motion__for_good=True) & Exists(elsewhen))

    def passed(self, today: dt.date) -> Self:
        """Keep days that are over; a month or a year alone is no day."""
        return self.filter(on__regex=_DAY, on__lt=today.isoformat())

    def papers_due(self, today: dt.date, days: int) -> Self:
        """Keep those for which papers are due within some days from today."""
        return self.filter(papers_on__range=(today, today + dt.timedelta(days=days)))


class NextDate(Entry):
    """
    A day on which the motion is dealt with next.

    :ivar where: which kind of body; `body` its name
    :ivar on: kept as core.fuzzy says; month or year is enough
    :ivar papers_on: the last day to hand papers in
    """

    COMMITTEE, COUNCIL, MAGISTRAT = "committee", "council", "magistrat"
    WHERE: Final = (
        (COMMITTEE, _("Committee")),
        (COUNCIL, _("City council")),
        (MAGISTRAT, _("City executive (Magistrat)")),
        ("other", _("Somewhere else")),
    )

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="dates")
    where = models.CharField(max_length=10, choices=WHERE, default=COMMITTEE)
    body = models.CharField(max_length=PAPER, blank=True, default="")
    on = fuzzy()
    assumed = models.BooleanField(default=False)
    papers_on = models.DateField(null=True, blank=True)
    papers_assumed = models.BooleanField(default=False)
    note = models.CharField(max_length=REASON, blank=True, default="")

    objects: ClassVar = NextDateQuerySet.as_manager()

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            with_a_reason("a_date_is_withdrawn_with_a_reason"),
            models.CheckConstraint(
                condition=~Q(on=""),
                name="what_is_to_come_has_a_date",
                violation_error_message=_("Day, month or year: when is it?"),
            ),
        )

    def __str__(self) -> str:
        return self.body or str(self.get_where_display())

    @property
    def date(self) -> FuzzyDate | None:
        return known(self.on)


class BudgetLineQuerySet(EntryQuerySet["BudgetLine"]):
    pass


class BudgetLine(Entry):
    """
    Where in the city's budget the money has to stand, and from which year on.

    :ivar line: the product or item as the budget names it; "" while nobody says
    """

    motion = models.ForeignKey(
        Motion, on_delete=models.PROTECT, related_name="budget_lines"
    )
    line = models.CharField(max_length=PAPER, blank=True, default="")
    line_assumed = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField()
    year_assumed = models.BooleanField(default=False)

    objects: ClassVar = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            with_a_reason("a_budget_line_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["motion"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_motion_has_one_budget_line",
                violation_error_message=_("Somebody changed this just now."),
            ),
        )

    def __str__(self) -> str:
        return self.line

import datetime as dt
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.funding.models.entries import NAME, Entry, EntryQuerySet, with_a_reason
from allin.funding.rules import notice

RENT, COORDINATION, OTHER = "rent", "coordination", "other"


class CostLineQuerySet(EntryQuerySet["CostLine"]):
    pass


class CostLine(Entry):
    """
    A line of cost, such as the rent.

    :ivar kind: rent and coordination have words of their own in sentences
    :ivar last_on: the last day it costs anything; None while it goes on
    :ivar notice_months: months of notice of its contract; None: not entered
    :ivar notice_ends: with what the contract ends, as rules.notice says
    :ivar fixed_until: the day before which the contract does not end
    """

    KINDS: Final = (
        (RENT, _("Rent")),
        (COORDINATION, _("Coordination")),
        (OTHER, _("Something else")),
    )
    ENDS: Final = (
        (notice.MONTH, _("the end of a month")),
        (notice.QUARTER, _("the end of a quarter")),
        (notice.YEAR, _("the end of a year")),
        (notice.ANY, _("whatever day")),
    )

    kind = models.CharField(max_length=12, choices=KINDS, default=OTHER)
    name = models.CharField(max_length=NAME, blank=True, default="")
    last_on = models.DateField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_ends = models.CharField(max_length=8, choices=ENDS, default=notice.MONTH)
    fixed_until = models.DateField(null=True, blank=True)
    notice_assumed = models.BooleanField(default=False)

    objects: ClassVar = CostLineQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            with_a_reason("a_line_of_cost_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["centre", "kind", "name"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_line_of_cost_stands_once",
                violation_error_message=_("There is already such a line of cost."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(name=""),
                name="what_is_something_else_has_a_name",
                violation_error_message=_("Say what it is."),
            ),
            models.CheckConstraint(
                condition=Q(notice_months__isnull=True)
                | Q(notice_months__lte=notice.MOST_MONTHS),
                name="notice_is_given_three_years_ahead_at_most",
                violation_error_message=_("36 months at most."),
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())

    @property
    def told(self) -> "list[CostAmount]":
        """What it costs from which day on, in order."""
        return [one for one in self.amounts.all() if one.is_standing]

    @property
    def terms(self) -> notice.Terms | None:
        """How its contract ends; None: nobody has entered it."""
        if self.notice_months is None:
            return None
        return notice.Terms(self.notice_months, self.notice_ends, self.fixed_until)

    @property
    def staff(self) -> "list[Post]":
        """Whom it pays."""
        return [one for one in self.posts.all() if one.is_standing]


class CostAmountQuerySet(EntryQuerySet["CostAmount"]):
    pass


class CostAmount(Entry):
    """
    What a line costs a month, from a day on until the next amount begins.

    :ivar amount: cents a month; 0 from a day on pauses the line
    :ivar assumed: nobody has stated the figure, the house assumes it
    """

    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="amounts")
    first_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    assumed = models.BooleanField(default=False)

    objects: ClassVar = CostAmountQuerySet.as_manager()

    class Meta:
        ordering = ("first_on", "pk")
        constraints = (
            with_a_reason("an_amount_is_withdrawn_with_a_reason"),
            models.UniqueConstraint(
                fields=["line", "first_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_line_has_one_amount_from_a_day_on",
                violation_error_message=_(
                    "From that day on there is already an amount. Change that one."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class PostQuerySet(EntryQuerySet["Post"]):
    pass


class Post(Entry):
    """
    Paid staff: how many posts, and which cost pays them.

    :ivar hundredths: 150 is one and a half posts; None: nobody states how many
    """

    title = models.CharField(max_length=NAME)
    hundredths = models.PositiveIntegerField(null=True, blank=True)
    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="posts")
    assumed = models.BooleanField(default=False)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (with_a_reason("a_post_is_withdrawn_with_a_reason"),)

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """How many posts as a field shows it: "1,5"; "" where nobody states it."""
        if self.hundredths is None:
            return ""
        return f"{self.hundredths / 100:g}".replace(".", ",")


class Outlook(OfCentre):
    """
    How the house looks at its money, until somebody looks otherwise.

    :ivar seen_on: the day the page is seen from; None is today
    :ivar until_on: the day up to which sums are reckoned; None is twelve months on
    """

    seen_on = models.DateField(null=True, blank=True)
    seen_assumed = models.BooleanField(default=False)
    until_on = models.DateField(null=True, blank=True)
    until_assumed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre"],
                name="a_centre_has_one_outlook",
                violation_error_message=_("Somebody changed this just now."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    def day(self, today: dt.date) -> dt.date:
        """Return the day the page is seen from."""
        return self.seen_on or today

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar, Self, cast

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import languages, people
from allin.core.people import Person, Role
from allin.planning.asking import Reason
from allin.volunteers import rules, search
from allin.volunteers.models.access import seen_by
from allin.volunteers.rules import Need

_FEED = Signer(salt="volunteers.calendar")


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those a coordinator, the own board, or the volunteer may see."""
        return self.filter(seen_by(person), erased_at__isnull=True)

    def standing(self) -> Self:
        """Keep those who give time at present or after a pause."""
        return self.filter(left_on__isnull=True, erased_at__isnull=True)

    def speaking(self, code: str) -> Self:
        """Keep those who speak a language, however well."""
        bit = languages.BIT[code]
        return self.filter(
            Q(GreaterThan(F("native").bitand(bit), 0))
            | Q(GreaterThan(F("fluent").bitand(bit), 0))
            | Q(GreaterThan(F("some").bitand(bit), 0))
        )

    def confidentiality_ending(self, day: dt.date, within: dt.timedelta) -> Self:
        """Keep those whose commitment to confidentiality has ended or soon will."""
        return self.standing().filter(
            Q(confidentiality_until__isnull=True)
            | Q(confidentiality_until__lt=day + within)
        )

    def kept_too_long(self, day: dt.date) -> Self:
        """Keep those who left over 12 months ago and are still known."""
        return self.filter(left_on__lt=day - rules.KEEP_AFTER, erased_at__isnull=True)

    def who_could(self, need: Need) -> Self:
        """
        Say of every volunteer what speaks against asking, and whose turn it is.

        Adds `reasons` (bits of planning.asking.Reason, 0 fits), `had_now` (taken on
        this quarter) and `turn`, in one scan of one table, ordered as
        `planning.asking.in_turn` orders. Start from a centre: `.filter(centre=…)`.
        """
        return (
            self.filter(erased_at__isnull=True)
            .annotate(reasons=search.reasons(need), had_now=search.had(need))
            .annotate(turn=search.turn(need))
            .order_by(
                F("turn").asc(nulls_last=True),
                F("asked_at").asc(nulls_first=True),
                "pk",
            )
        )

    def possible(self) -> Self:
        """Keep those nothing hard speaks against; after `who_could`."""
        rows: Any = self.alias(hard=F("reasons").bitand(rules.HARD))
        return cast("Self", rows.filter(hard=0))

    def impossible(self, *, but: Reason = Reason.NOTHING) -> Self:
        """
        Keep those something hard speaks against; after `who_could`.

        :param but: leave out those against whom this speaks
        """
        rows: Any = self.alias(
            hard=F("reasons").bitand(rules.HARD),
            left_out=F("reasons").bitand(but.value),
        )
        return cast("Self", rows.exclude(hard=0).filter(left_out=0))


class Volunteer(OfCentre):
    """Somebody who gives time, for one association."""

    GENDERS = (
        ("", _("not said")),
        ("f", _("woman")),
        ("m", _("man")),
        ("d", _("diverse")),
    )
    LEGAL = (
        (rules.NO_LAW, _("no legal questions")),
        (rules.SUPERVISED, _("legal questions under guidance")),
    )

    association = models.ForeignKey(
        "directory.Association", on_delete=models.PROTECT, related_name="volunteers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="de")
    gender = models.CharField(max_length=1, choices=GENDERS, blank=True, default="")
    # one bit a language, as in core.languages.BIT; a language has one level
    native = models.BigIntegerField(default=0)
    fluent = models.BigIntegerField(default=0)
    some = models.BigIntegerField(default=0)
    topics = models.BigIntegerField(default=0)  # one bit a topic, as in Topic.bit
    available = models.IntegerField(default=rules.WEEK)  # half-days, rules.half_day
    districts = models.CharField(max_length=500, blank=True, default="")  # "|A|B|"
    share = models.PositiveSmallIntegerField(default=3)  # agreed referrals a quarter
    had = models.PositiveSmallIntegerField(default=0)  # taken on in `had_quarter`
    had_quarter = models.PositiveIntegerField(default=0)  # rules.quarter_of
    # what a newcomer or returner is taken to have had in `had_quarter`
    credit = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)  # the last day away
    confidentiality_on = models.DateField(null=True, blank=True)
    confidentiality_until = models.DateField(null=True, blank=True)
    legal_level = models.CharField(max_length=12, choices=LEGAL, default=rules.NO_LAW)
    guided_by = models.CharField(max_length=120, blank=True, default="")
    guided_until = models.DateField(null=True, blank=True)
    # what somebody wants to give at most; nothing said, nothing checked
    week_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    run_days = models.PositiveSmallIntegerField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    feed = models.PositiveIntegerField(default=0)  # raised to make old links void
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = VolunteerQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["centre", "association", "name"], name="volunteer_in_lists"
            ),
            models.Index(
                fields=["centre", "name", "id"],
                condition=Q(erased_at__isnull=True, left_on__isnull=True),
                name="volunteer_by_name",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(name="", phone="", email="", user__isnull=True),
                name="nothing_personal_is_left_of_an_erased_volunteer",
                violation_error_message=_("This volunteer has been erased."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(name=""),
                name="a_volunteer_has_a_name",
                violation_error_message=_("A volunteer needs a name."),
            ),
            models.CheckConstraint(
                condition=Q(confidentiality_until__isnull=True)
                | Q(confidentiality_on__isnull=False),
                name="confidentiality_ends_only_if_it_began",
                violation_error_message=_(
                    "Enter the day the commitment to confidentiality was signed."
                ),
            ),
            models.UniqueConstraint(
                fields=["centre", "association", "user"],
                condition=Q(user__isnull=False),
                name="a_user_volunteers_once_for_an_association",
                violation_error_message=_(
                    "This person already volunteers for the association."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name or str(_("erased volunteer"))

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """(level, code), best level first."""
        return [
            (level, code)
            for level in rules.LEVELS
            for code in languages.codes_in(getattr(self, level))
        ]

    def level_of(self, code: str) -> str:
        """Return how well a language is spoken, or "" for not at all."""
        return next((level for level, known in self.spoken if known == code), "")

    @property
    def district_list(self) -> list[str]:
        return [name for name in self.districts.split("|") if name]

    def is_paused(self, day: dt.date) -> bool:
        return self.paused_until is not None and self.paused_until >= day

    def is_bound(self, day: dt.date) -> bool:
        """Whether the commitment to confidentiality holds on a day."""
        return (
            self.confidentiality_until is not None and self.confidentiality_until >= day
        )

    def may_do_law(self, day: dt.date) -> bool:
        return (
            self.legal_level == rules.SUPERVISED
            and self.guided_until is not None
            and self.guided_until >= day
        )

    def had_in(self, day: dt.date) -> int:
        """Return how many referrals were taken on in the quarter of a day."""
        return self.had if self.had_quarter == rules.quarter_of(day) else 0

    @property
    def why(self) -> Reason:
        """What speaks against asking; only on rows of `who_could`."""
        return Reason(self.__dict__["reasons"])

    @property
    def feed_token(self) -> str:
        """The secret in the address of the own calendar; stored nowhere."""
        return _FEED.sign(f"{self.pk}.{self.feed}").replace(":", "~")


def by_feed_token(token: str) -> Volunteer | None:
    """Return whose calendar a token opens, or None for a void or invented one."""
    try:
        pk, _sep, feed = _FEED.unsign(token.replace("~", ":")).partition(".")
    except BadSignature:
        return None
    return Volunteer.objects.standing().filter(pk=pk, feed=feed).first()


def roles_of(user_id: int, centre_id: int) -> Iterable[Role]:
    """Return the volunteer roles of a user in a centre."""
    for pk in (
        Volunteer.objects.standing()
        .filter(user_id=user_id, centre_id=centre_id)
        .values_list("pk", flat=True)
    ):
        yield Role(people.VOLUNTEER, centre_id, pk)

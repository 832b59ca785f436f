"""A group or a partner asks for an occasion; what it can be about; what is lent."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import languages
from allin.core.constraints import NoOverlap
from allin.core.people import Centre, Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.kernel import Occasion, Position
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules import kernel


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the themes of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Theme(OfCentre):
    """
    What a tour, a talk or a counselling hour is about.

    :ivar names: language code -> name; German is the source
    :ivar handout: the printed sheet that goes with it, and its languages, in words
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="themes"
    )
    key = models.SlugField(max_length=40)
    names = models.JSONField(default=dict)
    handout = models.CharField(max_length=200, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "programme", "key"],
                name="a_theme_has_its_own_key_in_a_programme",
                violation_error_message=_("There is already a theme with this key."),
            ),
        )

    def __str__(self) -> str:
        return self.name_in(get_language() or "de")

    def name_in(self, language: str) -> str:
        """Return the name in a language, in German if there is none."""
        names: dict[str, str] = self.names
        short = language.split("-", maxsplit=1)[0]
        return names.get(language) or names.get(short) or names.get("de") or self.key


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination and the programme's own partner may see."""
        return self.filter(seen_by(person, partner="programme__partner_id"))

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        """Leave out what was refused, withdrawn, cancelled or has taken place."""
        return self.filter(state=rules.RECEIVED).exclude(
            occasion__state__in=(kernel.HELD, kernel.CANCELLED)
        )

    def ended(self) -> Self:
        return self.exclude(pk__in=self.model.objects.standing().values("pk"))

    def told(self) -> Self:
        """Fetch with each what a line about it says."""
        return self.select_related(
            "centre", "programme__partner", "occasion__room", "theme"
        ).prefetch_related("occasion__positions__assignments__volunteer")


class Enquiry(OfCentre):
    """
    Somebody asks for a tour or a talk. Whom to call lies in the vault.

    :ivar code: opens the group's own page; drawn, not counted
    :ivar first_at: the wishes, best first, aware; they are to begin then
    :ivar access: codes of `rules.ACCESS` between bars: "|seats|plain|"
    :ivar link: number of the partner's link that is valid
    :ivar why: said to the group when it is refused
    """

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="enquiries"
    )
    template = models.CharField(max_length=16, choices=kernel.TEMPLATES)
    code = models.CharField(max_length=16)
    way = models.CharField(max_length=12, choices=rules.WAYS)
    group = models.CharField(max_length=12, choices=rules.GROUPS)
    institution = models.CharField(max_length=120)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=10)
    second_language = models.CharField(max_length=10, blank=True, default="")
    size = models.PositiveSmallIntegerField()
    access = models.CharField(max_length=60, blank=True, default="")
    first_at = models.DateTimeField()
    second_at = models.DateTimeField(null=True, blank=True)
    third_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=160, blank=True, default="")
    subject_id = models.UUIDField(null=True, blank=True, unique=True)
    state = models.CharField(
        max_length=12, choices=rules.STATES, default=rules.RECEIVED
    )
    occasion = models.OneToOneField(
        Occasion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enquiry",
    )
    link = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    spread_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ("first_at", "pk")
        indexes = (
            models.Index(
                fields=["centre", "programme", "state"], name="enquiries_of_a_programme"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "code"],
                name="a_code_opens_one_enquiry",
                violation_error_message=_("This code is taken."),
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=rules.MOST_PEOPLE),
                name="a_group_has_people",
                violation_error_message=_("A group has between 1 and 500 people."),
            ),
            models.CheckConstraint(
                condition=Q(state=rules.RECEIVED, ended_at__isnull=True)
                | Q(~Q(state=rules.RECEIVED), ended_at__isnull=False),
                name="an_enquiry_that_ended_says_when",
                violation_error_message=_("It ended: say when."),
            ),
            models.CheckConstraint(
                condition=~Q(second_language=F("language")),
                name="a_second_language_is_another_one",
                violation_error_message=_("The second language is the first one."),
            ),
        )

    def __str__(self) -> str:
        return self.institution

    @property
    def wishes(self) -> list[dt.datetime]:
        """The wished beginnings, best first."""
        return [at for at in (self.first_at, self.second_at, self.third_at) if at]

    @property
    def lasts(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.minutes)

    @property
    def is_looking(self) -> bool:
        return self.stage == rules.LOOKING

    @property
    def spoken(self) -> list[str]:
        """The languages it is held in, as codes."""
        return [code for code in (self.language, self.second_language) if code]

    @property
    def languages_said(self) -> str:
        """The languages it is held in, in words."""
        shown_in = get_language() or "de"
        return " + ".join(languages.name(code, shown_in) for code in self.spoken)

    @property
    def access_said(self) -> list[str]:
        """What the place has to allow for, in words."""
        return [str(word) for key, word in rules.ACCESS if f"|{key}|" in self.access]

    @property
    def people(self) -> list[str]:
        """Who has said yes, by name; after `told`."""
        return [
            str(one.volunteer)
            for position in self._positions
            for one in position.assignments.all()
            if one.state in kernel.COMING
        ]

    @property
    def missing(self) -> int:
        """How many are still wanted, once it has a date."""
        return sum(
            max(
                0,
                position.least
                - sum(
                    one.state in (*kernel.COMING, kernel.MISSED)
                    for one in position.assignments.all()
                ),
            )
            for position in self._positions
        )

    @property
    def _positions(self) -> list[Position]:
        return list(self.occasion.positions.all()) if self.occasion else []

    @property
    def stage(self) -> str:
        """How it stands, all in all: one of `rules.STAGES`."""
        if self.state != rules.RECEIVED:
            return self.state
        if self.occasion is None:
            return rules.LOOKING
        if self.occasion.state in {kernel.HELD, kernel.CANCELLED}:
            return {kernel.HELD: rules.HELD}.get(self.occasion.state, rules.CANCELLED)
        if self.missing:
            return rules.LOOKING
        agreed = self.occasion.state == kernel.CONFIRMED
        return rules.AGREED if agreed else rules.STAFFED

    @property
    def stage_said(self) -> str:
        return str(rules.STAGES[self.stage])

    @property
    def code_shown(self) -> str:
        return rules.shown(self.code)


class KitQuerySet(models.QuerySet["Kit"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what the coordination and the programme's own partner may see."""
        return self.filter(seen_by(person, partner="programme__partner_id"))

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Kit(OfCentre):
    """A case of material that goes to a talk and comes back; not the house's rooms'."""

    programme = models.ForeignKey(
        "directory.Programme", on_delete=models.PROTECT, related_name="kits"
    )
    called = models.CharField(max_length=80)
    place = models.CharField(max_length=160, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = KitQuerySet.as_manager()

    class Meta:
        ordering = ("called", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "programme", "called"],
                name="a_kit_has_its_own_name_in_a_programme",
                violation_error_message=_("There is already a kit of this name."),
            ),
        )

    def __str__(self) -> str:
        return self.called


class Loan(OfCentre):
    """A kit kept for a talk, `[starts_at, ends_at)`, with time to fetch and return."""

    kit = models.ForeignKey(Kit, on_delete=models.PROTECT, related_name="loans")
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="loans"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_loan_ends_after_it_starts",
                violation_error_message=_("The end has to be after the start."),
            ),
            NoOverlap(
                name="a_kit_is_lent_once_at_a_time",
                within="kit",
                starts="starts_at",
                ends="ends_at",
                condition=Q(released_at__isnull=True),
                violation_error_message=_("This kit is lent at that time."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kit_id} {self.occasion_id}"

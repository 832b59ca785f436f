import datetime as dt
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres import rules
from allin.core import languages, phones
from allin.core.personal import Personal

PERSONAL = (
    Personal(
        "centres.LegalText.reviewed_by_name",
        purpose="To say who confirmed that a consent text is right in its language.",
        keep="As long as a consent given on this text is kept.",
    ),
    Personal(
        "centres.Centre.away_urgent",
        purpose="To say where urgent matters go while the coordination is away.",
        keep="Until the coordination is back.",
    ),
)


def spoken_here() -> list[str]:
    """Return the languages a new centre offers until it chooses."""
    return ["de", "en", "ar"]


class CentreQuerySet(models.QuerySet["Centre"]):
    def at_host(self, host: str) -> Self:
        """Keep the centre that has this host name of its own."""
        return self.filter(host=host.partition(":")[0].lower()).exclude(host="")


class Centre(models.Model):
    """
    The tenant: a service centre. Every domain row belongs to one.

    :ivar away_from: first day on which the coordination is not there
    :ivar back_on: the day it is there again
    :ivar away_urgent: where urgent matters go meanwhile, as senders read it
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, default="ALL IN")
    host = models.CharField(max_length=253, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    zone = models.CharField(max_length=40, default="Europe/Berlin")
    land = models.CharField(max_length=2, default="HE")
    language = models.CharField(max_length=10, default="de")
    districts = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=spoken_here, blank=True)
    modules = models.JSONField(default=rules.first_modules, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    away_from = models.DateField(null=True, blank=True)
    back_on = models.DateField(null=True, blank=True)
    away_urgent = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()

    objects: ClassVar = CentreQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["host"],
                condition=~models.Q(host=""),
                name="a_host_name_leads_to_one_centre",
                violation_error_message=_("Another centre already has this address."),
            ),
            models.CheckConstraint(
                condition=models.Q(away_from=None, back_on=None)
                | models.Q(back_on__gt=models.F("away_from")),
                name="who_goes_away_comes_back_later",
                violation_error_message=_("The day of return comes after the first."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def phone_shown(self) -> str:
        return phones.shown(self.phone) if self.phone else ""

    def has(self, module: str) -> bool:
        """Whether this module is switched on."""
        return module in self.modules

    def is_away_on(self, day: dt.date) -> bool:
        """Whether the coordination is away on a day of the centre's zone."""
        if self.away_from is None or self.back_on is None:
            return False
        return self.away_from <= day < self.back_on

    def number(self, name: str) -> int:
        """Return a setting such as "keep_closed_days", the default if never set."""
        return int(self.settings.get(name, rules.BY_NAME[name].default))


class OfCentre(models.Model):
    """A row that belongs to a centre. Every read starts from the centre."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class LegalTextQuerySet(models.QuerySet["LegalText"]):
    def of(self, centre: Centre) -> Self:
        """Keep the texts of this centre."""
        return self.filter(centre=centre)

    def reviewed(self) -> Self:
        """Keep the texts somebody confirmed."""
        return self.filter(reviewed_at__isnull=False)

    def waiting(self) -> Self:
        """Keep the texts nobody confirmed yet."""
        return self.filter(reviewed_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("purpose", "language", "-version")


class LegalText(OfCentre):
    """
    A text people agree to or are told. A version that was shown never changes:
    whoever edits writes the next version.
    """

    purpose = models.CharField(max_length=20, choices=rules.PURPOSES)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=8000)
    written_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by_name = models.CharField(max_length=120, blank=True, default="")

    objects: ClassVar = LegalTextQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "purpose", "language", "version"],
                name="a_legal_text_has_one_row_a_version",
                violation_error_message=_(
                    "Somebody has just written a new version. Look at that one first."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_at__isnull=True)
                | ~models.Q(reviewed_by_name=""),
                name="a_reviewed_text_says_who_reviewed_it",
                violation_error_message=_("Write who reviewed the text."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.version}"

    @property
    def language_name(self) -> str:
        return languages.name(self.language)

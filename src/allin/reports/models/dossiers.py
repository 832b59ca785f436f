import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.reports.models.reports import Checked, readable
from allin.reports.rules.periods import Period

WHOM, RATE, SOURCE = 80, 80, 200


class HourRateQuerySet(models.QuerySet["HourRate"]):
    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def valid_on(self, day: dt.date) -> Self:
        """Keep what holds on a day, the newest first."""
        return (
            self.standing()
            .filter(valid_from__lte=day)
            .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
            .order_by("-valid_from", "-pk")
        )


class HourRate(OfCentre):
    """
    What an hour of volunteer time is put at, by whom and since when.

    :ivar amount: cents an hour
    :ivar source: where the rate stands
    """

    name = models.CharField(max_length=RATE)
    amount = models.PositiveIntegerField()
    source = models.CharField(max_length=SOURCE)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = HourRateQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source="") & Q(amount__gt=0),
                name="a_rate_has_a_name_a_source_and_an_amount",
                violation_error_message=_("A rate needs a name, a source and a sum."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="a_rate_ends_after_it_begins",
                violation_error_message=_("A rate has to end after it begins."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class DossierQuerySet(models.QuerySet["Dossier"]):
    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def told(self) -> Self:
        """Keep what told figures nobody knew before; each was made to be handed out."""
        return self.filter(composed=False)

    def visible_to(self, person: Person) -> Self:
        """Keep all for the centre's own people, what was shown to them for readers."""
        return self.filter(readable(person, Q(shown_at__isnull=False)))


class Dossier(Checked, OfCentre):
    """
    Two pages for a committee, frozen when they were made.

    :ivar key: the period, such as "2025" or "2026-Q1" (the four quarters until then)
    :ivar figures: dumped figures it stands on, small numbers protected
    :ivar composed: they were all published before, as quarters
    :ivar paper: language -> all words of the two pages
    :ivar digest: check value of figures and paper
    :ivar shown_at: since when city and funder accounts see it
    """

    key = models.CharField(max_length=7)
    figures = models.JSONField()
    composed = models.BooleanField(default=False)
    paper = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    shown_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = DossierQuerySet.as_manager()

    class Meta:
        ordering = ("-frozen_at", "-pk")

    def __str__(self) -> str:
        return self.key

    @property
    def period(self) -> Period:
        period = Period.read(self.key)
        if period is None:  # pragma: no cover  (only periods are kept)
            raise ValueError(self.key)
        return period

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None


class DossierLinkQuerySet(models.QuerySet["DossierLink"]):
    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def visible_to(self, person: Person) -> Self:
        """Keep the links of the centre's own people."""
        return self.filter(readable(person, Q(pk__in=())))

    def standing(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def opening(self, today: dt.date) -> Self:
        """Keep those that open a dossier on a day."""
        return self.standing().filter(Q(until_on__isnull=True) | Q(until_on__gte=today))


class DossierLink(OfCentre):
    """
    A link that opens a dossier without an account.

    :ivar whom: for whom it is, an office or a group; blank once it is revoked
    :ivar until_on: the last day it opens; None: until it is revoked
    :ivar opened_on: the last day somebody opened it
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="links")
    whom = models.CharField(max_length=WHOM, blank=True, default="")
    token = models.CharField(max_length=32, unique=True)
    until_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    opened_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = DossierLinkQuerySet.as_manager()

    class Meta:
        ordering = ("given_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(whom="") | Q(revoked_at__isnull=False),
                name="an_open_link_says_whom_it_is_for",
                violation_error_message=_("Say for whom the link is."),
            ),
        )

    def __str__(self) -> str:
        return self.whom or str(self.pk)

    def is_over(self, today: dt.date) -> bool:
        return self.until_on is not None and self.until_on < today

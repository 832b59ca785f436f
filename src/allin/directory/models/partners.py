from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the partners of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        return self.filter(ended_on__isnull=True)


class Partner(OfCentre):
    """A body that sends people to the centre, or runs a programme with it."""

    KINDS = (
        ("caritas", _("Caritas")),
        ("diakonie", _("Diakonie")),
        ("city", _("City office")),
        ("police", _("Police")),
        ("vhs", _("vhs")),
        ("other", _("Other")),
    )

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True, default="")
    kind = models.CharField(max_length=12, choices=KINDS, default="other")
    bound_to_secrecy = models.BooleanField(default=False)
    # A professional migration advice service (MBE, JMD): where deadlines go first.
    migration_advice = models.BooleanField(default=False)
    advice_place = models.CharField(max_length=160, blank=True, default="")
    advice_phone = models.CharField(max_length=60, blank=True, default="")
    contact_name = models.CharField(max_length=120, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(ended_on__isnull=True),
                name="a_partner_is_entered_once",
                violation_error_message=_("There is already a partner of this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name


class PartnerAddressQuerySet(models.QuerySet["PartnerAddress"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the form addresses of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def valid(self) -> Self:
        """Keep the addresses that still count as their partner's."""
        return self.filter(revoked_at__isnull=True, partner__ended_on__isnull=True)


class PartnerAddress(OfCentre):
    """
    A partner's own address of the referral form: who comes through it is theirs.

    The token names a partner and opens nothing, so it is kept readable: the
    coordination shows it again as link and QR code.
    """

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="addresses"
    )
    label = models.CharField(max_length=80, blank=True, default="")
    token = models.CharField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects: ClassVar = PartnerAddressQuerySet.as_manager()

    class Meta:
        ordering = ("partner", "created_at", "pk")

    def __str__(self) -> str:
        return self.label or str(self.pk)

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the programmes of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)


class Programme(OfCentre):
    """The catalogue entry of a programme: name, who commissioned it, since when."""

    name = models.CharField(max_length=120)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
    )
    about = models.TextField(max_length=2000, blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "name"],
                name="a_programme_is_entered_once",
                violation_error_message=_("There is already a programme of this name."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="a_programme_ends_after_it_starts",
                violation_error_message=_("A programme has to end after it starts."),
            ),
        )

    def __str__(self) -> str:
        return self.name

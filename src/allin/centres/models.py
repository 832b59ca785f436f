from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _


class CentreQuerySet(models.QuerySet["Centre"]):
    def at_host(self, host: str) -> Self:
        """Keep the centre that has this host name of its own."""
        return self.filter(host=host.partition(":")[0].lower()).exclude(host="")


class Centre(models.Model):
    """The tenant: a service centre. Every domain row belongs to one."""

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
    modules = models.JSONField(default=list, blank=True)
    settings = models.JSONField(default=dict, blank=True)
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
        )

    def __str__(self) -> str:
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class OfCentre(models.Model):
    """A row that belongs to a centre. Every read starts from the centre."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

from django.db import models
from django.db.models import F

from allin.centres.models import OfCentre
from allin.core.people import Centre


class Edition(OfCentre):
    """How often a centre's directory was changed; the search index follows it."""

    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["centre"], name="a_centre_has_one_edition"),
        )

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def moves_on(cls, centre: Centre) -> None:
        """Count one change, so that every process rebuilds its index."""
        if not cls.objects.filter(centre_id=centre.pk).update(number=F("number") + 1):
            cls.objects.get_or_create(centre_id=centre.pk, defaults={"number": 1})

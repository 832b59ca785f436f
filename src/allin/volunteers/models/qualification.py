import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.volunteers.models.volunteer import Volunteer


class QualificationQuerySet(models.QuerySet["Qualification"]):
    def expired(self, day: dt.date) -> Self:
        """Keep what no longer counts on a day."""
        return self.filter(valid_until__lt=day)

    def ending(self, day: dt.date, within: dt.timedelta) -> Self:
        """Keep what ends soon or has ended, is the newest of its kind, and matters."""
        newer = Qualification.objects.filter(
            volunteer=OuterRef("volunteer"),
            kind=OuterRef("kind"),
            seen_on__gt=OuterRef("seen_on"),
        )
        return self.filter(
            ~Exists(newer),
            valid_until__range=(day - within, day + within),
            volunteer__left_on__isnull=True,
            volunteer__erased_at__isnull=True,
        )

    def holding(self, day: dt.date) -> Self:
        """Keep what was seen by a day and counts on it."""
        return self.filter(seen_on__lte=day).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class Qualification(OfCentre):
    """Something shown to the centre: who saw it, when, until when it counts."""

    POLICE = "police"
    KINDS = (
        (POLICE, _("police certificate")),
        ("emergency", _("emergency accompaniment")),
        ("guide", _("integration guide")),
        ("interpreter", _("interpreting")),
        ("first_aid", _("first aid")),
        ("food", _("food handling instruction")),
        ("education", _("education counselling")),
        ("companion", _("naturalisation accompaniment")),
        ("museum", _("museum tours")),
        ("security", _("security advice")),
    )

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.CASCADE, related_name="qualifications"
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    seen_on = models.DateField()
    seen_by = models.CharField(max_length=120)
    valid_until = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # that it ends soon

    objects: ClassVar = QualificationQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-seen_on")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "volunteer", "kind", "seen_on"],
                name="a_qualification_is_seen_once_a_day",
                violation_error_message=_("This was already entered for that day."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("seen_on")),
                name="a_qualification_ends_after_it_was_seen",
                violation_error_message=_("It has to be valid after it was seen."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

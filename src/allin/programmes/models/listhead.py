"""What a funder wants to see on the lists that are signed."""

from typing import Any, ClassVar, Final, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from allin.centres.models import OfCentre

# Columns beside number, name and signature; they are filled in by hand.
COLUMNS: Final = (
    ("association", _("Association")),
    ("place", _("Place of residence")),
    ("role", pgettext_lazy("in an association", "Role")),
    ("contact", _("E-mail or telephone")),
    ("times", _("From – to")),
)
FUNDER: Final = 120


class ListHeadQuerySet(models.QuerySet["ListHead"]):
    def of_programme(self, programme: Any) -> Self:
        return self.filter(programme=programme)


class ListHead(OfCentre):
    """
    Whose money pays for a programme, as its lists to sign say it.

    :ivar columns: keys of `COLUMNS` this funder demands, in their order
    :ivar logo: a picture `core.pictures` wrote; `logo_kind` is "png" or "jpg"
    """

    programme = models.OneToOneField(
        "directory.Programme", on_delete=models.CASCADE, related_name="list_head"
    )
    funder = models.CharField(max_length=FUNDER, blank=True, default="")
    columns = models.JSONField(default=list, blank=True)
    logo = models.BinaryField(blank=True, default=bytes)
    logo_kind = models.CharField(max_length=3, blank=True, default="")
    changed_at = models.DateTimeField()

    objects: ClassVar = ListHeadQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(logo_kind="") | ~Q(funder=""),
                name="a_logo_is_of_a_funder",
                violation_error_message=_("Whose logo is it? Enter the funder."),
            ),
        )

    def __str__(self) -> str:
        return self.funder or str(self.pk)

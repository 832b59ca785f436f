import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Centre, Person
from allin.directory.fields import Speaks

STEERING = (people.COORDINATOR, people.DEPUTY)


class AssociationQuerySet(models.QuerySet["Association"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the associations of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def editable_by(self, person: Person) -> Self:
        """Keep what the coordination of the centre, or the own board, may change."""
        allowed = Q(pk__in=())
        for role in person.roles:
            if role.kind in STEERING:
                allowed |= Q(centre_id=role.centre_id)
            elif role.kind == people.BOARD:
                allowed |= Q(centre_id=role.centre_id, pk=role.of_id)
        return self.filter(allowed).standing()

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def unconfirmed(self, stale: dt.date) -> Self:
        """Keep those whose entry, or a published offer, was not confirmed since."""
        never, old = Q(confirmed_on__isnull=True), Q(confirmed_on__lt=stale)
        offers = Q(offers__state="published") & (
            Q(offers__confirmed_on__isnull=True) | Q(offers__confirmed_on__lt=stale)
        )
        return self.filter(never | old | offers).distinct()

    def standing(self) -> Self:
        """Leave out those that were merged into another entry or have left."""
        return self.filter(merged_into__isnull=True, left_on__isnull=True)


class Association(Speaks, OfCentre):
    """A migrant organisation that is part of the centre."""

    LEGAL_FORMS = (
        ("ev", _("registered association")),
        ("founding", _("association being founded")),
        ("initiative", _("initiative without a legal form")),
        ("other", _("other legal form")),
    )

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True, default="")
    legal_form = models.CharField(max_length=12, choices=LEGAL_FORMS, default="ev")
    about = models.TextField(max_length=2000, blank=True, default="")
    website = models.URLField(blank=True, default="")
    member_since = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=120, blank=True, default="")
    contact_phone = models.CharField(max_length=60, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    # Private until somebody says otherwise: a number published by mistake stays out.
    name_private = models.BooleanField(default=True)
    phone_private = models.BooleanField(default=True)
    email_private = models.BooleanField(default=True)
    note = models.TextField(max_length=2000, blank=True, default="")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # The letter that asked for it: when, and what is kept of its link.
    asked_to_confirm_at = models.DateTimeField(null=True, blank=True)
    confirm_hash = models.CharField(max_length=64, blank=True, default="")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    left_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar = AssociationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(merged_into__isnull=True),
                name="an_association_is_entered_once",
                violation_error_message=_("There is already an entry with this name."),
            ),
            models.UniqueConstraint(
                fields=["centre", "confirm_hash"],
                condition=~Q(confirm_hash=""),
                name="a_link_confirms_one_association",
                violation_error_message=_("This link is taken."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="an_association_has_a_name",
                violation_error_message=_("An association needs a name."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="an_association_is_merged_into_another",
                violation_error_message=_("An entry cannot be merged into itself."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name

    @property
    def public_contact(self) -> dict[str, str]:
        """What anybody may read of the contact; private parts are not in it."""
        return {
            "name": "" if self.name_private else self.contact_name,
            "phone": "" if self.phone_private else self.contact_phone,
            "email": "" if self.email_private else self.contact_email,
        }

    def contact_for(self, person: Person) -> dict[str, str]:
        """Return the whole contact to coordination and own board, else the public."""
        whole = person.holds(*STEERING, centre_id=self.centre_id) or person.holds(
            people.BOARD, centre_id=self.centre_id, of_id=self.pk
        )
        if not whole:
            return self.public_contact
        return {
            "name": self.contact_name,
            "phone": self.contact_phone,
            "email": self.contact_email,
        }

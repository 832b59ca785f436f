"""Who did what, and who read what. Rows are added, never changed."""

from typing import ClassVar, NoReturn, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.audit.fields import AppendOnly
from allin.centres.models import Centre, OfCentre
from allin.core.people import AUDITOR, COORDINATOR, DEPUTY, PROTECTION, Person
from allin.core.personal import Personal

ACTS, READS = "acts", "reads"
KINDS = ((ACTS, _("Acts")), (READS, _("Reads")))


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, person: Person) -> Self:
        """Keep acts for those who run or audit the centre, reads for auditors."""
        own = models.Q(pk=None)
        for role in person.roles:
            if role.kind in {COORDINATOR, DEPUTY}:
                own |= models.Q(centre_id=role.centre_id, kind=ACTS)
            if role.kind in {AUDITOR, PROTECTION}:
                own |= models.Q(centre_id=role.centre_id)
        return self.filter(own)

    def chain(self, centre_id: int, kind: str) -> Self:
        """Keep one chain, in its order."""
        return self.filter(centre_id=centre_id, kind=kind).order_by("seq")

    def delete(self) -> NoReturn:
        raise TypeError("Entries stay; operations.expire removes a closed segment.")

    def update(self, **_values: object) -> NoReturn:
        raise TypeError("Entries stay as they were written.")


class Entry(models.Model):
    """
    One thing somebody did or read.

    The actor is an opaque id; a name is looked up when the entry is shown, so that
    erasing a person leaves a chain that still holds.
    """

    # the chain's own index begins with the centre; a second one would cost a write
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=5, choices=KINDS)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True, blank=True)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True, default="")
    hash = models.CharField(max_length=64)

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "kind", "seq"],
                name="a_place_in_the_chain_is_taken_once",
                violation_error_message=_("This place in the record is taken."),
            ),
            AppendOnly(name="audit_entries_stay", covered="audit_checkpoint"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"


class Head(OfCentre):
    """Where a chain ends: locked last in every transaction, so that it is short."""

    kind = models.CharField(max_length=5, choices=KINDS)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "kind"],
                name="a_chain_has_one_head",
                violation_error_message=_("This record already has a head."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"


class Checkpoint(OfCentre):
    """What stays of a segment that was removed: its end, signed."""

    kind = models.CharField(max_length=5, choices=KINDS)
    last_seq = models.BigIntegerField()
    last_hash = models.CharField(max_length=64)
    entries = models.BigIntegerField()
    until = models.DateTimeField()
    made_at = models.DateTimeField()
    signature = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "kind", "last_seq"],
                name="a_segment_is_closed_once",
                violation_error_message=_("This part is already closed."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.last_seq}"


PERSONAL = (
    Personal(
        "audit.Entry.actor",
        purpose="Shows who of the staff did or read something; an opaque number.",
        keep="Until the segment expires: three years for acts, one for reads.",
    ),
)

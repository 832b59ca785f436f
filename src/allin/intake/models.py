import uuid
from typing import ClassVar, Self

from django.db import models

from allin.centres.models import OfCentre
from allin.core import people
from allin.core.people import Person


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, person: Person) -> Self:
        """Keep what a person may see: lists of the centres they coordinate."""
        centres = [
            role.centre_id
            for role in person.roles
            if role.kind in {people.COORDINATOR, people.DEPUTY}
        ]
        return self.filter(centre_id__in=centres)

    def interrupted(self) -> Self:
        """Keep the lists that were being created or taken back when it stopped."""
        return self.filter(state__in=(Upload.CREATING, Upload.UNDOING))


class Upload(OfCentre):
    """
    A list somebody brought. Its rows lie sealed in drafts and die after 24 hours.

    What stays here are counts and opaque ids: nothing of what the list says.
    """

    STAGED, CREATING, DONE = "staged", "creating", "done"
    UNDOING, UNDONE = "undoing", "undone"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    target = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default=STAGED)
    by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    dies_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    todo = models.PositiveIntegerField(default=0)  # of them those that could be entered

    objects: ClassVar = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.target} {self.pk}"

    @property
    def is_running(self) -> bool:
        return self.state in {self.CREATING, self.UNDOING}


class Made(models.Model):
    """
    What became of one row. Claimed before it is created: so never twice.

    :param filled: what completing an entry filled, column -> digest of what it wrote;
        after taking back only what somebody changed since
    """

    CREATED, MERGED, REFUSED = "created", "merged", "refused"
    KEPT, UNDONE, GONE = "kept", "undone", "gone"
    OUT = "out"  # somebody left the row out

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="made")
    row = models.PositiveIntegerField()
    ref = models.CharField(max_length=80, blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, default=CREATED)
    filled = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["upload", "row"], name="a_row_is_created_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.upload_id}/{self.row}"


class Remembered(OfCentre):
    """How a centre's headings were mapped last time: folded heading -> column key."""

    target = models.CharField(max_length=40)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "target"], name="a_mapping_is_remembered_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.target} {self.centre_id}"

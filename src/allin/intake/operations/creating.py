"""Create from a list, and take it back: in steps, each row once, safe to repeat."""

import datetime as dt
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.targets import Row, Target
from allin.intake.models import Made, Upload
from allin.intake.operations import staging
from allin.intake.operations.surveying import READY, Survey, look

AT_ONCE: Final = 300  # more rows than this are left to the job
SILENT: Final = dt.timedelta(minutes=5)  # after this long a run counts as interrupted
STEP: Final = 50  # rows in one transaction: nobody else waits long for the database


def start_creating(*, upload: Upload, now: dt.datetime) -> bool:
    """
    Mark a list as being created; return whether it is short enough to do at once.

    A long one is left to the job that takes up what is not running.

    :raises Refusal: if it was taken back before
    """
    started = Upload.objects.filter(pk=upload.pk).exclude(
        state__in=(Upload.UNDOING, Upload.UNDONE)
    )
    if not started.update(state=Upload.CREATING, touched_at=_touched(upload, now)):
        raise Refusal(_("This import was taken back. Bring the list again."))
    return upload.total <= AT_ONCE


def start_undoing(*, upload: Upload, now: dt.datetime) -> bool:
    """Mark a list as being taken back; return whether it is short, as above."""
    Upload.objects.filter(pk=upload.pk).update(
        state=Upload.UNDOING, touched_at=_touched(upload, now)
    )
    return upload.total <= AT_ONCE


def _touched(upload: Upload, now: dt.datetime) -> dt.datetime:
    """Let a long list look as if nobody was at it, so that the job takes it."""
    return now if upload.total <= AT_ONCE else now - 2 * SILENT


def create_all(*, upload: Upload, target: Target, by: Person, now: dt.datetime) -> None:
    """
    Create every row that is ready and was not created yet.

    Rows go in steps of 50, each row in a savepoint of its own; a row that is refused
    is marked and the others go on. Running it twice, or again after it was
    interrupted, creates nothing twice.
    """
    upload.made.filter(state=Made.REFUSED).delete()  # corrected since, perhaps
    refused: dict[str, str] = {}
    found, rows = look(upload=upload, target=target, by=by, now=now)
    done = set(upload.made.values_list("row", flat=True))
    ready = [
        row
        for number, row in rows.items()
        if found.states[str(number)] == READY and number not in done
    ]
    for start in range(0, len(ready), STEP):
        with transaction.atomic():
            for row in ready[start : start + STEP]:
                why = _create_one(upload, target, row, _twin_of(found, row), by, now)
                if why:
                    refused[str(row.number)] = why
            staging.keep_refusals(upload, refused, now)
            Upload.objects.filter(pk=upload.pk).update(touched_at=now)
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(state=Upload.DONE, touched_at=now)
        _note("intake.create", upload, by, now)


def _note(verb: str, upload: Upload, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=upload.centre,
        verb=verb,
        thing="intake.upload",
        thing_id=upload.pk,
        by=by,
        now=now,
    )


def _twin_of(found: Survey, row: Row) -> tuple[str, int]:
    """Return (ref in the house, earlier row) of a row that was called the same."""
    for twin in found.twins:
        if twin["row"] == row.number and twin["decided"] == "same":
            return twin["ref"], twin["twin"]
    return "", 0


def _create_one(  # noqa: PLR0917  (all of one row)
    upload: Upload,
    target: Target,
    row: Row,
    twin: tuple[str, int],
    by: Person,
    now: dt.datetime,
) -> str:
    """Return why it was refused, "" when it was created."""
    ref, earlier = twin
    if earlier:
        first = Made.objects.filter(upload=upload, row=earlier).first()
        ref = first.ref if first else ""
    state = Made.MERGED if ref else Made.CREATED
    try:
        with transaction.atomic():
            # Claimed first: a second run meets the constraint before it creates.
            made = Made.objects.create(upload=upload, row=row.number, state=state)
            if ref:
                target.merge(upload.centre, ref, row, by, now)
            else:
                ref = target.create(upload.centre, row, by, now)
            made.ref = ref
            made.fingerprint = target.fingerprint(upload.centre, ref)
            made.save(update_fields=["ref", "fingerprint"])
    except Refusal as refusal:
        Made.objects.get_or_create(
            upload=upload, row=row.number, defaults={"state": Made.REFUSED}
        )
        return refusal.sentence
    except IntegrityError:
        # Either the same list is being created twice right now, or a rule of the
        # database said no; then there is no claim and the row is named.
        if Made.objects.filter(upload=upload, row=row.number).exists():
            return ""
        Made.objects.create(upload=upload, row=row.number, state=Made.REFUSED)
        return _("This row contradicts something that is entered already.")
    # Filling gaps is no edit by a person: the first one may still be taken back.
    Made.objects.filter(upload=upload, ref=ref, state=Made.CREATED).update(
        fingerprint=made.fingerprint
    )
    return ""


def undo_all(*, upload: Upload, target: Target, by: Person, now: dt.datetime) -> None:
    """
    Take back what an import created, last first.

    What somebody changed since stays, and what cannot go any more (a room that was
    booked on it) stays too; both are marked as kept. Existing entries that were only
    completed are not touched.
    """
    rows = list(upload.made.filter(state=Made.CREATED).order_by("-row"))
    for start in range(0, len(rows), STEP):
        with transaction.atomic():
            for made in rows[start : start + STEP]:
                made.state = _undo_one(upload, target, made, by, now)
                made.save(update_fields=["state"])
            Upload.objects.filter(pk=upload.pk).update(touched_at=now)
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(state=Upload.UNDONE, touched_at=now)
        _note("intake.undo", upload, by, now)


def _undo_one(
    upload: Upload, target: Target, made: Made, by: Person, now: dt.datetime
) -> str:
    present = target.fingerprint(upload.centre, made.ref)
    if not present:
        return Made.GONE
    if present != made.fingerprint:
        return Made.KEPT
    try:
        with transaction.atomic():
            target.undo(upload.centre, made.ref, by, now)
    except Refusal:
        return Made.KEPT
    return Made.UNDONE

"""Create from a list, and take it back: in steps, each row once, safe to repeat."""

import datetime as dt
from contextlib import suppress
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres import operations as centres
from allin.core import clock
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.targets import Row, Target
from allin.intake.models import Made, Upload
from allin.intake.operations import sealed
from allin.intake.operations.surveying import OUT, READY, Survey, look

AT_ONCE: Final = 300  # more rows than this are left to the job
PATIENCE: Final = 8.0  # seconds somebody waits for a page; the rest is left to the job
SILENT: Final = dt.timedelta(minutes=1)  # after this long a run counts as interrupted
NEW: Final = ("", 0)  # nothing is the same
STEP: Final = 50  # rows in one transaction: nobody else waits long for the database


class _Watch:
    """How long a run has taken, so that it can stop between two steps."""

    def __init__(self, now: dt.datetime, seconds: float | None) -> None:
        self.began, self.now, self.seconds = clock.seconds(), now, seconds
        self.set_to_work = self.began

    def begin(self) -> None:
        """Count from now: looking at a long list takes no time from entering it."""
        self.set_to_work = clock.seconds()

    @property
    def moment(self) -> dt.datetime:
        return self.now + dt.timedelta(seconds=clock.seconds() - self.began)

    @property
    def is_over(self) -> bool:
        spent = clock.seconds() - self.set_to_work
        return self.seconds is not None and spent > self.seconds


def start_creating(*, upload: Upload, now: dt.datetime) -> bool:
    """
    Mark a list as being created; return whether it is short enough to do at once.

    A long one is left to the job that takes up what is not running.

    :raises Refusal: if it was taken back before
    """
    here = Upload.objects.filter(pk=upload.pk)
    if here.filter(state__in=(Upload.STAGED, Upload.DONE)).exists():
        upload.made.filter(state=Made.REFUSED).delete()  # corrected since, perhaps
    started = here.exclude(state__in=(Upload.UNDOING, Upload.UNDONE))
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


def create_all(
    *,
    upload: Upload,
    target: Target,
    by: Person,
    now: dt.datetime,
    seconds: float | None = None,
) -> bool:
    """
    Create every row that is ready and was not created yet; return whether all are.

    Rows go in steps of 50, each row in a savepoint of its own; a row that is refused
    is marked and the others go on. Running it twice, or again after it was
    interrupted, creates nothing twice.

    :param seconds: after how long to stop and leave the rest to the job, the look at
        the list not counted; None: never
    """
    watch = _Watch(now, seconds)
    Upload.objects.filter(pk=upload.pk).update(touched_at=now)  # somebody is at it
    refused = _refused_so_far(upload, now)
    found, rows = look(upload=upload, target=target, by=by, now=now)
    done = set(upload.made.exclude(state=Made.OUT).values_list("row", flat=True))
    _mark_left_out(upload, found)
    twins = _twins(found)
    ready = [
        row
        for number, row in rows.items()
        if found.states[str(number)] == READY and number not in done
    ]
    Upload.objects.filter(pk=upload.pk).update(todo=len(ready) + len(done))
    if ready and target.module:
        # What nobody can open was not entered for anybody.
        centres.switch_on(centre=upload.centre, module=target.module, by=by, now=now)
    watch.begin()
    for start in range(0, len(ready), STEP):
        if watch.is_over:
            _leave_to_the_job(upload, now)
            return False
        with transaction.atomic():
            for row in ready[start : start + STEP]:
                why = _create_one(
                    upload, target, row, twins.get(row.number, NEW), by, now
                )
                if why:
                    refused[str(row.number)] = why
            sealed.keep_refusals(upload, refused, now)
            Upload.objects.filter(pk=upload.pk).update(touched_at=watch.moment)
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(
            state=Upload.DONE, touched_at=watch.moment
        )
        _note("intake.create", upload, by, now)
    return True


def _refused_so_far(upload: Upload, now: dt.datetime) -> dict[str, str]:
    """Begin anew with what was refused, unless this run only goes on."""
    told = sealed.refusals_of(upload, now)
    still = set(upload.made.filter(state=Made.REFUSED).values_list("row", flat=True))
    return {row: why for row, why in told.items() if int(row) in still}


def _mark_left_out(upload: Upload, found: Survey) -> None:
    """Note the rows somebody left out, for the result; one taken in again is not."""
    upload.made.filter(state=Made.OUT).delete()
    out = [int(row) for row, state in found.states.items() if state == OUT]
    Made.objects.bulk_create(
        [Made(upload=upload, row=row, state=Made.OUT) for row in out],
        ignore_conflicts=True,
    )


def _leave_to_the_job(upload: Upload, now: dt.datetime) -> None:
    Upload.objects.filter(pk=upload.pk).update(touched_at=now - 2 * SILENT)


def _note(verb: str, upload: Upload, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=upload.centre,
        verb=verb,
        thing="intake.upload",
        thing_id=upload.pk,
        by=by,
        now=now,
    )


def _twins(found: Survey) -> dict[int, tuple[str, int]]:
    """Return (ref in the house, earlier row) of the rows that were called the same."""
    return {
        twin["row"]: (twin["ref"], twin["twin"])
        for twin in reversed(found.twins)
        if twin["decided"] == "same"
    }


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
                made.filled = dict(target.merge(upload.centre, ref, row, by, now))
            else:
                ref = target.create(upload.centre, row, by, now)
            made.ref = ref
            made.fingerprint = target.fingerprint(upload.centre, ref)
            made.save(update_fields=["ref", "fingerprint", "filled"])
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
    if state == Made.MERGED:
        # Filling gaps is no edit by a person: the first may still be taken back.
        Made.objects.filter(upload=upload, ref=ref, state=Made.CREATED).update(
            fingerprint=made.fingerprint
        )
    return ""


def undo_all(
    *,
    upload: Upload,
    target: Target,
    by: Person,
    now: dt.datetime,
    seconds: float | None = None,
) -> bool:
    """
    Take back what an import created and filled in, last first; return whether it is.

    What somebody changed since stays, and what cannot go any more (a room that was
    booked on it) stays too; both are marked as kept. In entries that were completed
    each field is looked at by itself: what was filled and not changed since goes.

    :param seconds: after how long to stop and leave the rest to the job; None: never
    """
    watch = _Watch(now, seconds)
    for state in (Made.CREATED, Made.MERGED):
        rows = list(upload.made.filter(state=state).order_by("-row"))
        for start in range(0, len(rows), STEP):
            if watch.is_over:
                _leave_to_the_job(upload, now)
                return False
            with transaction.atomic():
                for made in rows[start : start + STEP]:
                    _take_back(upload, target, made, by, now)
                Upload.objects.filter(pk=upload.pk).update(touched_at=watch.moment)
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(
            state=Upload.UNDONE, touched_at=watch.moment
        )
        _note("intake.undo", upload, by, now)
    return True


def _take_back(
    upload: Upload, target: Target, made: Made, by: Person, now: dt.datetime
) -> None:
    if made.state == Made.MERGED:
        _unmerge_one(upload, target, made, by, now)
    else:
        made.state = _undo_one(upload, target, made, by, now)
        # Rows that completed what this list entered itself share its fate.
        upload.made.filter(ref=made.ref, state=Made.MERGED).update(state=made.state)
    made.save(update_fields=["state", "filled"])


def _unmerge_one(
    upload: Upload, target: Target, made: Made, by: Person, now: dt.datetime
) -> None:
    """Empty what the row filled; its `filled` keeps what somebody changed since."""
    if not target.fingerprint(upload.centre, made.ref):
        made.state = Made.GONE
        return
    kept = set(made.filled)
    with suppress(Refusal), transaction.atomic():
        kept = set(target.unmerge(upload.centre, made.ref, made.filled, by, now))
    made.filled = {field: told for field, told in made.filled.items() if field in kept}
    made.state = Made.KEPT if made.filled else Made.UNDONE


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

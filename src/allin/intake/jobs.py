"""What runs by itself in this room: long lists, and what was interrupted."""

from typing import Final

from django.utils import translation
from django_tasks import task

from allin.core import clock, people, targets
from allin.core.errors import Refusal
from allin.core.people import Person, Role, Visitor
from allin.intake import operations
from allin.intake.models import Upload

A_SLICE: Final = 60.0  # seconds at a list; then other jobs have their turn


def _who(upload: Upload) -> Person:
    """Act in the name of who brought the list; views let only coordinators do so."""
    role = Role(people.COORDINATOR, upload.centre_id)
    return Visitor(id=upload.by_id, roles=frozenset({role}))


def _run(upload: Upload) -> None:
    target = targets.find(upload.target)
    if target is None or not upload.is_running:
        return
    work = (
        operations.undo_all if upload.state == Upload.UNDOING else operations.create_all
    )
    with translation.override(upload.centre.language):
        work(
            upload=upload,
            target=target,
            by=_who(upload),
            now=clock.now(),
            seconds=A_SLICE,
        )


@task()
def resume() -> int:
    """Take up again what was interrupted; what nobody can read any more ends."""
    now = clock.now()
    interrupted = Upload.objects.interrupted().filter(
        touched_at__lt=now - operations.SILENT
    )
    late = list(interrupted.select_related("centre"))
    for upload in late:
        try:
            _run(upload)
        except Refusal:  # its rows have died: what was created stays
            Upload.objects.filter(pk=upload.pk).update(state=Upload.DONE)
    return len(late)

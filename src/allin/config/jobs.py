"""The page that shows what the house does by itself, and what did not work."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from allin.config import checkup, timetable, worker
from allin.config.models import Run
from allin.core import clock
from allin.core.http import Request, requires
from allin.outbox.permissions import can_see_letters as can_see_jobs

SHOWN = 30


@dataclass(frozen=True)
class Line:
    """One line of the timetable, as the page shows it."""

    label: Promise | str
    entry: timetable.Entry
    last: datetime | None
    late: bool


def _lines(now: datetime) -> list[Line]:
    runs = {run.name: run for run in Run.objects.all()}
    late = set(timetable.overdue(now))
    return [
        Line(
            label=entry.label,
            entry=entry,
            last=runs[entry.name].ended_at if entry.name in runs else None,
            late=entry.name in late,
        )
        for entry in checkup.TIMETABLE
    ]


@requires(can_see_jobs)
def jobs(request: Request) -> HttpResponse:
    """Show the timetable, the queue and the failures; no arguments, no messages."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    failures = DBTaskResult.objects.failed().order_by("-finished_at")
    shown = failures.only("id", "task_path", "finished_at", "exception_class_path")
    labels = {e.task.module_path: e.label for e in checkup.TIMETABLE}
    about = {
        "lines": _lines(clock.now()),
        "waiting": waiting.count(),
        "running": DBTaskResult.objects.running().count(),
        "failures": [(f, labels.get(f.task_path, f.task_path)) for f in shown[:SHOWN]],
    }
    return render(request, "config/jobs.html", about)


@require_POST
@requires(can_see_jobs)
def again(request: Request, task_id: uuid.UUID) -> HttpResponse:
    """Have a failed job done again."""
    if not DBTaskResult.objects.filter(pk=task_id).exists():
        raise Http404
    if worker.again(task_id=task_id):
        messages.success(request, _("It is done again in the next minutes."))
    return redirect("jobs")


urlpatterns = [
    path("jobs/", jobs, name="jobs"),
    path("jobs/<uuid:task_id>/again/", again, name="job_again"),
]

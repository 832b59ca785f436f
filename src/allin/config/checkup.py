"""The house looks itself over every night; the page shows what it found."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from allin.centres.models import Centre
from allin.centres.permissions import can_see_settings
from allin.centres.rules import ALL_MODULES
from allin.config import alarms, backups, doctor, timetable
from allin.config.models import Found, Run
from allin.core import clock
from allin.core.findings import Finding
from allin.core.http import Request, requires
from allin.outbox.permissions import can_see_letters as can_look

NAME = "house.look"


@task()
def look_over() -> int:
    """Ask every room what is not as it should be; return how much that is."""
    found = doctor.findings(clock.now())
    with transaction.atomic():
        Found.objects.all().delete()
        Found.objects.bulk_create(_kept(one) for one in found)
    return len(found)


def _kept(finding: Finding) -> Found:
    sentences = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            sentences[language] = finding.said
    return Found(
        centre_id=finding.centre,
        room=finding.room,
        rule=finding.rule,
        level=finding.level,
        count=finding.count,
        ids=list(finding.ids),
        sentences=sentences,
        page=finding.page,
    )


# What runs by itself, this look included: the doctor asks only about the others.
TIMETABLE = (
    *timetable.ENTRIES,
    timetable.every(
        "house.backup",
        backups.keep,
        gettext_lazy("Back everything up"),
        daily_at="01:30",
    ),
    timetable.every(
        "house.alarms",
        alarms.ring,
        gettext_lazy("Tell the coordination what cannot wait"),
        minutes=60,
    ),
    timetable.every(
        NAME, look_over, gettext_lazy("Look the house over"), daily_at="04:30"
    ),
)


@requires(can_see_settings)
def checkup(request: Request) -> HttpResponse:
    """Show what the last look found about this centre and the installation."""
    may = can_look(request.person, request.centre)
    run = Run.objects.filter(name=NAME).first()
    lines = [
        (found, _where(found, request.centre) if may else "")
        for found in Found.objects.here(request.centre.pk)
    ]
    about = {
        "here": [line for line in lines if line[0].centre_id is not None],
        "installation": [line for line in lines if line[0].centre_id is None],
        "found": len(lines),
        "last": run.ended_at if run is not None else None,
        "waiting": _waiting(),
        "may_look": may,
    }
    return render(request, "config/checkup.html", about)


def _where(found: Found, centre: Centre) -> str:
    """Return where it can be put right; a room that is off has no such page."""
    if not found.page or (found.room in ALL_MODULES and not centre.has(found.room)):
        return ""
    return reverse(found.page)


def _waiting() -> bool:
    under_way = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    asked = DBTaskResult.objects.filter(
        task_path=look_over.module_path, status__in=under_way
    )
    return asked.exists()


@require_POST
@requires(can_look)
def look(request: Request) -> HttpResponse:
    """Have the house looked over now, if that is not under way already."""
    if not _waiting():
        look_over.enqueue()
    messages.success(request, _("The house is looked over in the next minutes."))
    return redirect("checkup")


urlpatterns = [
    path("check-up/", checkup, name="checkup"),
    path("check-up/look/", look, name="checkup_look"),
]

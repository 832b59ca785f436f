"""Whether the house is up, for a machine that asks every minute: `/healthz`."""

import shutil
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from allin.config.home import LEAST_DISK
from allin.config.middleware import Next
from allin.config.models import DEAD_AFTER, Beat
from allin.core import clock

PATH: Final = "/healthz"


class Health:
    """
    Answer `/healthz` before anything else is asked, so also without a database.

    200 and "ok", or 503 and the names of what is not: database, worker, disk. Nothing
    else is told to a stranger: no version, no number, no centre.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != PATH:
            return self.get_response(request)
        ill = troubles()
        said = {"status": "trouble" if ill else "ok", "trouble": ill}
        answer = JsonResponse(said, status=503 if ill else 200)
        answer.headers["Cache-Control"] = "no-store"
        return answer


def troubles() -> list[str]:
    """Return what does not work now, by name."""
    found = []
    try:
        if not Beat.objects.filter(at__gte=clock.now() - DEAD_AFTER).exists():
            found.append("worker")
    except DatabaseError:
        found.append("database")
    if settings.HOME.exists() and shutil.disk_usage(settings.HOME).free < LEAST_DISK:
        found.append("disk")
    return found

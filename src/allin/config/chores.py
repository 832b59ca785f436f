"""What the house does for itself: throwing away what nobody needs any more."""

import datetime as dt

from django.contrib.sessions.models import Session
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from allin.centres.models import Centre
from allin.config.models import Beat
from allin.core import clock

KEEP_DONE = dt.timedelta(days=1)
KEEP_FAILED = dt.timedelta(days=30)


@task()
def tidy() -> int:
    """Drop lapsed sessions, tasks that are long over, and absences that have ended."""
    now = clock.now()
    absences_over(now)
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED)
    silent = Beat.objects.filter(at__lt=now - KEEP_DONE)
    lapsed = Session.objects.filter(expire_date__lt=now)
    return sum(int(rows.delete()[0]) for rows in (done, failed, silent, lapsed))


def absences_over(now: dt.datetime) -> int:
    """Forget where urgent matters went, a day after the coordination is back."""
    ended = Centre.objects.filter(back_on__lt=now.date())
    return ended.update(away_from=None, back_on=None, away_urgent="")

"""What the house does for itself: throwing away what nobody needs any more."""

import datetime as dt

from django.contrib.sessions.models import Session
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from allin.config.models import Beat
from allin.core import clock

KEEP_DONE = dt.timedelta(days=1)
KEEP_FAILED = dt.timedelta(days=30)


@task()
def tidy() -> int:
    """Drop sessions that have lapsed and tasks that are long over."""
    now = clock.now()
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED)
    silent = Beat.objects.filter(at__lt=now - KEEP_DONE)
    lapsed = Session.objects.filter(expire_date__lt=now)
    return sum(int(rows.delete()[0]) for rows in (done, failed, silent, lapsed))

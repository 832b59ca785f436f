"""What runs by itself. Takes nothing, or ids only."""

import logging

from django_tasks import task

from allin.centres.models import Centre
from allin.core import clock
from allin.counselling.operations import appointment, ask
from allin.counselling.operations.forget import forget

log = logging.getLogger(__name__)


@task()
def forget_what_is_over() -> int:
    """Forget in every centre what has reached its day; return how many reports."""
    reports = 0
    for centre_id in Centre.objects.order_by("pk").values_list("pk", flat=True):
        while forget(centre=Centre.objects.get(pk=centre_id), now=clock.now()):
            reports += 1
    log.info("counselling: forgetting left %s reports", reports)
    return reports


@task()
def run_over() -> int:
    """Remind who has not answered, and ask whoever is next."""
    return ask.run_over(now=clock.now())


@task()
def ask_how_it_went() -> int:
    """Ask once about every appointment that is over and not closed."""
    return appointment.ask_how_it_went(now=clock.now())

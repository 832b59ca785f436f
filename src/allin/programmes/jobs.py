"""What runs by itself. Takes nothing, or ids only."""

from django_tasks import task

from allin.centres.models import Centre
from allin.core import clock
from allin.programmes.operations import naturalisation, run_out


@task()
def forget_paths() -> int:
    """Forget in every centre whose way is long over; return how many people."""
    forgotten = 0
    for centre in Centre.objects.order_by("pk"):
        forgotten += naturalisation.forget_overdue(centre=centre, now=clock.now())
    return forgotten


@task()
def remind_companions() -> int:
    """Remind companions every three months while the office decides."""
    return sum(
        naturalisation.remind(centre=centre, now=clock.now())
        for centre in Centre.objects.order_by("pk")
    )


@task()
def move_offers_on() -> int:
    """End the offers of freed seats whose time is over; ask who is next."""
    return run_out(now=clock.now())

"""What runs by itself. Takes nothing, or ids only."""

from django_tasks import task

from allin.centres.models import Centre
from allin.core import clock
from allin.programmes.operations import (
    duty,
    festival,
    naturalisation,
    run_out,
    tandem,
)


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


@task()
def look_after_duty() -> int:
    """Close questions about weeks that have begun; remind of talks that are due."""
    now = clock.now()
    return duty.close_begun(now=now) + duty.remind(now=now)


@task()
def forget_companions() -> int:
    """Take off the roster who no longer gives time."""
    return duty.forget_gone(now=clock.now())


@task()
def ask_tandems() -> int:
    """End tandems whose partner has left, ask the others every six weeks."""
    return sum(
        tandem.run_over(centre=centre, now=clock.now())
        for centre in Centre.objects.order_by("pk")
    )


@task()
def look_after_festivals() -> int:
    """Remind of permits that are due; forget who came for a festival alone."""
    now = clock.now()
    reminded = sum(
        festival.remind_permits(centre=centre, now=now)
        for centre in Centre.objects.order_by("pk")
    )
    return reminded + festival.forget_helpers(now=now)

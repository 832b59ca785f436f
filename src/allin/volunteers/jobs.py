"""What runs by itself in this room."""

from django_tasks import task

from allin.core import clock
from allin.volunteers import operations


@task()
def forget() -> int:
    """Erase who left more than 12 months ago, and offers whose time is over."""
    operations.forget_interests(now=clock.now())
    return operations.erase_overdue(now=clock.now())


@task()
def welcome_back() -> int:
    """Put those whose pause has ended where the others stand."""
    return operations.welcome_back(now=clock.now())

"""What runs by itself in this room."""

from django_tasks import task

from allin.core import clock
from allin.directory import operations


@task()
def ask_to_confirm() -> int:
    """Write to associations whose entry was not confirmed for too long."""
    return operations.ask_to_confirm(now=clock.now())

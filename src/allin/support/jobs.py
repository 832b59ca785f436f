"""What runs by itself in this room."""

from django_tasks import task

from allin.core import clock
from allin.support import operations


@task()
def remind() -> int:
    """Write to boards and coordination about papers that end soon."""
    return operations.remind(now=clock.now())

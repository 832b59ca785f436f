from django_tasks import task

from allin.core import clock
from allin.outbox import operations


@task()
def deliver() -> int:
    """Hand over the letters that are due."""
    return operations.deliver(now=clock.now()).sent


@task()
def drop_texts() -> int:
    """Drop the texts of letters that arrived long enough ago."""
    return operations.drop_texts(now=clock.now())

from django_tasks import task

from allin.core import clock
from allin.vault import operations


@task()
def drop_drafts() -> int:
    """Forget drafts older than a day."""
    return operations.drop_dead_drafts(now=clock.now())


@task()
def forget() -> int:
    """Erase whoever's date has come, and see that the ledger has every erasure."""
    erased = operations.erase_overdue(now=clock.now())
    operations.keep_ledger()
    return erased

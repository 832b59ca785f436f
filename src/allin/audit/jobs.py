import datetime as dt

from django_tasks import task

from allin.audit import operations
from allin.audit.models import ACTS, READS
from allin.centres.models import Centre
from allin.core import clock

KEEP = {ACTS: dt.timedelta(days=3 * 365), READS: dt.timedelta(days=365)}


@task()
def expire_entries() -> int:
    """Remove entries older than they may be kept, leaving signed checkpoints."""
    now = clock.now()
    return sum(
        operations.expire(centre=centre, kind=kind, before=now - keep, now=now)
        for centre in Centre.objects.order_by("pk")
        for kind, keep in KEEP.items()
    )

"""Whether lists that were brought came to their end. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from allin.core.findings import Finding, found
from allin.intake.models import Upload

STUCK: Final = dt.timedelta(hours=1)  # it is taken up again every minute


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Find lists nobody works on any more, although they are not done."""
    yield from found(
        Upload.objects.interrupted().filter(touched_at__lt=now - STUCK),
        "intake",
        "list_stuck",
        _("Lists stopped halfway and were not taken up again for an hour."),
        page="intake:lists",
    )

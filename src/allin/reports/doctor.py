"""Whether frozen figures are still what was frozen."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import ngettext

from allin.core.findings import Finding
from allin.reports import operations
from allin.reports.models import Report


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Compare every report with its check value."""
    del now  # a check value knows no date
    changed = [
        str(report.pk)
        for report in Report.objects.iterator(chunk_size=50)
        if not operations.is_intact(report)
    ]
    if changed:
        yield Finding(
            room="reports",
            rule="report_changed",
            sentence=ngettext(
                "One frozen report no longer has its check value.",
                "%(count)d frozen reports no longer have their check value.",
                len(changed),
            )
            % {"count": len(changed)},
            count=len(changed),
            ids=tuple(changed[:20]),
        )

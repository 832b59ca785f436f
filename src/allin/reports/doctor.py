"""Whether frozen figures are still what was frozen."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import ngettext_lazy

from allin.core.findings import SHOWN, Finding, by_centre
from allin.reports import operations
from allin.reports.models import Report


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Compare every report with its check value."""
    del now  # a check value knows no date
    changed = [
        (report.centre_id, report.pk)
        for report in Report.objects.iterator(chunk_size=50)
        if not operations.is_intact(report)
    ]
    for centre, ids in by_centre(changed):
        yield Finding(
            "reports",
            "report_changed",
            ngettext_lazy(
                "One frozen report no longer has its check value.",
                "%(count)d frozen reports no longer have their check value.",
                "count",
            ),
            count=len(ids),
            ids=tuple(ids[:SHOWN]),
            centre=centre,
            page="reports:index",
        )

"""Whether frozen figures are still what was frozen."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import ngettext_lazy

from allin.core.findings import SHOWN, Finding, by_centre
from allin.reports import operations
from allin.reports.models import Dossier, Report


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Compare every report and dossier with its check value."""
    del now  # a check value knows no date
    reports = (
        (one.centre_id, one.pk)
        for one in Report.objects.iterator(chunk_size=50)
        if not operations.is_intact(one)
    )
    dossiers = (
        (one.centre_id, one.pk)
        for one in Dossier.objects.iterator(chunk_size=50)
        if not operations.is_dossier_intact(one)
    )
    for rule, sentence, changed, page in (
        (
            "report_changed",
            ngettext_lazy(
                "One frozen report no longer has its check value.",
                "%(count)d frozen reports no longer have their check value.",
                "count",
            ),
            reports,
            "reports:report",
        ),
        (
            "dossier_changed",
            ngettext_lazy(
                "One frozen dossier no longer has its check value.",
                "%(count)d frozen dossiers no longer have their check value.",
                "count",
            ),
            dossiers,
            "reports:dossiers",
        ),
    ):
        for centre, ids in by_centre(changed):
            yield Finding(
                "reports", rule, sentence, len(ids), ids=tuple(ids[:SHOWN]),
                centre=centre, page=page,
            )  # fmt: skip

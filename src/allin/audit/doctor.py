"""Whether the record of the house still holds."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from allin.audit import operations
from allin.centres.models import Centre
from allin.core.findings import Finding


def findings(now: dt.datetime) -> Iterable[Finding]:  # noqa: ARG001  (every doctor's)
    """Find chains that somebody rewrote, cut or left with a gap."""
    for centre in Centre.objects.order_by("pk"):
        for broken in operations.verify(centre):
            yield Finding(
                "audit",
                f"chain_{broken.what}",
                _("The record of the house does not hold: somebody changed it."),
                count=1,
                ids=(f"{centre.slug}/{broken.kind}/{broken.seq}",),
                centre=centre.pk,
            )

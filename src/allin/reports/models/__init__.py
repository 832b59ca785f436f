"""Frozen figures: reports, dossiers with their links, rates of an hour."""

from allin.core.personal import Personal
from allin.reports.models.dossiers import Dossier, DossierLink, HourRate
from allin.reports.models.reports import READERS, WHOLE, Report

PERSONAL = (
    Personal(
        "reports.DossierLink.whom",
        purpose="So that the coordination knows which link to revoke.",
        keep="Until the link is revoked; then the words go, the row stays.",
    ),
)

__all__ = (
    "PERSONAL",
    "READERS",
    "WHOLE",
    "Dossier",
    "DossierLink",
    "HourRate",
    "Report",
)

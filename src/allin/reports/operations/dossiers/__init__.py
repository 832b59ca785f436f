"""Dossiers: two pages for a committee, frozen; who may open them, and a rate."""

from allin.reports.operations.dossiers.links import give_link, open_link, revoke_link
from allin.reports.operations.dossiers.making import (
    hide_dossier,
    is_dossier_intact,
    make_dossier,
    show_dossier,
)
from allin.reports.operations.dossiers.rates import Rate, drop_rate, enter_rate

__all__ = (
    "Rate",
    "drop_rate",
    "enter_rate",
    "give_link",
    "hide_dossier",
    "is_dossier_intact",
    "make_dossier",
    "open_link",
    "revoke_link",
    "show_dossier",
)

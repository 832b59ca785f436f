"""What can be done with reports and dossiers."""

from allin.reports.operations.collecting import collect, collect_period, period_ends
from allin.reports.operations.dossiers import (
    Rate,
    drop_rate,
    enter_rate,
    give_link,
    hide_dossier,
    is_dossier_intact,
    make_dossier,
    open_link,
    revoke_link,
    show_dossier,
)
from allin.reports.operations.freezing import (
    freeze,
    give_public_page,
    is_intact,
    publish,
    take_public_page,
    withdraw,
)

__all__ = (
    "Rate",
    "collect",
    "collect_period",
    "drop_rate",
    "enter_rate",
    "freeze",
    "give_link",
    "give_public_page",
    "hide_dossier",
    "is_dossier_intact",
    "is_intact",
    "make_dossier",
    "open_link",
    "period_ends",
    "publish",
    "revoke_link",
    "show_dossier",
    "take_public_page",
    "withdraw",
)

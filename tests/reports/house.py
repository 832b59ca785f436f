"""What stands of dossiers in a furnished house, and how its pages are asked for."""

import datetime as dt

from allin.reports import operations
from allin.reports.operations import Rate
from allin.reports.rules.periods import Period
from tests.conftest import NOW


def furnish(house):
    """Make a rate, a dossier that city and funder see, and a link that opens it."""
    given = {"by": house.things.boss, "now": NOW}
    rate = Rate("Satz des Landes", 15_00, "Richtlinie, Nr. 4", dt.date(2024, 1, 1))
    house.things.rate = operations.enter_rate(centre=house.centre, rate=rate, **given)
    one = operations.make_dossier(centre=house.centre, period=Period(2025), **given)
    house.things.dossier = operations.show_dossier(dossier=one, **given)
    house.things.dossier_link = operations.give_link(
        dossier=one, whom="Gruppe Nord", until_on=None, **given
    )


def addresses(things):
    """Return what stands in the addresses of a dossier."""
    token = things.dossier_link.token
    return {
        "reports:dossier_file": {
            "dossier_id": things.dossier.pk, "tongue": "de", "kind": "docx",
        },
        "reports:open_dossier": {"token": token},
        "reports:open_dossier_file": {"token": token, "tongue": "de", "kind": "docx"},
    }  # fmt: skip

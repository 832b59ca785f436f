"""Money in the furnished house, for the tests that walk through all."""

import datetime as dt

from allin.funding import operations as funding
from tests.conftest import NOW


def money(house):
    """Enter a cost, who it pays, an application and an award."""
    given = {"by": house.things.boss, "now": NOW}
    centre, things = house.centre, house.things
    things.line = funding.enter_line(
        centre=centre,
        kind="rent",
        name="",
        amount=1_400_00,
        first_on=dt.date(2026, 1, 1),
        assumed=True,
        **given,
    )
    things.post = funding.enter_post(
        line=things.line, title="Büro", hundredths=150, assumed=False, **given
    )
    things.application = funding.enter_application(
        centre=centre,
        asked=funding.Asked("Neu", lines=[things.line]),
        kind="submitted",
        on=None,
        assumed=False,
        **given,
    )
    things.award = funding.enter_award(
        centre=centre,
        promise=funding.Promise(
            "project", [things.line], dt.date(2026, 1, 1), dt.date(2026, 6, 30)
        ),
        **given,
    )

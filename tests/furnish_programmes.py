"""Something in every programme of a furnished centre; each template adds its own."""

import datetime as dt

from allin.programmes import operations
from tests.conftest import NOW
from tests.furnish_enquiries import enquiries
from tests.furnish_festival import festival
from tests.furnish_pathways import pathways


def programmes(house):
    """Put a programme with an occasion, somebody asked, into a house."""
    _kernel(house)
    festival(house)
    enquiries(house)
    pathways(house)


def _kernel(house):
    centre, things = house.centre, house.things
    things.setup = operations.set_up(
        centre=centre,
        template="seminars",
        name=f"Sprechstunde {centre.slug}",
        by=things.boss,
        now=NOW,
    )
    things.occasion = operations.plan_occasion(
        programme=things.setup.programme,
        kind="seminar",
        title=f"Treffen {centre.slug}",
        starts_at=NOW + dt.timedelta(days=7),
        ends_at=NOW + dt.timedelta(days=7, hours=2),
        association=things.association,
        positions=[operations.Wanted(label="Jonas")],
        by=things.boss,
        now=NOW,
    )
    things.position = things.occasion.positions.get()
    things.assignment = operations.ask(
        position=things.position, volunteer=things.volunteer, by=things.boss, now=NOW
    )

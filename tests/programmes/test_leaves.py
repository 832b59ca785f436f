"""An association leaves in the middle of a year: what it began is seen, and counts."""

import datetime as dt

import pytest

from allin.directory import operations as directory
from allin.programmes import operations, statistics
from allin.volunteers.models import Hours
from tests.conftest import NOW

LATER = NOW + dt.timedelta(days=8)
YEAR = {"first": dt.date(2026, 1, 1), "after": dt.date(2027, 1, 1)}


@pytest.fixture
def held(plan, leads, miriam, coordinator, bridge):
    """An evening the association hosted and one of its people led, over by LATER."""
    occasion = plan(positions=[leads], association=bridge)
    one = operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )
    operations.wind_up(
        occasion=occasion, headcount=11, came={one.pk: 0}, by=coordinator, now=LATER
    )
    return occasion


def test_hours_and_figures_of_an_association_that_left_stay(
    held, bridge, kassel, coordinator
):
    before = statistics.programmes(centre=kassel, **YEAR)

    directory.leave(association=bridge, by=coordinator, now=LATER)

    assert statistics.programmes(centre=kassel, **YEAR) == before
    assert Hours.objects.standing().get().minutes == 120
    assert next(row for row in before if row.held).reached == 11


def test_a_date_whose_host_has_left_waits_for_the_coordination(
    plan, bridge, coordinator, client, derya
):
    occasion = plan(association=bridge, title="Elternabend")
    directory.leave(association=bridge, by=coordinator, now=NOW)
    client.force_login(derya)

    listed = client.get("/kassel/programmes/").content.decode()
    page = client.get(f"/kassel/programmes/occasions/{occasion.pk}/").content.decode()

    assert "Für 1 Termin fehlt jemand oder ein Raum" in listed
    assert "Brücke e. V. ist nicht mehr dabei." in page

"""Something in every programme of a furnished centre; each template adds its own."""

import datetime as dt

from allin.planning.recurrence import Rule
from allin.programmes import operations
from tests.conftest import NOW
from tests.furnish_duty import duty
from tests.furnish_enquiries import enquiries
from tests.furnish_festival import festival
from tests.furnish_pathways import pathways


def programmes(house):
    """Put a programme with an occasion, somebody asked, into a house."""
    _kernel(house)
    duty(house)
    _seminars(house)
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


def _seminars(house):
    """A series to come with somebody registered, and one that earned a certificate."""
    centre, things = house.centre, house.things
    things.series, past = (
        operations.plan_weekly(
            programme=things.setup.programme,
            kind="seminar",
            title=f"Treffen {centre.slug}",
            rule=Rule(
                first=first,
                until=first + dt.timedelta(days=7),
                starts=dt.time(17),
                ends=dt.time(19),
                zone=centre.tz,
            ),
            one_registration=True,
            registers="open",
            public=True,
            capacity=5,
            certificate_share=50,
            by=things.boss,
            now=NOW - dt.timedelta(days=30),
        ).series
        for first in (dt.date(2026, 3, 24), dt.date(2026, 2, 17))
    )
    things.registration, things.earned = (
        operations.register(
            event=event,
            name="Samar",
            contact="+4915123456789",
            language="ar",
            by=None,
            now=NOW - dt.timedelta(days=25),
        )
        for event in (things.series, past)
    )
    operations.note_participants(
        occasion=past.occasions.first(),
        present={things.earned.pk},
        by=things.boss,
        now=NOW,
    )

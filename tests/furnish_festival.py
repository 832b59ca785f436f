"""A festival to come in a furnished centre: stage, stand, shift, permit, helper."""

import datetime as dt

from allin.programmes import operations as programmes
from allin.programmes.operations import festival as operations
from tests.conftest import NOW

DAY = dt.timedelta(days=40)
HOUR = dt.timedelta(hours=1)


def festival(house):
    """Put a festival into a house; what it is called is a name in every language."""
    centre, things = house.centre, house.things
    by = {"by": things.boss, "now": NOW}
    things.fair_setup = programmes.set_up(
        centre=centre, template="festival", name=f"Sommer {centre.slug}", **by
    )
    things.festival = operations.open_festival(
        programme=things.fair_setup.programme,
        title=f"Sommer {centre.slug}",
        starts_at=NOW + DAY,
        ends_at=NOW + DAY + 10 * HOUR,
        place="Treppe",
        host=things.association,
        stages=["Mitte"],
        **by,
    )
    things.stage = things.festival.stages.get()
    things.slot = operations.add_slot(
        stage=things.stage,
        act="Samar",
        starts_at=NOW + DAY,
        ends_at=NOW + DAY + HOUR,
        **by,
    )
    things.stand = operations.apply(
        festival=things.festival,
        association=things.association,
        **WANTED,
        **by,
    )
    operations.accept(stand=things.stand, number="A1", **WANTED, **by)
    things.permit = things.festival.permits.first()
    (things.shift,) = operations.add_shifts(
        festival=things.festival,
        post="Treppe",
        starts_at=NOW + DAY,
        ends_at=NOW + DAY + HOUR,
        least=1,
        most=3,
        **by,
    )
    things.helper = operations.sign_up(
        shift=things.shift,
        contact=operations.Contact(name="Samar", phone="+4915123456780"),
        now=NOW,
    )


WANTED = {
    "offers": "Sommer",
    "food": False,
    "power_watts": 0,
    "water": False,
    "metres": 3,
}


def parameters(things):
    """Return what stands in the addresses of a festival's things."""
    return {
        "festival_id": things.festival.pk,
        "permit_id": things.permit.pk,
        "shift_id": things.shift.pk,
        "slot_id": things.slot.pk,
        "stage_id": things.stage.pk,
        "stand_id": things.stand.pk,
    }


def special(things):
    """Return the addresses whose secret is the festival's or a helper's own."""
    of_all = {"token": things.festival.token}
    own = {"token": things.helper.token}
    shift = {"shift_id": things.shift.pk}
    return {
        "programmes:open_festival": {"programme_id": things.fair_setup.programme_id},
        "programmes:help": of_all,
        "programmes:stage_programme": of_all,
        "programmes:sign_up": of_all | shift,
        "programmes:helper": own,
        "programmes:leave_festival": own,
        "programmes:take_shift": own | shift,
        "programmes:leave_shift": own | shift,
    }

"""Something of support in the furnished house, for the tests that walk through all."""

import datetime as dt

from allin.support import operations
from tests.conftest import NOW

DAY = dt.timedelta(days=1)


def furnish(house):
    """Ask, advise and invite, for the association that has a board."""
    things = house.things
    things.request = operations.ask(
        association=things.association,
        topic="tax",
        words="Neu",
        way="telephone",
        by=things.boss,
        now=NOW,
    )
    things.advice = operations.advise(
        association=things.association,
        topic="tax",
        minutes=20,
        result="solved",
        given_on=NOW.date(),
        by=things.boss,
        now=NOW,
    )
    things.paper = operations.enter_paper(
        association=things.association,
        kind="tax",
        dated_on=NOW.date() - 900 * DAY,
        valid_until=NOW.date() - DAY,
        by=things.boss,
        now=NOW,
    )
    _meeting(house)


def _meeting(house):
    things = house.things
    by = {"by": things.boss, "now": NOW}
    things.meeting = operations.plan_meeting(
        centre=house.centre,
        kind="round",
        title="Neu",
        topic="other",
        starts_at=NOW + DAY,
        ends_at=NOW + DAY + dt.timedelta(hours=2),
        room=things.room,
        **by,
    )
    operations.invite(meeting=things.meeting, associations=[things.association], **by)
    operations.add_points(meeting=things.meeting, title="Neu", **by)
    things.point = things.meeting.agenda.get()
    things.material = operations.add_material(
        meeting=things.meeting, title="Neu", text="Neu", **by
    )
    things.errand = operations.give_task(
        meeting=things.meeting,
        title="Neu",
        association=things.association,
        due_on=NOW.date() + DAY,
        **by,
    )


def parameters(things):
    """Return what stands in addresses of support."""
    return {
        "request_id": things.request.pk,
        "advice_id": things.advice.pk,
        "meeting_id": things.meeting.pk,
        "point_id": things.point.pk,
        "material_id": things.material.pk,
        "paper_id": things.paper.pk,
        "errand_id": things.errand.pk,
    }

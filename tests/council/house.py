"""A motion in the furnished house, for the tests that walk through all."""

import datetime as dt

from allin.core.fuzzy import FuzzyDate
from allin.council import operations
from allin.council.rules import states
from tests.conftest import NOW


def furnish(house):
    """File a motion with a date, an amendment, a task and a budget line."""
    things = house.things
    by = {"by": things.boss, "now": NOW}
    things.motion = operations.file(
        centre=house.centre,
        words=operations.Words("Neu", "Neu", for_good=True, rapporteur="Jonas"),
        kind=states.FILED,
        on=FuzzyDate(2025),
        **by,
    )
    things.motion_step = things.motion.steps.get()
    things.next_date = operations.set_date(
        motion=things.motion,
        where="committee",
        body="Neu",
        on=FuzzyDate(2026, 4, 1),
        **by,
    )
    things.amendment = operations.add_amendment(
        motion=things.motion, change=operations.Change("Neu"), **by
    )
    things.motion_task = operations.give_task(
        motion=things.motion,
        errand=operations.Errand("Neu", "magistrat", dt.date(2026, 4, 1), owner="Neu"),
        **by,
    )
    operations.settle_budget(motion=things.motion, line="Neu", year=2026, **by)


def parameters(things):
    """Return what stands in addresses of the motion."""
    return {
        "motion_id": things.motion.pk,
        "step_id": things.motion_step.pk,
        "date_id": things.next_date.pk,
        "amendment_id": things.amendment.pk,
        "motion_task_id": things.motion_task.pk,
    }


def special(things):
    return {"council:withdraw": {"kind": "task", "entry_id": things.motion_task.pk}}

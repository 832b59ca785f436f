"""Whether what motions went through still follows one from the other."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import ngettext_lazy

from allin.core.findings import SHOWN, Finding, by_centre
from allin.council.models import Motion
from allin.council.rules import states


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look through the steps of every motion."""
    del now  # what follows what knows no date
    motions = Motion.objects.standing().prefetch_related("steps")
    flawed = [
        (motion.centre_id, motion.pk)
        for motion in motions.iterator(chunk_size=100)
        if states.flaw(
            [step.as_taken for step in motion.steps.all() if step.is_standing]
        )
    ]
    for centre, ids in by_centre(flawed):
        yield Finding(
            "council",
            "steps_that_do_not_follow",
            ngettext_lazy(
                "The steps of one motion do not follow one from the other.",
                "The steps of %(count)d motions do not follow one from the other.",
                "count",
            ),
            count=len(ids),
            ids=tuple(ids[:SHOWN]),
            centre=centre,
            page="council:index",
        )

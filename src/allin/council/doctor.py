"""Whether what motions went through still follows one from the other."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import ngettext

from allin.core.findings import Finding
from allin.council.models import Motion
from allin.council.rules import states


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look through the steps of every motion."""
    del now  # what follows what knows no date
    motions = Motion.objects.standing().prefetch_related("steps")
    flawed = [
        str(motion.pk)
        for motion in motions.iterator(chunk_size=100)
        if states.flaw(
            [step.as_taken for step in motion.steps.all() if step.is_standing]
        )
    ]
    if flawed:
        yield Finding(
            room="council",
            rule="steps_that_do_not_follow",
            sentence=ngettext(
                "The steps of one motion do not follow one from the other.",
                "The steps of %(count)d motions do not follow one from the other.",
                len(flawed),
            )
            % {"count": len(flawed)},
            count=len(flawed),
            ids=tuple(flawed[:20]),
        )

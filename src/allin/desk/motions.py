"""What is to be done about motions, as lines of the work list."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.council import todo
from allin.desk.task import Task


def _url(centre: Centre, at: dt.datetime, what: str) -> str:
    """Return the page of the motion of which something waits."""
    motion = todo.motion_of(centre, at, what)
    return reverse("council:motion", args=[motion]) if motion else ""


def urgent(count: Mapping[str, int], centre: Centre, at: dt.datetime) -> Iterator[Task]:
    """Say what waits too long: tasks after a decision, papers that are due."""
    if number := count.get("motion_tasks_overdue", 0):
        title = ngettext(
            "%(number)d task after a decision of the city council is overdue",
            "%(number)d tasks after a decision of the city council are overdue",
            number,
        )
        yield Task(
            icon="bank",
            title=title % {"number": number},
            sentence=_("It was decided, and its day has passed."),
            url=f"{_url(centre, at, 'motion_tasks_overdue')}#tasks",
            label=_("See tasks"),
            badge=_("overdue"),
            tone="bad",
        )
    if number := count.get("motion_papers_due", 0):
        title = ngettext(
            "Papers for %(number)d date of the motion are due",
            "Papers for %(number)d dates of the motion are due",
            number,
        )
        yield Task(
            icon="bank",
            title=title % {"number": number},
            sentence=_("Within seven days they have to be handed in."),
            url=_url(centre, at, "motion_papers_due"),
            label=_("See the motion"),
            badge=_("soon due"),
        )


def later(count: Mapping[str, int], centre: Centre, at: dt.datetime) -> Iterator[Task]:
    """Say what can wait some days: dates of which nobody entered what came."""
    if number := count.get("motion_dates_passed", 0):
        title = ngettext(
            "%(number)d date of the motion has passed",
            "%(number)d dates of the motion have passed",
            number,
        )
        yield Task(
            icon="bank",
            title=title % {"number": number},
            sentence=_("Nobody has entered what came of it."),
            url=_url(centre, at, "motion_dates_passed"),
            label=_("Enter what came of it"),
        )

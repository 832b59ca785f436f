"""Everything open, on paper: for a deputy, or for whoever comes back."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from allin.core import clock, people
from allin.core.http import Request, requires
from allin.core.people import Centre, Person
from allin.desk import states, tasks
from allin.desk.views.today import morning

MOST: Final = 200


def can_hand_over(person: Person, centre: Centre | None) -> bool:
    """Whether the person coordinates the centre, or stands in."""
    return centre is not None and person.holds(
        people.COORDINATOR, people.DEPUTY, centre_id=centre.pk
    )


@requires(can_hand_over)
def handover(request: Request) -> HttpResponse:
    """
    List what is to be done and every referral under way, for a printer.

    As on Today: code, sender, language, district; of nobody who seeks help a name.
    """
    centre, now = request.centre, clock.now()
    begun = morning(centre, now, most=MOST)
    about = tasks.gather(
        centre=centre, waiting=begun.waiting, at=now, left_open=begun.left_open
    )
    about |= {
        "now": now,
        "lines": [(line, states.of(line, now, centre.tz)) for line in begun.under_way],
        "more": begun.total - len(begun.under_way),
    }
    return render(request, "desk/handover.html", about)

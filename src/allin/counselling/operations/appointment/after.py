"""After the appointment: who met is asked once how it went."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allin.core import locks
from allin.counselling.models import Appointment
from allin.counselling.operations.appointment.following import tell
from allin.counselling.operations.ask import locked

AFTER: Final = dt.timedelta(hours=12)
NO_LONGER: Final = dt.timedelta(days=7)  # then the coordination asks by itself
OVER: Final = _(
    "%(code)s: the appointment is over. How it was takes three taps, on the page of "
    "your yes."
)


def ask_how_it_went(*, now: dt.datetime) -> int:
    """
    Write once to everybody whose appointment is over and not closed; return how many.

    Run by a job, as often as one likes. Nobody is asked later than a week after it.
    """
    over = Appointment.objects.standing().filter(
        asked_at__isnull=True, ends_at__lt=now - AFTER, ends_at__gte=now - NO_LONGER
    )
    return sum(_ask(pk, now) for pk in [*over.values_list("pk", flat=True)])


@locks.retried
@transaction.atomic
def _ask(appointment_id: int, now: dt.datetime) -> int:
    """Ask about one, unless another process has, or it was closed meanwhile."""
    one = Appointment.objects.get(pk=appointment_id)
    referral = locked(one.referral_id)
    asked = (
        Appointment.objects.standing()
        .filter(pk=one.pk, asked_at__isnull=True)
        .update(asked_at=now)
    )
    if asked:
        tell(referral, None, now, OVER)
    return asked

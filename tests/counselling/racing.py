"""Fifty advisers say yes to one referral in the same instant."""

import datetime as dt

from allin.centres.models import Centre
from allin.core.people import STRANGER
from allin.counselling.models import Ask, Referral
from allin.counselling.operations import answer
from allin.counselling.rules import State
from allin.directory.models import Association
from allin.volunteers.models import Volunteer
from tests.conftest import NOW
from tests.races import PROCESSES


def prepare(round_):
    centre, _made = Centre.objects.get_or_create(
        slug="race", defaults={"name": "Race", "created_at": NOW}
    )
    association = Association.objects.create(
        centre=centre, name=f"Verein {round_}", created_at=NOW
    )
    referral = Referral.objects.create(
        centre=centre,
        code=f"R{round_}",
        language="ar",
        state=State.ASKING,
        received_at=NOW,
        since=NOW,
        forget_on=NOW.date() + dt.timedelta(days=30),
    )
    asks = []
    for number in range(PROCESSES):
        adviser = Volunteer.objects.create(
            centre=centre, association=association, name=f"V{number}", created_at=NOW
        )
        one = Ask.objects.create(
            centre=centre,
            referral=referral,
            volunteer=adviser,
            association=association,
            mode=Ask.Mode.AT_ONCE,
            planned_at=NOW,
            asked_at=NOW,
            due_at=NOW + dt.timedelta(days=1),
        )
        asks.append(one.pk)
    return asks


def act(prepared, number):
    one = Ask.objects.select_related("referral").get(pk=prepared[number])
    answer.accept(ask=one, by=STRANGER, now=NOW)

"""After the appointment: asked once, in one's own language, and only who met."""

import datetime as dt

import pytest

from allin.counselling.models import Appointment, Referral
from allin.counselling.operations import appointment
from allin.counselling.operations.close import close
from allin.counselling.rules import Outcome
from allin.outbox import operations as outbox
from allin.outbox.models import Letter

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def made(offered, agree):
    one = agree(offered[0])
    Letter.objects.all().delete()
    return one


def test_who_met_is_asked_once_how_it_went(made):
    evening, morning = made.ends_at + HOUR, made.ends_at + 13 * HOUR

    assert appointment.ask_how_it_went(now=evening) == 0
    assert appointment.ask_how_it_went(now=morning) == 1
    assert appointment.ask_how_it_went(now=morning + DAY) == 0

    said = outbox.text_of(Letter.objects.get())
    assert said == (
        f"{made.referral.code}: Der Termin ist vorbei. Wie es war, tragen Sie mit drei "
        "Fingertipps ein, auf der Seite Ihrer Zusage."
    )


def test_who_has_closed_it_is_not_asked(made, coordinator):
    close(
        referral=Referral.objects.get(),
        outcome=Outcome.HELPED,
        minutes=45,
        by=coordinator,
        now=made.ends_at + HOUR,
    )

    assert appointment.ask_how_it_went(now=made.ends_at + DAY) == 0


def test_after_a_week_of_darkness_nobody_is_asked_late(made):
    assert appointment.ask_how_it_went(now=made.ends_at + 8 * DAY) == 0
    assert Appointment.objects.get(pk=made.pk).asked_at is None

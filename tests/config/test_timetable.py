import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from allin.config import chores, timetable
from allin.config.models import Run
from allin.config.timetable import every
from allin.outbox import jobs

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)

MINUTELY = every("deliver", jobs.deliver, _("Deliver letters"), minutes=1)
NIGHTLY = every("tidy", chores.tidy, _("Tidy up"), daily_at="02:30")


def tasks():
    return DBTaskResult.objects.count()


def done():
    DBTaskResult.objects.update(status="SUCCESSFUL")


@pytest.mark.django_db
def test_what_is_due_is_asked_for_once(now):
    assert timetable.tick(now, [MINUTELY]) == ["deliver"]
    done()
    assert timetable.tick(now, [MINUTELY]) == []
    assert timetable.tick(now + MINUTE, [MINUTELY]) == ["deliver"]


@pytest.mark.django_db
def test_after_a_night_without_power_it_catches_up_once(now):
    timetable.tick(now, [MINUTELY, NIGHTLY])
    done()
    morning = now + dt.timedelta(days=3)
    assert timetable.tick(morning, [MINUTELY, NIGHTLY]) == ["deliver", "tidy"]
    done()
    assert timetable.tick(morning, [MINUTELY, NIGHTLY]) == []


@pytest.mark.django_db
def test_a_task_that_still_waits_is_not_asked_for_again(now):
    timetable.tick(now, [MINUTELY])
    timetable.tick(now + MINUTE, [MINUTELY])
    assert tasks() == 1


@pytest.mark.django_db
def test_of_two_processes_one_wins_the_moment(now):
    timetable.tick(now, [MINUTELY])
    done()
    Run.objects.update(due_at=now + MINUTE)  # the other one was here first
    assert timetable.tick(now + MINUTE, [MINUTELY]) == []


def test_a_night_job_is_due_on_the_wall_clock():
    at = dt.datetime(2026, 3, 10, 2, 29, tzinfo=BERLIN)
    assert NIGHTLY.last_due(at) == dt.datetime(2026, 3, 9, 2, 30, tzinfo=BERLIN)
    assert NIGHTLY.last_due(at + MINUTE) == at + MINUTE


@pytest.mark.parametrize(
    "noon",
    [
        dt.datetime(2026, 3, 29, 12, tzinfo=BERLIN),  # half past two never was
        dt.datetime(2026, 10, 25, 12, tzinfo=BERLIN),  # half past two was twice
    ],
)
def test_on_the_nights_the_clocks_change_it_is_due_once(noon):
    hours = [NIGHTLY.last_due(noon - 12 * HOUR + n * HOUR / 2) for n in range(25)]
    today = {due for due in hours if due.astimezone(BERLIN).date() == noon.date()}
    assert len(today) == 1


@pytest.mark.django_db
def test_what_was_not_done_for_long_is_overdue(now):
    assert timetable.overdue(now) == []
    timetable.tick(now)
    assert timetable.overdue(now + 10 * MINUTE) == []
    late = timetable.overdue(now + 20 * MINUTE)
    assert "outbox.deliver" in late
    assert "house.tidy" not in late


@pytest.mark.django_db
def test_every_entry_names_a_task_that_exists():
    names = [entry.name for entry in timetable.ENTRIES]
    assert len(set(names)) == len(names)
    for entry in timetable.ENTRIES:
        assert bool(entry.minutes) != bool(entry.daily_at)
        assert entry.task.module_path.startswith("allin.")

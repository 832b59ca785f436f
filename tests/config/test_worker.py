import datetime as dt

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from allin.config import worker
from allin.config.models import Beat, Run

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
SECRET = "0151 23456789"
falls = []


@task()
def work(number):
    if falls:
        raise falls.pop()
    return number


@pytest.fixture(autouse=True)
def _nothing_falls():
    falls.clear()


def only():
    return DBTaskResult.objects.get()


def take_and_do(name="here:1"):
    claimed = worker.claim(name)
    if claimed is not None:
        worker.perform(claimed)
    return claimed


def at_once():
    DBTaskResult.objects.update(run_after=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def test_a_task_is_done_once():
    work.enqueue(7)
    assert take_and_do() is not None
    assert take_and_do() is None
    assert (only().status, only().return_value) == ("SUCCESSFUL", 7)


def test_a_failed_task_is_tried_three_times_and_then_shown():
    work.enqueue(1)
    for attempt in (1, 2, 3):
        falls.append(ValueError(SECRET))
        assert take_and_do() is not None, attempt
        at_once()
    assert only().status == "FAILED"
    assert take_and_do() is None


def test_a_failure_leaves_type_and_place_but_no_message():
    work.enqueue(1)
    falls.append(ValueError(SECRET))
    take_and_do()
    failed = only()
    assert failed.exception_class_path == "builtins.ValueError"
    assert "test_worker.py" in failed.traceback
    assert SECRET not in failed.traceback


def test_a_failed_task_waits_before_it_is_tried_again(now):
    work.enqueue(1)
    falls.append(ValueError())
    take_and_do()
    assert only().run_after == now + MINUTE
    assert only().status == "READY"


def test_a_person_may_have_it_done_again():
    work.enqueue(1)
    for _ in range(3):
        falls.append(ValueError())
        take_and_do()
        at_once()
    assert worker.again(task_id=only().pk)
    assert not worker.again(task_id=only().pk)
    take_and_do()
    assert only().status == "SUCCESSFUL"


def test_what_a_dead_worker_left_is_taken_up_again(now):
    work.enqueue(1)
    worker.claim("elsewhere:1")
    DBTaskResult.objects.update(started_at=now - MINUTE)
    worker.beat("elsewhere:1", now)
    assert worker.reap(now=now) == 0  # it lives
    Beat.objects.update(at=now - 5 * MINUTE)
    assert worker.reap(now=now) == 1
    assert only().status == "READY"
    at_once()
    take_and_do()
    assert only().status == "SUCCESSFUL"


def test_a_worker_that_died_on_this_computer_is_noticed_at_once(now):
    name = f"{worker.name_of_this_worker().rpartition(':')[0]}:999999999"
    work.enqueue(1)
    worker.claim(name)
    DBTaskResult.objects.update(started_at=now - MINUTE)
    worker.beat(name, now)
    assert worker.reap(now=now) == 1


def test_the_timetable_learns_how_it_went(now):
    path = work.module_path
    Run.objects.create(name="work", due_at=now, task_path=path)
    work.enqueue(1)
    take_and_do()
    assert Run.objects.get().ended_at == now
    assert not Run.objects.get().failed
    work.enqueue(2)
    for _ in range(3):
        falls.append(ValueError())
        take_and_do()
        at_once()
    assert Run.objects.get().failed


def test_a_worker_looks_works_and_stops(now):
    hand = worker.Worker("here:1")
    hand.look()
    assert Run.objects.exists()
    while hand.work_once():
        pass
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()
    hand.stop()
    assert hand.stopping.is_set()

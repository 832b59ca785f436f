"""
The process that does the jobs: asks the timetable, runs tasks, one after the other.

A failed task is tried three times. What a dead worker left running is taken up again.
The task table keeps type and place of an error, never its message.
"""

import datetime as dt
import logging
import os
import signal
import socket
import threading
import time
import traceback
import uuid
from collections.abc import Callable

from django.db import OperationalError, close_old_connections, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from allin.config import checkup, timetable
from allin.config.models import DEAD_AFTER, Beat, Run
from allin.core import clock

log = logging.getLogger(__name__)

Task = DBTaskResult[..., object]

TRIES = 3
PAUSES = (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
TICK = 10.0  # seconds between looks at the timetable
IDLE = 1.0
BEAT = 30.0


def name_of_this_worker() -> str:
    """Return a name no other living process has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


class Worker:
    """One worker; `stop` ends it after the task in hand."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.stopping = threading.Event()

    def stop(self, *_signal: object) -> None:
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        threading.Thread(target=self._beat, daemon=True, name="beat").start()
        looked = 0.0
        while not self.stopping.is_set():
            close_old_connections()
            try:
                if time.monotonic() - looked > TICK:
                    looked = time.monotonic()
                    self.look()
                if not self.work_once():
                    self.stopping.wait(IDLE)
            except OperationalError:
                # a busy database: nothing is lost, the next round finds it again
                log.warning("The database is busy; going on in a moment.")
                self.stopping.wait(5)

    def look(self) -> None:
        """Take up what dead workers left, and ask for what is due."""
        now = clock.now()
        reap(now=now)
        timetable.tick(now, checkup.TIMETABLE)

    def work_once(self) -> bool:
        """Run one task; return whether there was one."""
        claimed = claim(self.name)
        if claimed is None:
            return False
        perform(claimed)
        return True

    def _beat(self) -> None:
        while not self.stopping.is_set():
            _quietly(lambda: beat(self.name, clock.now()))
            self.stopping.wait(BEAT)


def _quietly(do: Callable[[], None]) -> None:
    try:
        do()
    except OperationalError:
        log.warning("A beat was missed.")
    finally:
        close_old_connections()


def beat(worker: str, now: dt.datetime) -> None:
    """Say that a worker is alive."""
    Beat.objects.update_or_create(worker=worker, defaults={"at": now})


@transaction.atomic
def claim(worker: str) -> Task | None:
    """Take the next task for a worker, or None."""
    ready = DBTaskResult.objects.ready()
    task: Task | None = ready.select_for_update(skip_locked=True).first()
    if task is not None:
        task.claim(worker)
    return task


def perform(task: Task) -> None:
    """Run a claimed task; when it fails, put it off or give it up."""
    now = clock.now()
    try:
        arguments = task.args_kwargs
        value = task.task.call(*arguments["args"], **arguments["kwargs"])
    except Exception as error:  # noqa: BLE001  (whatever a task raises is its failure)
        log.warning("Task %s failed: %s", task.task_path, type(error).__name__)
        _fail(task, type(error), place_of(error), now)
        _note(task, now, failed=True)
    else:
        task.set_successful(value if isinstance(value, int) else None)
        _note(task, now, failed=False)


def place_of(error: BaseException) -> str:
    """Return where an error happened: files and lines, no message, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"{f.filename}:{f.lineno} in {f.name}" for f in frames)


def _fail(task: Task, kind: type[BaseException], place: str, now: dt.datetime) -> None:
    tried = len(task.worker_ids)
    task.exception_class_path = f"{kind.__module__}.{kind.__qualname__}"
    task.traceback = place
    if tried < TRIES:
        task.status = TaskResultStatus.READY
        task.run_after = now + PAUSES[min(tried, len(PAUSES)) - 1]
    else:
        task.status = TaskResultStatus.FAILED
        task.finished_at = now
    task.save()


def _note(task: Task, now: dt.datetime, *, failed: bool) -> None:
    over = failed and task.status == TaskResultStatus.FAILED
    runs = Run.objects.filter(task_path=task.task_path)
    if over or not failed:
        runs.update(ended_at=now, failed=over)


@transaction.atomic
def reap(*, now: dt.datetime) -> int:
    """Take up tasks whose worker is dead; return how many."""
    alive = Beat.objects.filter(at__gte=now - DEAD_AFTER)
    names = {name for name in alive.values_list("worker", flat=True) if _lives(name)}
    count = 0
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    for task in running:
        if task.worker_ids and task.worker_ids[-1] in names:
            continue
        if task.started_at and task.started_at > now - dt.timedelta(seconds=5):
            continue  # claimed a moment ago, its first beat is still to come
        _fail(task, DiedError, "", now)
        count += 1
    return count


class DiedError(Exception):
    """The worker died while it ran the task."""


def _lives(worker: str) -> bool:
    host, _, process = worker.rpartition(":")
    if host != socket.gethostname()[:40] or not process.isdigit():
        return True  # on another computer: its beat says so
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@transaction.atomic
def again(*, task_id: uuid.UUID) -> bool:
    """Put a failed task back into the queue; return whether it was a failed one."""
    failed = DBTaskResult.objects.failed().filter(pk=task_id)
    changed = failed.update(
        status=TaskResultStatus.READY, worker_ids=[], run_after=get_date_max()
    )
    return bool(changed)

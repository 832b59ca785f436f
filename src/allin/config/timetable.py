"""
What the house does by itself, and when.

An entry is due at fixed moments. After a night without power it is due once, not a
hundred times. Of several processes one wins each moment: whoever moves `due_at`.
Every task here is safe to run twice and takes ids only, never words.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from allin.audit import jobs as audit
from allin.config import chores
from allin.config.models import Run
from allin.counselling import jobs as counselling
from allin.directory import jobs as directory
from allin.intake import jobs as intake
from allin.outbox import jobs as outbox
from allin.programmes import jobs as programmes
from allin.support import jobs as support
from allin.vault import jobs as vault
from allin.volunteers import jobs as volunteers

DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """
    One line of the timetable.

    :param label: what it does, for the coordinator
    :param minutes: every so many minutes, counted from midnight UTC
    :param daily_at: or once a day, wall time of the installation
    """

    name: str
    task: Any
    label: Promise
    minutes: int = 0
    daily_at: dt.time | None = None

    @property
    def pause(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.minutes) if self.minutes else DAY

    def last_due(self, now: dt.datetime) -> dt.datetime:
        """Return the latest moment, at or before `now`, at which it is due."""
        if self.daily_at is None:
            midnight = now.astimezone(dt.UTC).replace(
                hour=0, minute=0, second=0, microsecond=0
            )
            return midnight + (now - midnight) // self.pause * self.pause
        here = now.astimezone(ZoneInfo(settings.TIME_ZONE))
        due = here.replace(
            hour=self.daily_at.hour,
            minute=self.daily_at.minute,
            second=0,
            microsecond=0,
            fold=0,
        )
        return (due if due <= here else due - DAY).astimezone(dt.UTC)


def every(
    name: str,
    task: Any,
    label: Promise,
    *,
    minutes: int = 0,
    daily_at: str = "",
) -> Entry:
    """Return a line: `every("outbox.deliver", jobs.deliver, _("…"), minutes=1)`."""
    at = dt.time.fromisoformat(daily_at) if daily_at else None
    return Entry(name, task, label, minutes, at)


ENTRIES: Final[tuple[Entry, ...]] = (
    every("outbox.deliver", outbox.deliver, _("Deliver letters"), minutes=1),
    every("outbox.drop", outbox.drop_texts, _("Drop old letters"), daily_at="03:30"),
    every("vault.drafts", vault.drop_drafts, _("Drop old drafts"), minutes=60),
    every("vault.forget", vault.forget, _("Forget people in time"), daily_at="03:10"),
    every(
        "audit.expire", audit.expire_entries, _("Close old records"), daily_at="04:00"
    ),
    every(
        "counselling.asks", counselling.run_over, _("Remind, ask the next"), minutes=15
    ),
    every(
        "counselling.after",
        counselling.ask_how_it_went,
        _("Ask how appointments went"),
        daily_at="09:00",
    ),
    every(
        "directory.confirm",
        directory.ask_to_confirm,
        _("Ask associations to confirm"),
        daily_at="07:00",
    ),
    every(
        "programmes.offers",
        programmes.move_offers_on,
        _("Offer freed seats to the next"),
        minutes=15,
    ),
    every("intake.resume", intake.resume, _("Go on with lists"), minutes=1),
    every(
        "support.remind",
        support.remind,
        _("Remind of papers that end"),
        daily_at="06:30",
    ),
    every("house.tidy", chores.tidy, _("Tidy up"), minutes=60),
    every(
        "counselling.forget",
        counselling.forget_what_is_over,
        _("Forget referrals that are over"),
        daily_at="02:50",
    ),
    every(
        "programmes.paths",
        programmes.forget_paths,
        _("Forget ways to citizenship that are over"),
        daily_at="03:00",
    ),
    every(
        "programmes.companions",
        programmes.remind_companions,
        _("Remind companions every three months"),
        daily_at="07:30",
    ),
    every(
        "programmes.duty",
        programmes.look_after_duty,
        _("Look after duty weeks"),
        minutes=30,
    ),
    every(
        "programmes.roster",
        programmes.forget_companions,
        _("Take off rosters who left"),
        daily_at="03:25",
    ),
    every(
        "programmes.festivals",
        programmes.look_after_festivals,
        _("Remind of permits, forget helpers of festivals"),
        daily_at="06:40",
    ),
    every(
        "programmes.tandems",
        programmes.ask_tandems,
        _("Ask tandems how it goes"),
        daily_at="07:45",
    ),
    every(
        "volunteers.forget",
        volunteers.forget,
        _("Forget volunteers who left"),
        daily_at="03:20",
    ),
    every(
        "volunteers.back",
        volunteers.welcome_back,
        _("Welcome back after a pause"),
        daily_at="06:00",
    ),
)


def tick(now: dt.datetime, entries: Iterable[Entry] = ENTRIES) -> list[str]:
    """Ask for what is due and was not asked for yet; return the names."""
    known = {run.name: run.due_at for run in Run.objects.all()}
    late = [
        e
        for e in entries
        if known.get(e.name, dt.datetime.min.replace(tzinfo=dt.UTC)) < e.last_due(now)
    ]
    return [entry.name for entry in late if _ask(entry, now)]


@transaction.atomic
def _ask(entry: Entry, now: dt.datetime) -> bool:
    due, path = entry.last_due(now), entry.task.module_path
    run, made = Run.objects.get_or_create(
        name=entry.name, defaults={"due_at": due, "task_path": path}
    )
    if not made:
        mine = Run.objects.filter(pk=run.pk, due_at__lt=due)
        if not mine.update(due_at=due, task_path=path):
            return False
    waiting = DBTaskResult.objects.filter(
        task_path=path,
        status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING),
    )
    if waiting.exists():
        return False
    entry.task.enqueue()
    return True


def overdue(now: dt.datetime) -> list[str]:
    """Return the entries that should have been done and were not, or failed."""
    runs = {run.name: run for run in Run.objects.all()}
    late = []
    for entry in ENTRIES:
        run = runs.get(entry.name)
        patience = max(2 * entry.pause, dt.timedelta(minutes=15))
        if run is not None and (
            run.failed or (run.ended_at or run.due_at) < now - patience
        ):
            late.append(entry.name)
    return late

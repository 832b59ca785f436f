"""Every room's findings in one list, and what only the whole house can see."""

import datetime as dt
import importlib
import importlib.util
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _

from allin.config import backups, certificate, home, timetable
from allin.config.home import LEAST_DISK
from allin.core.findings import Finding

ROOM = "house"
SOON = dt.timedelta(days=14)


def findings(now: dt.datetime) -> list[Finding]:
    """Return all that is not as it should be, by each room's own queries."""
    found = list(_pending())
    if found:
        return found  # the rooms' tables are not those of this program yet
    for room in rooms():
        found += room.findings(now)
    return [*found, *installation(now)]


def rooms() -> list[ModuleType]:
    """Return the doctor of every room that has one."""
    places = [
        f"{name}.doctor"
        for name in settings.INSTALLED_APPS
        if name.startswith("allin.") and name != "allin.config"
    ]
    return [
        importlib.import_module(place)
        for place in places
        if importlib.util.find_spec(place) is not None
    ]


def _pending() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(
            ROOM,
            "migrations_pending",
            _("The database is older than the program; `allin serve` updates it."),
            count=len(waiting),
        )


def installation(now: dt.datetime) -> Iterator[Finding]:
    """Find what is wrong with the computer, the disk, the address, the timetable."""
    yield from _checks()
    yield from _files()
    yield from _certificate(now)
    yield from _backups(now)
    late = timetable.overdue(now)
    if late:
        yield Finding(
            ROOM,
            "jobs_overdue",
            _("Jobs were not done for long, or failed."),
            count=len(late),
            ids=tuple(late),
            page="jobs",
        )


def _checks() -> Iterator[Finding]:
    """What the framework and our own checks say, the triggers of NoOverlap too."""
    said = checks.run_checks(databases=["default"])
    bad = [word for word in said if word.is_serious()]
    if bad:
        yield Finding(
            ROOM,
            "checks_fail",
            _("The program's own checks fail."),
            count=len(bad),
            ids=tuple(str(word.id) for word in bad[:20]),
        )


def _certificate(now: dt.datetime) -> Iterator[Finding]:
    ends_at = certificate.ends_at(settings.ADDRESS)
    if ends_at is not None and ends_at < now + SOON:
        yield Finding(
            ROOM,
            "certificate_ends",
            _("The certificate of the address ends in %(count)d days."),
            count=max(0, (ends_at - now).days),
        )


def _backups(now: dt.datetime) -> Iterator[Finding]:
    if settings.DEMO:
        return
    if not settings.BACKUP_TO:
        yield Finding(
            ROOM,
            "backup_nowhere",
            _("No backup is made at night: nobody has said where to."),
            count=1,
            level="warn",
        )
        return
    newest = backups.newest(Path(settings.BACKUP_TO))
    if newest is None or newest < now - backups.PATIENCE:
        yield Finding(
            ROOM,
            "backup_old",
            _("There is no backup of the last two days."),
            count=0 if newest is None else (now - newest).days,
        )


def _files() -> Iterator[Finding]:
    if not settings.HOME.exists():
        return
    if stat.S_IMODE(settings.HOME.stat().st_mode) & 0o077:
        yield Finding(
            ROOM,
            "home_open_to_others",
            _("Others on this computer can look into the home."),
            count=1,
        )
    free = shutil.disk_usage(settings.HOME).free
    if free < LEAST_DISK:
        yield Finding(
            ROOM,
            "disk_full",
            _("There is little room left on the disk."),
            count=free // (1024 * 1024),
        )
    if not (settings.HOME / home.RECOVERY).exists():
        yield Finding(
            ROOM,
            "no_recovery_key",
            _("There is no recovery key, so no backup can be made."),
            count=1,
        )

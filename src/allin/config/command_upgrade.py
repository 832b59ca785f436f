"""`allin upgrade`: a backup, the database to this version, a look at everything."""

import argparse
import contextlib
import datetime as dt
import shutil
import sqlite3
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from allin.config import command_backup, command_serve, doctor, home
from allin.core import clock

FRESH: Final = dt.timedelta(days=1)


def run(options: argparse.Namespace) -> int:
    """
    Bring a home that nobody serves up to this version of the program.

    When that fails, an embedded database is put back as it was; of another one the
    backup is the way back, and it is said how.
    """
    held = home.lock(settings.HOME)
    try:
        backup = _made(options.saved) if options.saved else _backup()
        print(_("Saved: %(path)s") % {"path": backup})
        before = _copy()
        try:
            command_serve.prepare()
        except Exception:
            _put_back(before)
            print(_way_back(backup))
            raise
        before.unlink(missing_ok=True)
    finally:
        held.close()
    bad = _look()
    print(_way_back(backup) if bad else _("All is done. Start it with `allin serve`."))
    return 1 if bad else 0


def _backup() -> Path:
    folder = Path(settings.BACKUP_TO or settings.HOME / "backups")
    folder.mkdir(exist_ok=True, mode=home.OWN)
    path = folder / f"allin-{clock.now():%Y-%m-%d-%H%M}-before-upgrade.backup"
    try:
        command_backup.make(path)
    except DatabaseError as older:
        raise home.NotReadyError(
            noop(
                "This version cannot read the tables of the one before. Make the backup"
                " with that one (`allin backup`), then `allin upgrade --saved FILE`."
            )
        ) from older
    return path


def _made(name: str) -> Path:
    """Return the backup somebody made themselves, if it is of today."""
    path = Path(name)
    if not path.is_file():
        raise home.NotReadyError(noop("There is no such file: %(path)s"), path=path)
    made_at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    if made_at < clock.now() - FRESH:
        raise home.NotReadyError(
            noop("%(path)s is older than a day. Make a new backup first."), path=path
        )
    return path


def _copy() -> Path:
    """Copy the embedded database next to itself; elsewhere there is none to copy."""
    copy = Path(settings.HOME) / "tmp" / "before-upgrade.sqlite3"
    if connection.vendor == "sqlite":
        copy.parent.mkdir(exist_ok=True, mode=home.OWN)
        with (
            contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as a,
            contextlib.closing(sqlite3.connect(copy)) as b,
        ):
            a.backup(b)
    return copy


def _put_back(copy: Path) -> None:
    connection.close()
    if not copy.exists():
        return
    place = Path(connection.settings_dict["NAME"])
    for beside in ("-wal", "-shm"):
        place.with_name(place.name + beside).unlink(missing_ok=True)
    shutil.move(copy, place)
    print(_("It did not work. The database stands as it was before."))


def _look() -> bool:
    """Print what the doctor finds; return whether anything of it is bad."""
    found = doctor.findings(clock.now())
    for finding in found:
        print(f"  {finding.room}/{finding.rule} ({finding.count}): {finding.said}")
    return any(finding.level == "bad" for finding in found)


def _way_back(backup: Path) -> str:
    return _(
        "The way back: install the version from before, empty the home, then"
        " `allin restore %(path)s`."
    ) % {"path": backup}

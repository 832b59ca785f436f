"""A backup every night, in a folder that lies on another disk or computer."""

import datetime as dt
from pathlib import Path
from typing import Final

from django.conf import settings
from django_tasks import task

from allin.config import command_backup
from allin.core import clock

KEPT: Final = 14  # nights
PATIENCE: Final = dt.timedelta(days=2)
NAMED: Final = "allin-*.backup"


@task()
def keep() -> int:
    """Back everything up where the installation says so; return how many are kept."""
    if not settings.BACKUP_TO:
        return 0
    return keep_in(Path(settings.BACKUP_TO), clock.now())


def keep_in(folder: Path, now: dt.datetime) -> int:
    """
    Make a backup in a folder, and drop the oldest of more than fourteen.

    The folder has to be there: one that is made on the spot would lie on the disk of
    the house when the other one is not mounted.

    :raises OSError: if the folder is not there, or cannot be written to
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    command_backup.make(folder / f"allin-{now:%Y-%m-%d-%H%M}.backup")
    made = sorted(folder.glob(NAMED))
    for old in made[:-KEPT]:
        old.unlink()
    return len(made[-KEPT:])


def newest(folder: Path) -> dt.datetime | None:
    """Return when the newest backup in a folder was made, or None."""
    times = [file.stat().st_mtime for file in folder.glob(NAMED)]
    return dt.datetime.fromtimestamp(max(times), dt.UTC) if times else None

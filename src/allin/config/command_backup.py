"""`allin backup`: everything in one file, sealed to the recovery key."""

import argparse
import base64
import contextlib
import datetime as dt
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.config import home, sealing
from allin.core import clock
from allin.vault import clients

VERSION = 1
# Drafts die in a day, sessions and the cache are nobody's loss: they stay behind.
LEFT_BEHIND = ("vault_draft", "django_session", "allin_cache", "config_beat")


def run(options: argparse.Namespace) -> int:
    """Write the backup next to its name, and give it the name when it is complete."""
    now = clock.now()
    usual = f"allin-{now:%Y-%m-%d-%H%M}.backup"
    path = Path(options.path or usual)
    if path.is_dir():
        path /= usual
    make(path)
    size = path.stat().st_size // 1024
    print(_("Saved: %(path)s, %(size)d kB.") % {"path": path, "size": size})
    return 0


def make(path: Path) -> None:
    """Make a backup of this home at `path`."""
    public = settings.HOME / home.RECOVERY
    if not public.exists():
        raise home.NotReadyError(
            noop("There is no recovery key, so no backup can be made.")
        )
    ring_words = clients.key_file().read_bytes()
    new = path.with_name(f"{path.name}.new")
    with tempfile.TemporaryDirectory(dir=_own_folder()) as folder:
        database = _database(Path(folder))
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            sealer = sealing.Sealer(out, base64.b64decode(public.read_bytes()))
            with tarfile.open(fileobj=cast("IO[bytes]", sealer), mode="w|") as tar:
                _put(tar, "about.json", json.dumps(_about(database)).encode())
                _put(tar, "vault.key", ring_words)
                ledger = clients.ledger_file()
                _put(tar, "erased", ledger.read_bytes() if ledger.exists() else b"")
                for name in ("secret", home.RECOVERY, home.MARKER):
                    if (settings.HOME / name).exists():
                        tar.add(settings.HOME / name, f"home/{name}")
                if (settings.HOME / "files").exists():
                    tar.add(settings.HOME / "files", "home/files")
                tar.add(database, database.name)
            sealer.close()
    new.replace(path)


def _own_folder() -> Path:
    folder = Path(settings.HOME) / "tmp"
    folder.mkdir(exist_ok=True, mode=home.OWN)
    return folder


def _about(database: Path) -> dict[str, Any]:
    return {
        "version": VERSION,
        "made_at": clock.now().isoformat(),
        "database": database.name,
        # `allin upgrade` backs up tables that are older than the program: only what
        # every version has is read
        "heads": {
            c.slug: audit.heads(c)
            for c in Centre.objects.only("pk", "slug").order_by("pk")
        },
    }


def _put(tar: tarfile.TarFile, name: str, words: bytes) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = len(words), 0o600
    tar.addfile(about, io.BytesIO(words))


def _database(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        return _sqlite(folder / "allin.sqlite3")
    return _rows(folder / "rows.jsonl")


def _sqlite(target: Path) -> Path:
    """Copy the file as it is at one moment, while others go on writing."""
    with (
        contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as a,
        contextlib.closing(sqlite3.connect(target)) as b,
    ):
        a.backup(b)
        for table in LEFT_BEHIND:
            with contextlib.suppress(sqlite3.OperationalError):
                b.execute(f'DELETE FROM "{table}"')  # noqa: S608  (our own names)
        b.commit()
        b.execute("VACUUM")
        b.execute("PRAGMA journal_mode=DELETE")
    return target


class Exact(DjangoJSONEncoder):
    """Write moments to the microsecond: the record's hashes are made of them."""

    def default(self, o: object) -> object:
        if isinstance(o, dt.datetime | dt.time):
            return o.isoformat()
        return super().default(o)


@transaction.atomic
def _rows(target: Path) -> Path:
    """Write every row as one line, all as of one moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    with target.open("w", encoding="utf-8") as out:
        serializers.serialize("jsonl", _every_row(), stream=out, cls=Exact)
    return target


def _every_row() -> Iterator[Any]:
    models = serializers.sort_dependencies(
        [(config, None) for config in apps.get_app_configs()]
    )
    for model in models:
        if model._meta.managed and model._meta.db_table not in LEFT_BEHIND:
            rows = model._base_manager.order_by("pk")  # noqa: SLF001  (documented)
            yield from rows.iterator(chunk_size=2000)

"""`allin restore`: from a backup into an empty home; `--verify` only tries it."""

import argparse
import getpass
import json
import os
import shutil
import tarfile
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.config import doctor, home, schema, sealing
from allin.core import clock
from allin.vault import clients
from allin.vault import operations as vault


def run(options: argparse.Namespace) -> int:
    """Open, check and forget again; only then it stands where it is served from."""
    building, place = Path(settings.HOME), options.handed
    try:
        about = open_into(building, Path(options.file), key_words(options.key))
        if options.ledger:
            _take_over(Path(options.ledger))
        forgotten = vault.replay_ledger(now=clock.now())
        _say(about, forgotten)
        sound = holds(about)
        if not sound:
            print(_("The record does not hold: somebody changed it."))
        if options.verify or not sound:
            _drop(building)
            return 0 if sound else 1
    except BaseException:
        _drop(building)
        raise
    connection.close()
    if place.exists():
        place.rmdir()  # begin_restore saw that it is empty
    building.rename(place)
    print(_("Restored into %(home)s. Start it with `allin serve`.") % {"home": place})
    return 0


def key_words(path: str) -> bytes:
    """Return the recovery key: from a file, the environment, or typed."""
    words = os.environ.get("ALLIN_RECOVERY_KEY", "")
    if path:
        words = Path(path).read_text(encoding="utf-8")
    if not words:
        words = getpass.getpass(_("Recovery key, from the page in the safe: "))
    return home.recovery_key(words)


def open_into(building: Path, file: Path, key: bytes) -> dict[str, Any]:
    """Open a backup into a prepared home, and return what it says of itself."""
    opened = building / "tmp" / "opened"
    opened.mkdir(parents=True)
    try:
        with file.open("rb") as source:
            opener = sealing.Opener(source, key)
            with tarfile.open(fileobj=cast("IO[bytes]", opener), mode="r|") as tar:
                _unpack(tar, opened)
            opener.read()  # to the end: a file that was cut is noticed here
    except FileNotFoundError as missing:
        raise home.NotReadyError(
            noop("There is no such file: %(path)s"), path=file
        ) from missing
    except (sealing.BrokenError, tarfile.TarError) as broken:
        raise home.NotReadyError(
            noop(
                "%(path)s does not open. It is damaged, or belongs to another recovery"
                " key."
            ),
            path=file,
        ) from broken
    about: dict[str, Any] = json.loads((opened / "about.json").read_bytes())
    clients.write_key_file(clients.parse((opened / "vault.key").read_text("utf-8")))
    _take_over(opened / "erased")
    for item in (opened / "home").iterdir():
        target = building / item.name
        if target.is_dir():
            shutil.rmtree(target)
        item.rename(target)
    _fill(opened / about["database"])
    shutil.rmtree(opened)
    return about


def _unpack(tar: tarfile.TarFile, into: Path) -> None:
    """
    Write a backup's plain files below a folder.

    `tarfile` filters members itself only from Python 3.11.4 on, and Debian 12 has
    3.11.2. Ours hold files and folders alone: a link, a device or a way out of the
    folder is not from us, and the backup counts as damaged.
    """
    for member in tar:
        inside = PurePosixPath(member.name)
        if inside.is_absolute() or ".." in inside.parts:
            raise tarfile.ExtractError(member.name)
        target = into / inside
        if member.isdir():
            target.mkdir(parents=True, exist_ok=True)
        elif member.isreg() and (content := tar.extractfile(member)):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(content, file)
            target.chmod(member.mode & 0o700)
        else:
            raise tarfile.ExtractError(member.name)


def _fill(source: Path) -> None:
    """Put the rows in place, and bring them up to this version of the program."""
    if source.suffix == ".sqlite3" and connection.vendor == "sqlite":
        connection.close()
        shutil.move(source, connection.settings_dict["NAME"])
        call_command("migrate", verbosity=0, interactive=False)
    else:
        schema.bring_up_to_date()
        _fill_from_rows(source)
    call_command("createcachetable", verbosity=0)


def _fill_from_rows(source: Path) -> None:
    if source.suffix != ".jsonl" or Centre.objects.exists():
        raise home.NotReadyError(
            noop("This backup needs an empty database of the kind it came from.")
        )
    with source.open(encoding="utf-8") as lines, transaction.atomic():
        with connection.cursor() as cursor:
            # what `migrate` wrote by itself is in the backup as well
            cursor.execute("DELETE FROM auth_permission")
            cursor.execute("DELETE FROM django_content_type")
        models = set()
        for row in serializers.deserialize("jsonl", lines):
            row.save()
            models.add(type(row.object))
    statements = connection.ops.sequence_reset_sql(no_style(), list(models))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _take_over(ledger: Path) -> None:
    """Add the lines of a ledger to this home's own."""
    known = clients.erased_ids()
    lines = ledger.read_text("utf-8").splitlines() if ledger.exists() else []
    fresh = [line for line in lines if line and line.split(" ", 1)[0] not in known]
    if fresh:
        clients.note_erasures(fresh)


def holds(about: dict[str, Any]) -> bool:
    """Return whether the record holds, up to the heads the backup left with."""
    for centre in Centre.objects.order_by("pk"):
        if audit.verify(centre):
            return False
        now = {kind: list(head) for kind, head in audit.heads(centre).items()}
        then = about["heads"].get(centre.slug, {})
        # replaying the ledger adds entries, it takes none away
        if any(now.get(kind, [0])[0] < head[0] for kind, head in then.items()):
            return False
    return True


def _say(about: dict[str, Any], forgotten: int) -> None:
    print(_("Backup of %(moment)s.") % {"moment": about["made_at"][:16]})
    print(_("Forgotten again: %(number)d.") % {"number": forgotten})
    found = doctor.findings(clock.now())
    for finding in found:
        print(f"  {finding.room}/{finding.rule} ({finding.count}): {finding.sentence}")
    if not found:
        print(_("All is as it should be."))


def _drop(building: Path) -> None:
    connection.close()
    clients.key_file().unlink(missing_ok=True)
    clients.ledger_file().unlink(missing_ok=True)
    shutil.rmtree(building, ignore_errors=True)

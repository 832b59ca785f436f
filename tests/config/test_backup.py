import contextlib
import datetime as dt
import io
import json
import os
import subprocess
import sys
import tarfile

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from allin.config import home, sealing
from allin.config.command_backup import Exact
from allin.config.command_restore import open_into

PLANTED = "0151 23456789"

# What happens in a centre between `init` and `backup`; run by `allin manage shell`.
WORK = f"""
import datetime as dt
from allin.centres.models import Centre
from allin.core import clock
from allin.vault import operations as vault
from allin.outbox import operations as outbox
now = clock.now()
centre = Centre.objects.get()
for name in ("kept", "erased"):
    subject = vault.new_subject(centre=centre, now=now)
    vault.seal(subject_id=subject.id, field="phone", text="{PLANTED}")
    print(name, subject.id)
vault.keep_draft(key="k", data={{"phone": "{PLANTED}"}}, now=now)
"""
ERASE = """
from allin.core import clock
from allin.vault import operations as vault
vault.erase(subject_id="{id}", why="withdrawn", now=clock.now())
"""
LOOK = """
from allin.core import clock
from allin.core.people import Visitor
from allin.vault import operations as vault
from allin.vault.models import Draft, Subject
by, now = Visitor(id=1), clock.now()
for subject in Subject.objects.standing():
    print(subject.id, vault.read(
        subject_id=subject.id, field="phone", by=by, purpose="test", now=now))
print("drafts", Draft.objects.count())
"""


class Terminal:
    """Somebody at a terminal, with a home, and a folder for keys elsewhere."""

    def __init__(self, folder, name="home"):
        self.home = folder / name
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("ALLIN_", "DJANGO_", "PYTEST"))
        }
        self.environment = kept | {
            "ALLIN_HOME": str(self.home),
            "XDG_CONFIG_HOME": str(folder / f"config-{name}"),
            "PYTHONPATH": "src",
            "LANG": "en_GB.UTF-8",
        }

    def __call__(self, *words, ok=True):
        done = subprocess.run(
            [sys.executable, "-m", "allin", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        if (done.returncode == 0) is not ok:
            pytest.fail(said)
        return said

    def code(self, text):
        return self("manage", "shell", "--no-imports", "-c", text)


@pytest.fixture
def allin(tmp_path):
    return Terminal(tmp_path)


def recovery_words(said):
    rows = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    return "-".join(rows)


@pytest.mark.slow
@pytest.mark.once
def test_a_backup_brings_everything_back_but_whom_the_ledger_forgot(allin, tmp_path):
    allin.environment["ALLIN_RECOVERY_KEY"] = recovery_words(allin("init"))
    said = dict(line.split() for line in allin.code(WORK).splitlines() if line)
    file = tmp_path / "x.backup"
    assert "Saved" in allin("backup", file)
    assert PLANTED.encode() not in file.read_bytes()
    allin.code(ERASE.format(id=said["erased"]))  # after the backup was made
    (ledger,) = (tmp_path / "config-home").rglob("*.erased")

    other = Terminal(tmp_path, "other")
    key = allin.environment["ALLIN_RECOVERY_KEY"]
    other.environment["ALLIN_RECOVERY_KEY"] = key
    assert "Forgotten again: 0" in other("restore", file, "--verify")
    assert not other.home.exists()
    other("restore", file, "--ledger", ledger)
    lines = other.code(LOOK)
    assert f"{said['kept']} {PLANTED}" in lines
    assert said["erased"] not in lines
    assert "drafts 0" in lines
    other("doctor")

    again = other("restore", file, ok=False)
    assert "not empty" in again
    third = Terminal(tmp_path, "third")
    third.environment["ALLIN_RECOVERY_KEY"] = home.recovery_words(os.urandom(32))
    assert "another recovery key" in third("restore", file, ok=False)
    assert not third.home.exists()
    cut = tmp_path / "cut.backup"
    cut.write_bytes(file.read_bytes()[:-40])
    third.environment["ALLIN_RECOVERY_KEY"] = key
    assert "damaged" in third("restore", cut, ok=False)
    assert "no such file" in third("restore", tmp_path / "nothing", ok=False)


def sealed(words, key):
    class Out(io.BytesIO):
        def fileno(self):
            return os.open(os.devnull, os.O_WRONLY)

    out = Out()
    sealer = sealing.Sealer(out, key.public_key().public_bytes_raw())
    for at in range(0, len(words), 100_001):
        sealer.write(words[at : at + 100_001])
    with contextlib.suppress(OSError):  # /dev/null has nothing to sync
        sealer.close()
    return out.getvalue()


@pytest.fixture(scope="module")
def key():
    return X25519PrivateKey.generate()


@pytest.mark.parametrize("size", [0, 1, sealing.PIECE, sealing.PIECE * 3 + 7])
def test_what_is_sealed_opens_again(key, size):
    words = os.urandom(size)
    opener = sealing.Opener(io.BytesIO(sealed(words, key)), key.private_bytes_raw())
    assert opener.read(3) + opener.read() == words


def test_a_changed_byte_anywhere_is_noticed(key):
    whole = sealed(b"words" * 100, key)
    for at in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(sealing.BrokenError):
            sealing.Opener(io.BytesIO(changed), key.private_bytes_raw()).read()


def test_a_missing_or_doubled_piece_is_noticed(key):
    whole = sealed(os.urandom(sealing.PIECE * 2 + 5), key)
    head = len(sealing.MARK) + 32
    piece = 5 + sealing.PIECE + 16
    without = whole[:head] + whole[head + piece :]
    doubled = whole[: head + piece] + whole[head:]
    ended_early = whole[: head + piece]
    for changed in (without, doubled, ended_early):
        with pytest.raises(sealing.BrokenError):
            sealing.Opener(io.BytesIO(changed), key.private_bytes_raw()).read()


@pytest.mark.parametrize("way_out", ["../beside", "/beside/allin", "home/link"])
def test_a_backup_writes_nothing_but_files_in_its_own_folder(key, tmp_path, way_out):
    inside = io.BytesIO()
    with tarfile.open(fileobj=inside, mode="w") as tar:
        member = tarfile.TarInfo(way_out)
        if way_out == "home/link":
            member.type, member.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(member)
    file, building = tmp_path / "x.backup", tmp_path / "deep" / "building"
    file.write_bytes(sealed(inside.getvalue(), key))
    with pytest.raises(home.NotReadyError, match="damaged"):
        open_into(building, file, key.private_bytes_raw())
    left = [path.name for path in tmp_path.rglob("*")]
    assert sorted(left) == ["building", "deep", "opened", "tmp", "x.backup"]


def test_a_recovery_key_is_read_as_people_type_it():
    key = os.urandom(32)
    words = home.recovery_words(key)
    assert home.recovery_key(words) == key
    assert home.recovery_key(f"  {words.lower().replace('-', ' ')}\n") == key
    for wrong in ("", "ABCD", words[:-3], "0000-1111"):
        with pytest.raises(home.NotReadyError):
            home.recovery_key(wrong)


def test_a_row_keeps_its_moment_to_the_microsecond():
    moment = dt.datetime(2026, 3, 10, 9, 40, 1, 123456, tzinfo=dt.UTC)
    assert json.loads(json.dumps(moment, cls=Exact)) == moment.isoformat()
    assert json.dumps(dt.date(2026, 3, 10), cls=Exact) == '"2026-03-10"'

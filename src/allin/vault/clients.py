"""
The key file and the erasure ledger: two files outside the database and its home.

The key file holds every version of the installation's vault key that some wrapped
key still needs; `current` is the one new keys are wrapped with. It is read again when
it changes. The ledger next to it has one line for each erased subject.
"""

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.vault import rules

PRIVATE = 0o600


class MissingKey(Refusal):
    """The vault key is not where it should be."""


@dataclass(frozen=True)
class KeyRing:
    """Every version of the vault key, and which one is current."""

    keys: dict[int, bytes]
    current: int

    @property
    def key(self) -> bytes:
        return self.keys[self.current]


_read: dict[str, tuple[tuple[int, int], KeyRing]] = {}


def key_file() -> Path:
    """Return where the vault key lies."""
    return Path(settings.VAULT_KEY_FILE)


def keyring() -> KeyRing:
    """Return the vault key, or raise MissingKey with a sentence that helps."""
    path = key_file()
    try:
        stat = path.stat()
    except OSError as missing:
        raise MissingKey(
            _(
                "The vault key is missing: %(path)s. Without it nothing sealed can be"
                " read. Put it back, or restore a backup."
            )
            % {"path": path}
        ) from missing
    stamp = (stat.st_mtime_ns, stat.st_ino)
    known = _read.get(str(path))
    if known is None or known[0] != stamp:
        known = (stamp, parse(path.read_text(encoding="utf-8")))
        _read[str(path)] = known
    return known[1]


def parse(text: str) -> KeyRing:
    """Return the key ring written in a key file."""
    try:
        raw = json.loads(text)
        keys = {int(v): base64.b64decode(key) for v, key in raw["keys"].items()}
        ring = KeyRing(keys, int(raw["current"]))
        _valid = ring.key
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise MissingKey(
            _("The vault key file %(path)s is damaged. Restore it from a backup.")
            % {"path": key_file()}
        ) from broken
    return ring


def write_key_file(ring: KeyRing, path: Path | None = None) -> None:
    """Write the key file in one step, readable by its owner alone."""
    path = path or key_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    words = json.dumps(
        {
            "current": ring.current,
            "keys": {
                str(v): base64.b64encode(k).decode() for v, k in ring.keys.items()
            },
        }
    )
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(words)
        out.flush()
        os.fsync(out.fileno())
    new.replace(path)


def make_key_file(path: Path | None = None) -> KeyRing:
    """Make a first vault key where there is none; an existing one is left alone."""
    path = path or key_file()
    if path.exists():
        return parse(path.read_text(encoding="utf-8"))
    ring = KeyRing({1: rules.new_key()}, 1)
    write_key_file(ring, path)
    return ring


def ledger_file() -> Path:
    """Return where erasures are kept, outside the database."""
    path = key_file()
    return path.with_name(f"{path.name}.erased")


def note_erasures(lines: list[str]) -> None:
    """Append lines to the ledger, on the disk before this returns."""
    path = ledger_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
    with os.fdopen(handle, "a", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())


def erased_ids() -> set[str]:
    """Return the opaque ids of every subject that was ever erased."""
    path = ledger_file()
    if not path.exists():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split(" ", 1)[0] for line in lines if line.strip()}

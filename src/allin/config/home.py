"""
The folder an installation lives in, prepared before the framework is loaded.

Here stand the database, files, logs and the secret; the vault key and the ledger of
erasures lie elsewhere, and `keyring` says where.
"""

import base64
import fcntl
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import IO, Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.utils.translation import gettext_noop as _

MARKER: Final = "demo.json"
KEYRING: Final = "keyring"
RECOVERY: Final = "recovery.pub"
OWN: Final = 0o700
LEAST_DISK: Final = 500 * 1024 * 1024  # bytes; below it nothing is safe to write


class NotReadyError(Exception):
    """Why a command cannot begin: a sentence to be translated, and its details."""

    def __init__(self, sentence: str, **details: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details


def place() -> Path:
    """Return the home named by ALLIN_HOME, or the usual one."""
    named = os.environ.get("ALLIN_HOME")
    return Path(named or Path.home() / ".local" / "share" / "allin").resolve()


def is_empty(home: Path) -> bool:
    """Return whether nothing is there that could be lost."""
    return not home.exists() or not any(home.iterdir())


def is_demo(home: Path) -> bool:
    """Return whether `demo` made this home."""
    return (home / MARKER).exists()


def keys_folder() -> Path:
    """Return where vault keys lie: with the person's settings, not with the data."""
    named = os.environ.get("XDG_CONFIG_HOME")
    return Path(named or Path.home() / ".config") / "allin"


def prepare(home: Path, key_file: Path) -> str:
    """
    Make a home with its secret and recovery key, and return the recovery key.

    The vault key itself is made by the vault; here it is only said where it lies.
    """
    home.mkdir(parents=True, exist_ok=True, mode=OWN)
    home.chmod(OWN)
    for folder in ("files", "static", "tmp"):
        (home / folder).mkdir(exist_ok=True, mode=OWN)
    write(home / "secret", secrets.token_urlsafe(50))
    write(home / KEYRING, str(key_file))
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    write(home / RECOVERY, base64.b64encode(public).decode())
    return recovery_words(private.private_bytes_raw())


def write(path: Path, text: str) -> None:
    """Write a small file that only its owner can read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)


def recovery_words(key: bytes) -> str:
    """Return a key as people copy it from paper: groups of four, no 0, 1, 8 or 9."""
    letters = base64.b32encode(key).decode().rstrip("=")
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def recovery_key(words: str) -> bytes:
    """Return the key somebody typed from paper, or raise NotReadyError."""
    letters = "".join(sign for sign in words.upper() if sign.isalnum())
    padding = "=" * (-len(letters) % 8)
    try:
        key = base64.b32decode(letters + padding)
    except ValueError:
        key = b""
    expected = 32
    if len(key) != expected:
        raise NotReadyError(
            _("This is not a recovery key: it has 52 letters and digits.")
        )
    return key


def lock(home: Path) -> IO[str]:
    """Hold the home for this process, or raise NotReadyError if another does."""
    home.mkdir(parents=True, exist_ok=True, mode=OWN)
    held = (home / "serve.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as busy:
        held.close()
        raise NotReadyError(
            _("ALL IN is already running in %(home)s. Stop it first."), home=home
        ) from busy
    return held


def begin_init() -> str:
    """Prepare an empty home; return the recovery key, to be shown once."""
    home = place()
    if not is_empty(home):
        raise NotReadyError(
            _("%(home)s is not empty. ALLIN_HOME names another folder."), home=home
        )
    named = os.environ.get("ALLIN_VAULT_KEY")
    key_file = Path(named) if named else _key_of(home)
    if key_file.exists():
        raise NotReadyError(
            _("There is a vault key already: %(path)s. Keep it safe elsewhere first."),
            path=key_file,
        )
    return prepare(home, key_file)


def _key_of(home: Path) -> Path:
    return keys_folder() / f"{home.name}-{secrets.token_hex(4)}.key"


def begin_demo(details: dict[str, object]) -> Path:
    """Prepare a home for a demo in the making, next to where it will stand."""
    home = place()
    if not is_empty(home) and not is_demo(home):
        raise NotReadyError(
            _("%(home)s is not a demo. The demo goes into a folder of its own."),
            home=home,
        )
    building = home.with_name(f"{home.name}.building")
    if building.exists():
        _drop(building)
    os.environ.pop("ALLIN_VAULT_KEY", None)
    words = prepare(building, _key_of(home))
    write(building / MARKER, json.dumps({**details, "recovery": words}))
    os.environ["ALLIN_HOME"] = str(building)
    return home


def swap_in(building: Path, home: Path) -> None:
    """Put a finished home in its place; what stood there goes, key and all."""
    old = home.with_name(f"{home.name}.old")
    if old.exists():
        _drop(old)
    if home.exists():
        home.rename(old)
    building.rename(home)
    if old.exists():
        _drop(old)


def _drop(home: Path) -> None:
    # only ever a demo, or one that was never finished
    keyring = home / KEYRING
    if keyring.exists() and is_demo(home):
        key_file = Path(keyring.read_text(encoding="utf-8").strip())
        key_file.unlink(missing_ok=True)
        key_file.with_name(f"{key_file.name}.erased").unlink(missing_ok=True)
    shutil.rmtree(home)


def begin_restore(*, verify: bool) -> Path:
    """Prepare a home for a backup to be opened in; return where it will stand."""
    home = place()
    if not verify and not is_empty(home):
        raise NotReadyError(
            _("%(home)s is not empty. A backup goes into an empty home."), home=home
        )
    building = home.with_name(f"{home.name}.restoring")
    if building.exists():
        shutil.rmtree(building)
    prepare(building, _key_of(home))
    os.environ.pop("ALLIN_VAULT_KEY", None)
    os.environ["ALLIN_HOME"] = str(building)
    return home

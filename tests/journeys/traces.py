"""
What a person seeking help leaves behind, looked for wherever it could lie.

Read as bytes: every file of the home, so the database, its journal, uploads and the
log, and a sealed backup. Read as text: every row of every table, sessions and the
cache opened, and each letter with its seal taken off.
"""

import json
import logging
from pathlib import Path
from urllib.parse import unquote_plus

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from allin.config import command_backup, home
from allin.config.logs import Bare
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.vault import operations as vault
from tests.planted import everywhere, found_in, in_tables, words

NAMES, PHONES, NOTES = words()[:40], words()[40:70], words()[70:]
PLANTED = (*NAMES, *PHONES, *NOTES)
FIELDS = ("name", "phone", "note")


class Traces:
    """
    Looks for the planted words; `left()` names each place where one lies.

    `typed` holds those a browser has sent: they are looked for when it is closed.
    """

    def __init__(self):
        self.typed = set()
        self.home = Path(settings.HOME)
        if connection.vendor == "sqlite":  # nothing of an earlier journey is found
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        log = self.home / "journey.log"
        self.log = logging.FileHandler(log, mode="w", encoding="utf-8")
        self.log.setFormatter(Bare())
        self.loggers = [logging.getLogger(name) for name in ("", "django", "allin")]
        if not (self.home / home.RECOVERY).exists():
            home.prepare(self.home, Path(settings.VAULT_KEY_FILE))

    def plant(self, centre, now):
        """Seal all hundred in the vault, for people who came before."""
        for at, word in enumerate(PLANTED):
            subject = vault.new_subject(centre=centre, now=now)
            vault.seal(subject_id=subject.id, field=FIELDS[at % 3], text=word)

    def listen(self):
        for logger in self.loggers:
            logger.addHandler(self.log)

    def stop(self):
        for logger in self.loggers:
            logger.removeHandler(self.log)
        self.log.close()

    def heed(self, request):
        """Note what a browser sends."""
        if request.method == "POST" and (body := request.post_data_buffer):
            sent = unquote_plus(body.decode(errors="replace"))
            self.typed.update(found_in(sent.encode(), PLANTED))

    def left(self, *, backup=True):
        """Return (place, word) for every planted word outside the vault."""
        if backup:
            command_backup.make(self.home / "journey.backup")
        self.log.flush()
        return [
            *everywhere(self.home, PLANTED),
            *in_tables(PLANTED),
            *self._in("session", (json.dumps(s.get_decoded(), ensure_ascii=False)
                                  for s in Session.objects.all())),
            *self._in("letter", map(outbox.text_of, Letter.objects.all())),
            *self._in("cache", [repr(getattr(cache, "_cache", ""))]),
        ]  # fmt: skip

    def _in(self, place, texts):
        return [(place, word) for t in texts for word in found_in(t.encode(), PLANTED)]

    def none(self, when, *, backup=True):
        """Hold that nothing of the person lies about, at one point of a journey."""
        left = self.left(backup=backup)
        assert left == [], f"{when}: personal words outside the vault"


def stands_in_a_file():
    """Return whether the database under test is a file that can be searched."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor == "sqlite" and Path(name).exists()

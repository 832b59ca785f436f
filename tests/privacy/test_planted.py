"""A hundred planted words of people who seek help stand nowhere but in the vault."""

import base64
import json
import logging
import os
import subprocess
import sys

import pytest

from allin.audit.models import Entry
from allin.config import worker
from allin.config.logs import Bare
from allin.outbox import operations as outbox
from allin.vault import operations as vault
from allin.vault.models import Subject, Value
from tests.planted import everywhere, found_in, in_tables, words

PLANTED = words()
FIELDS = ("name", "phone", "note")


@pytest.fixture
def planted(kassel, derya, coordinator, now):
    """Each word sealed for somebody, drafted, read, and written about."""
    for at, word in enumerate(PLANTED):
        subject = vault.new_subject(centre=kassel, now=now)
        field = FIELDS[at % 3]
        vault.seal(subject_id=subject.id, field=field, text=word)
        vault.keep_draft(key=f"session-{at}:refer", data={field: word}, now=now)
        vault.give_consent(
            subject_id=subject.id,
            purpose="contact",
            receiver="association:1",
            text_version="1",
            language="de",
            channel="paper",
            expires_at=now.replace(year=2027),
            now=now,
        )
        vault.read(
            subject_id=subject.id, field=field, by=coordinator, purpose="call", now=now
        )
        outbox.write(
            centre=kassel,
            to_kind="accounts.user",
            to_id=derya.pk,
            subject=word,
            body=f"Über {word}",
            language="de",
            now=now,
        )


def test_there_are_a_hundred_different_words():
    assert len(set(PLANTED)) == 100


def test_no_table_holds_a_planted_word(planted):
    assert Subject.objects.count() == 100
    assert Entry.objects.filter(verb="vault.read").count() == 100
    assert in_tables(PLANTED) == []


def test_a_word_that_was_not_sealed_is_found(planted):
    Value.objects.filter(pk=Value.objects.first().pk).update(
        sealed=f"xx{PLANTED[7]}yy".encode()
    )
    Subject.objects.filter(pk=Subject.objects.first().pk).update(why=PLANTED[0])
    hits = in_tables(PLANTED)
    assert {table for table, _ in hits} == {"vault_value", "vault_subject"}
    assert {word for _, word in hits} == {PLANTED[7], PLANTED[0]}


@pytest.mark.parametrize("word", [PLANTED[0], PLANTED[50], PLANTED[99]])
def test_the_search_knows_other_spellings(word):
    for written in (
        word.encode(),
        json.dumps({"a": word}).encode(),
        word.encode("utf-16-le"),
        base64.b64encode(b"some words before " + word.encode() + b" and after"),
        word.encode().hex().encode(),
    ):
        assert found_in(b"\x00" + written + b"\x00", PLANTED) == [word]


def fails_with(word):
    raise ValueError(word)


def test_an_error_reaches_the_log_without_its_words(db):
    with pytest.raises(ValueError, match=PLANTED[3]) as raised:
        fails_with(PLANTED[3])
    trouble = (raised.type, raised.value, raised.tb)
    record = logging.LogRecord("allin", 40, "x", 1, "It failed", None, trouble)
    assert found_in(Bare().format(record).encode(), PLANTED) == []
    assert found_in(worker.place_of(raised.value).encode(), PLANTED) == []


LIVE = """
import sys
sys.path.insert(0, ".")
from django.test import Client
from allin.centres.models import Centre
from allin.core import clock
from allin.core.people import Visitor
from allin.config import worker
from allin.outbox import operations as outbox
from allin.vault import operations as vault
from allin.vault.models import Value
from tests.planted import in_tables, words
now, centre = clock.now(), Centre.objects.first()
for at, word in enumerate(words()):
    subject = vault.new_subject(centre=centre, now=now)
    vault.seal(subject_id=subject.id, field="phone", text=word)
    vault.keep_draft(key=f"s{{at}}", data={{"phone": word}}, now=now)
    vault.read(subject_id=subject.id, field="phone", by=Visitor(id=1),
               purpose="call", now=now)
    outbox.write(centre=centre, to_kind="accounts.user", to_id=1, subject=word,
                 body=word, language="de", now=now)
    if at % 3 == 0:
        vault.erase(subject_id=subject.id, why="withdrawn", now=now)
hand = worker.Worker("planted:1")
hand.look()
while hand.work_once():
    pass
if {leak}:
    Value.objects.filter(pk=Value.objects.first().pk).update(
        sealed=words()[1].encode())
print(in_tables(words()))
"""


@pytest.mark.slow
def test_no_file_of_a_home_holds_a_planted_word_and_a_leak_is_found(tmp_path):
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("ALLIN_", "DJANGO_", "PYTEST"))
    }
    home = tmp_path / "home"
    environment = kept | {
        "ALLIN_HOME": str(home),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": "src",
    }

    def allin(*given):
        done = subprocess.run(
            [sys.executable, "-m", "allin", *given],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    allin("init")
    said = allin("manage", "shell", "--no-imports", "-c", LIVE.format(leak=False))
    assert "[]" in said.splitlines()
    assert found_in(said.encode(), PLANTED) == []
    allin("backup", str(tmp_path / "x.backup"))
    assert everywhere(tmp_path, PLANTED) == []

    allin("manage", "shell", "--no-imports", "-c", LIVE.format(leak=True))
    leaks = everywhere(home, PLANTED)
    assert {word for _, word in leaks} == {PLANTED[1]}
    assert all("sqlite3" in file for file, _ in leaks)

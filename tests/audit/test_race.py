from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from allin.audit import operations
from allin.audit.models import ACTS, Entry
from allin.config import timetable
from allin.outbox.models import Letter
from allin.vault import operations as vault
from allin.vault.models import WordsKey

pytestmark = [
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'",
        reason="SQLite lets one writer in at a time, by the file's own lock",
    ),
]


def at_once(do, times, workers=12):
    def one(number):
        try:
            return do(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, range(times)))


def test_many_at_once_write_one_chain(kassel, now):
    def record(number):
        operations.record(
            centre=kassel,
            verb="rooms.book",
            thing="rooms.Booking",
            thing_id=number,
            by=None,
            now=now,
        )

    at_once(record, 120)
    chain = Entry.objects.chain(kassel.pk, ACTS)
    assert [entry.seq for entry in chain] == list(range(1, 121))
    assert operations.verify(kassel) == []


def test_many_timetables_ask_once(kassel, now):
    asked = at_once(lambda _: timetable.tick(now), 12)
    names = [name for round_ in asked for name in round_]
    assert sorted(names) == sorted(entry.name for entry in timetable.ENTRIES)


def test_many_first_letters_share_one_key(kassel, now):
    sealed = at_once(
        lambda n: vault.seal_words(name="race", row=n, text=f"words {n}"), 12
    )
    assert WordsKey.objects.filter(name="race").count() == 1
    opened = [
        vault.open_words(name="race", row=n, sealed=words)
        for n, words in enumerate(sealed)
    ]
    assert opened == [f"words {n}" for n in range(12)]
    assert not Letter.objects.exists()

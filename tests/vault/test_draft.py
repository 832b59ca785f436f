import datetime as dt

import pytest

from allin.vault import jobs, operations, rules
from allin.vault.models import Draft

DAY = dt.timedelta(hours=24)


def test_what_was_typed_comes_back(db, now):
    operations.keep_draft(key="s:refer", data={"need": "Kündigung"}, now=now)
    operations.keep_draft(key="s:refer", data={"need": "Miete"}, now=now)
    assert operations.open_draft(key="s:refer", now=now) == {"need": "Miete"}
    assert b"Miete" not in bytes(Draft.objects.get().sealed)


def test_after_a_day_nobody_can_open_it(db, now):
    operations.keep_draft(key="k", data={"a": 1}, now=now)
    assert operations.open_draft(key="k", now=now + DAY) is None
    assert operations.open_draft(key="other", now=now) is None


def test_a_draft_moved_to_somebody_elses_key_does_not_open(db, now):
    operations.keep_draft(key="mine", data={"a": 1}, now=now)
    Draft.objects.update(key="theirs")
    assert operations.open_draft(key="theirs", now=now) is None


def test_a_draft_can_be_dropped(db, now):
    operations.keep_draft(key="k", data={"a": 1}, now=now)
    operations.drop_draft(key="k")
    operations.drop_draft(key="k")
    assert operations.open_draft(key="k", now=now) is None


def test_the_job_forgets_dead_drafts_with_their_keys(db, now):
    operations.keep_draft(key="old", data={"a": 1}, now=now - DAY)
    operations.keep_draft(key="new", data={"a": 1}, now=now)
    assert jobs.drop_drafts.call() == 1
    assert Draft.objects.get().key == "new"


def test_words_of_another_row_do_not_open(db):
    sealed = operations.seal_words(name="outbox.letter", row=1, text="Hallo")
    with pytest.raises(rules.DoesNotOpenError):
        operations.open_words(name="outbox.letter", row=2, sealed=sealed)

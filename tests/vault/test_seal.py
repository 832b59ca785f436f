import datetime as dt
import shutil
import stat
import uuid

import pytest

from allin.audit.models import READS, Entry
from allin.core.errors import Refusal
from allin.vault import clients, doctor, operations, rules
from allin.vault.models import Subject, Value


def read(subject, coordinator, now, **more):
    words = {"field": "phone", "purpose": "call back", **more}
    return operations.read(subject_id=subject.id, by=coordinator, now=now, **words)


def test_a_sealed_value_comes_back_and_the_opening_is_noted(samira, coordinator, now):
    assert read(samira, coordinator, now) == "0151 23456789"
    entry = Entry.objects.get(kind=READS)
    assert (entry.verb, entry.actor) == ("vault.read", coordinator.id)
    assert entry.detail == "phone call back"


def test_without_a_purpose_nothing_opens(samira, coordinator, now):
    with pytest.raises(Refusal):
        read(samira, coordinator, now, purpose=" ")
    assert not Entry.objects.exists()


def test_the_database_holds_no_readable_word(samira):
    value = Value.objects.get()
    assert b"0151" not in bytes(value.sealed)


def test_sealing_again_replaces(samira, coordinator, now):
    operations.seal(subject_id=samira.id, field="phone", text="0561 1")
    assert read(samira, coordinator, now) == "0561 1"
    assert Value.objects.count() == 1


def test_a_tampered_value_does_not_open(samira, coordinator, now):
    value = Value.objects.get()
    sealed = bytearray(value.sealed)
    sealed[-1] ^= 1
    value.sealed = bytes(sealed)
    value.save()
    with pytest.raises(rules.DoesNotOpenError):
        read(samira, coordinator, now)


def test_a_value_moved_to_another_field_does_not_open(samira, coordinator, now):
    Value.objects.update(field="name")
    with pytest.raises(rules.DoesNotOpenError):
        read(samira, coordinator, now, field="name")


def test_values_of_two_people_cannot_be_swapped(samira, kassel, coordinator, now):
    other = operations.new_subject(centre=kassel, now=now)
    operations.seal(subject_id=other.id, field="phone", text="0171 1")
    mine, theirs = Value.objects.order_by("pk")
    mine.sealed, theirs.sealed = theirs.sealed, mine.sealed
    mine.save()
    theirs.save()
    for person in (samira, other):
        with pytest.raises(rules.DoesNotOpenError):
            read(person, coordinator, now)


def test_a_missing_key_says_what_to_do(samira, coordinator, now):
    clients.key_file().unlink()
    with pytest.raises(clients.MissingKey) as refused:
        read(samira, coordinator, now)
    assert str(clients.key_file()) in str(refused.value)


def test_a_damaged_key_file_is_named(samira, coordinator, now):
    clients.key_file().write_text("{}")
    with pytest.raises(clients.MissingKey):
        read(samira, coordinator, now)


def test_a_copy_with_another_key_opens_nothing(samira, coordinator, now):
    clients.key_file().unlink()
    clients.make_key_file()
    with pytest.raises(rules.DoesNotOpenError):
        read(samira, coordinator, now)


def test_the_key_file_is_for_its_owner_alone():
    assert stat.S_IMODE(clients.key_file().stat().st_mode) == 0o600


def test_erasing_destroys_key_values_and_consents_at_once(
    samira, coordinator, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        operations.erase(subject_id=samira.id, why="withdrawn", now=now)
        operations.erase(subject_id=samira.id, why="withdrawn", now=now)
    assert not operations.exists(subject_id=samira.id)
    assert not Value.objects.exists()
    assert bytes(Subject.objects.get().wrapped_key) == b""
    with pytest.raises(Refusal):
        read(samira, coordinator, now)
    assert clients.erased_ids() == {str(samira.id)}
    assert len(clients.ledger_file().read_text().splitlines()) == 1


def test_an_erased_person_is_never_sealed_again(samira, now):
    operations.erase(subject_id=samira.id, why="withdrawn", now=now)
    with pytest.raises(Refusal):
        operations.seal(subject_id=samira.id, field="phone", text="again")


def test_a_line_the_crash_kept_from_the_ledger_is_added_later(samira, now):
    operations.erase(subject_id=samira.id, why="withdrawn", now=now)  # no commit here
    assert [f.rule for f in doctor.findings(now)] == ["ledger_incomplete"]
    assert operations.keep_ledger() == 1
    assert clients.erased_ids() == {str(samira.id)}
    assert list(doctor.findings(now)) == []


def test_the_ledger_forgets_again_whom_a_backup_brought_back(samira, now):
    clients.note_erasures([f"{samira.id} then withdrawn"])
    assert operations.replay_ledger(now=now) == 1
    assert not operations.exists(subject_id=samira.id)
    assert operations.replay_ledger(now=now) == 0


def test_a_changed_key_leaves_everything_readable(samira, kassel, coordinator, now):
    letter = operations.seal_words(name="outbox.letter", row=1, text="Hallo")
    operations.keep_draft(key="k", data={"need": "Miete"}, now=now)
    old = clients.key_file().read_text()
    assert operations.rotate(by=coordinator, now=now) == 3
    assert read(samira, coordinator, now) == "0151 23456789"
    assert operations.open_words(name="outbox.letter", row=1, sealed=letter) == "Hallo"
    assert operations.open_draft(key="k", now=now) == {"need": "Miete"}
    assert list(clients.keyring().keys) == [2]
    clients.key_file().write_text(old)
    with pytest.raises(clients.MissingKey):
        read(samira, coordinator, now)


def test_a_change_interrupted_half_way_can_be_finished(samira, coordinator, now):
    ring = clients.keyring()
    half = clients.KeyRing({**ring.keys, 2: rules.new_key()}, 2)
    clients.write_key_file(half)
    assert read(samira, coordinator, now) == "0151 23456789"
    operations.rotate(by=coordinator, now=now)
    assert read(samira, coordinator, now) == "0151 23456789"
    assert list(clients.keyring().keys) == [3]


def test_people_whose_date_has_come_are_forgotten(samira, now):
    day = dt.timedelta(days=1)
    operations.keep_until(subject_id=samira.id, until=now + 30 * day)
    assert operations.erase_overdue(now=now + 29 * day) == 0
    assert list(doctor.findings(now + 29 * day)) == []
    assert "retention_overdue" in {f.rule for f in doctor.findings(now + 32 * day)}
    assert operations.erase_overdue(now=now + 31 * day) == 1
    assert not operations.exists(subject_id=samira.id)


def test_the_doctor_sees_a_key_that_others_can_read_or_that_lies_inside(
    samira, settings, tmp_path, now
):
    clients.key_file().chmod(0o644)
    settings.HOME = tmp_path
    rules_found = {f.rule for f in doctor.findings(now)}
    assert rules_found == {"key_readable_by_others", "key_in_home"}


def test_the_doctor_sees_a_missing_and_a_foreign_key(samira, now):
    shutil.copy(clients.key_file(), clients.key_file().with_suffix(".kept"))
    clients.key_file().unlink()
    assert [f.rule for f in doctor.findings(now)] == ["key_missing"]
    clients.make_key_file()
    assert [f.rule for f in doctor.findings(now)] == ["key_does_not_fit"]


def test_nothing_is_known_of_an_unknown_person(coordinator, now, db):
    nobody = uuid.uuid4()
    assert not operations.exists(subject_id=nobody)
    with pytest.raises(Refusal):
        operations.read(
            subject_id=nobody, field="phone", by=coordinator, purpose="p", now=now
        )


def test_one_value_may_be_there_and_another_not(samira, coordinator, now):
    assert operations.exists(subject_id=samira.id, field="phone")
    assert not operations.exists(subject_id=samira.id, field="note")
    with pytest.raises(Refusal):
        read(samira, coordinator, now, field="note")

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from allin.audit import doctor, operations
from allin.audit.models import ACTS, READS, Entry, Head


@pytest.fixture
def three(kassel, coordinator, now):
    for number in (1, 2, 3):
        operations.record(
            centre=kassel,
            verb="rooms.book",
            thing="rooms.Booking",
            thing_id=number,
            by=coordinator,
            now=now + dt.timedelta(days=number),
            detail="weekly",
        )


def tamper(sql, *values):
    """Change a row behind the trigger's back, as somebody with the file could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_entries_stay")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
        cursor.execute(sql, values)


def test_what_happened_is_written_in_order(three, kassel, coordinator):
    entries = list(Entry.objects.chain(kassel.pk, ACTS))
    assert [(e.seq, e.verb, e.thing_id, e.actor) for e in entries] == [
        (n, "rooms.book", str(n), coordinator.id) for n in (1, 2, 3)
    ]
    assert operations.verify(kassel) == []


def test_acts_and_reads_of_two_centres_are_four_chains(
    three, kassel, elsewhere, coordinator, now
):
    words = {"verb": "v", "thing": "t", "thing_id": 1, "by": coordinator, "now": now}
    operations.record_read(centre=kassel, **words)
    operations.record(centre=elsewhere, **words)
    assert operations.heads(kassel)[ACTS][0] == 3
    assert operations.heads(kassel)[READS][0] == 1
    assert operations.heads(elsewhere)[ACTS][0] == 1
    assert operations.verify(kassel) == operations.verify(elsewhere) == []


def test_the_house_itself_may_act(kassel, now):
    operations.record(centre=kassel, verb="v", thing="t", thing_id=1, by=None, now=now)
    assert Entry.objects.get().actor is None
    assert operations.verify(kassel) == []


def test_the_database_refuses_to_change_an_entry(three):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_entry SET verb = 'other'")


def test_the_model_refuses_to_change_or_delete(three):
    with pytest.raises(TypeError):
        Entry.objects.all().update(verb="other")
    with pytest.raises(TypeError):
        Entry.objects.all().delete()


@pytest.mark.parametrize("column", ["verb", "thing", "thing_id", "detail"])
def test_a_changed_entry_is_found(three, kassel, column):
    tamper(f"UPDATE audit_entry SET {column} = 'x' WHERE seq = 2")  # noqa: S608
    (broken,) = operations.verify(kassel)
    assert (broken.kind, broken.seq, broken.what) == (ACTS, 2, "changed")


def test_a_changed_actor_or_time_is_found(three, kassel, now):
    tamper("UPDATE audit_entry SET actor = 999 WHERE seq = 3")
    assert operations.verify(kassel)[0].seq == 3


def test_a_missing_entry_is_found(three, kassel):
    tamper("DELETE FROM audit_entry WHERE seq = 2")
    assert operations.verify(kassel)[0].what == "gap"


def test_a_cut_end_is_found(three, kassel):
    tamper("DELETE FROM audit_entry WHERE seq = 3")
    assert operations.verify(kassel)[0].what == "cut"


def test_the_doctor_names_the_chain_and_no_content(three, kassel, now):
    assert list(doctor.findings(now)) == []
    tamper("UPDATE audit_entry SET verb = 'x' WHERE seq = 2")
    (finding,) = doctor.findings(now)
    assert finding.ids == ("kassel/acts/2",)


def test_an_expired_segment_goes_and_the_rest_still_holds(three, kassel, now):
    removed = operations.expire(
        centre=kassel, kind=ACTS, before=now + dt.timedelta(days=2, hours=1), now=now
    )
    assert removed == 2
    assert [e.seq for e in Entry.objects.chain(kassel.pk, ACTS)] == [3]
    assert operations.verify(kassel) == []


def test_expiry_twice_removes_nothing_more(three, kassel, now):
    later = now + dt.timedelta(days=9)
    when = {"centre": kassel, "kind": ACTS, "before": later, "now": later}
    assert operations.expire(**when) == 3
    assert operations.expire(**when) == 0
    assert operations.verify(kassel) == []


def test_a_forged_checkpoint_is_found(three, kassel, now):
    later = now + dt.timedelta(days=9)
    operations.expire(centre=kassel, kind=ACTS, before=later, now=later)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_checkpoint SET last_hash = 'forged'")
    assert operations.verify(kassel)[0].what == "checkpoint"


def test_a_refused_operation_leaves_no_entry(kassel, now):
    with transaction.atomic():
        operations.record(
            centre=kassel, verb="v", thing="t", thing_id=1, by=None, now=now
        )
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert not Head.objects.exists()


def test_acts_are_for_the_coordination_reads_for_auditors(
    three, kassel, coordinator, foreign_coordinator, city_officer, stranger, now
):
    operations.record_read(
        centre=kassel, verb="v", thing="t", thing_id=1, by=None, now=now
    )
    seen = Entry.objects.visible_to
    assert seen(coordinator).count() == 3
    for nobody in (foreign_coordinator, city_officer, stranger):
        assert not seen(nobody).exists()

import datetime as dt
from contextlib import contextmanager

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
            for trigger in ("", "_undeleted", "_unreplaced"):
                cursor.execute(f"DROP TRIGGER audit_entries_stay{trigger}")
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


FORGERIES = {
    "change": "UPDATE audit_entry SET verb = 'other' WHERE seq = 2",
    "move in time": "UPDATE audit_entry SET at = '2020-01-01 00:00:00+00:00'",
    "delete one": "DELETE FROM audit_entry WHERE seq = 2",
    "delete all": "DELETE FROM audit_entry",
}
REPLACED = (
    "REPLACE INTO audit_entry"
    " (id, centre_id, kind, seq, at, verb, thing, thing_id, detail, hash)"
    " SELECT {id}, centre_id, kind, seq, at, 'other', thing, thing_id, detail, hash"
    " FROM audit_entry WHERE seq = 2"
)


@contextmanager
def refused():
    """The database itself says no, and says which rule."""
    with (
        pytest.raises(DatabaseError, match="audit_entries_stay"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        yield cursor
    assert [e.verb for e in Entry.objects.order_by("seq")] == ["rooms.book"] * 3


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_the_database_refuses_to_change_or_delete_an_entry(three, kassel, forgery):
    with refused() as cursor:
        cursor.execute(forgery)
    assert operations.verify(kassel) == []


@pytest.mark.parametrize("place", ["id", "NULL"])
def test_nor_can_another_row_take_its_place(three, place):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows no REPLACE; its upsert is an UPDATE")
    with refused() as cursor:
        cursor.execute(REPLACED.format(id=place))


def test_a_checkpoint_frees_what_it_covers_and_nothing_after_it(three, kassel, now):
    operations.expire(
        centre=kassel, kind=ACTS, before=now + dt.timedelta(days=1, hours=1), now=now
    )
    with (
        pytest.raises(DatabaseError, match="audit_entries_stay"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM audit_entry")
    assert [e.seq for e in Entry.objects.order_by("seq")] == [2, 3]


def test_the_checkpoint_of_one_chain_frees_no_other(
    three, kassel, elsewhere, coordinator, now
):
    words = {"verb": "v", "thing": "t", "thing_id": 1, "by": coordinator, "now": now}
    operations.record_read(centre=kassel, **words)
    operations.record(centre=elsewhere, **words)
    later = now + dt.timedelta(days=9)
    operations.expire(centre=kassel, kind=ACTS, before=later, now=later)
    for forgery in (
        "DELETE FROM audit_entry WHERE kind = 'reads'",
        f"DELETE FROM audit_entry WHERE centre_id = {elsewhere.pk}",  # noqa: S608
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(forgery)
    assert Entry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_guard_stands_after_the_table_is_made_anew(three, kassel):
    """SQLite makes a table anew to change a column; its triggers go along."""
    changed = Entry._meta.get_field("detail").clone()
    changed.set_attributes_from_name("detail")
    changed.max_length = 300
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, Entry._meta.get_field("detail"), changed)
    try:
        for forgery in FORGERIES.values():
            with refused() as cursor:
                cursor.execute(forgery)
        assert operations.verify(kassel) == []
    finally:
        with connection.schema_editor() as editor:
            editor.alter_field(Entry, changed, Entry._meta.get_field("detail"))


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

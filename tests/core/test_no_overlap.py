"""One constraint, both databases: no two standing rows of a key overlap in time."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps

from allin.core.constraints import NoOverlap, standing_in

DAY = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def at(clock):
    hours, minutes = clock.split(":")
    return DAY + dt.timedelta(hours=int(hours), minutes=int(minutes))


def make_seat(**guard):
    with isolate_apps("allin.core"):

        class Seat(models.Model):
            seat = models.IntegerField()
            starts_at = models.DateTimeField()
            ends_at = models.DateTimeField()
            gone = models.BooleanField(default=False)
            kind = models.CharField(max_length=10, default="work")

            class Meta:
                app_label = "core"
                constraints = (
                    models.CheckConstraint(
                        condition=models.Q(ends_at__gt=models.F("starts_at")),
                        name="a_seat_ends_after_it_starts",
                    ),
                    NoOverlap(
                        name="a_seat_seats_one",
                        within="seat",
                        starts="starts_at",
                        ends="ends_at",
                        violation_error_message="The seat is taken.",
                        **guard,
                    ),
                )

            def __str__(self):
                return f"{self.seat}"

    return Seat


@pytest.fixture
def seat():
    model = make_seat(unless="gone")
    with connection.schema_editor() as editor:
        editor.create_model(model)
    yield model
    with connection.schema_editor() as editor:
        editor.delete_model(model)


def sit(model, starts, ends, place=1, **more):
    with transaction.atomic():
        return model.objects.create(
            seat=place, starts_at=at(starts), ends_at=at(ends), **more
        )


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("10:00", "12:00"),
        ("09:00", "10:01"),
        ("11:59", "13:00"),
        ("10:30", "11:30"),
        ("09:00", "13:00"),
    ],
)
def test_whoever_comes_second_is_refused(seat, starts, ends):
    sit(seat, "10:00", "12:00")

    with pytest.raises(IntegrityError, match="a_seat_seats_one"):
        sit(seat, starts, ends)


def test_touching_intervals_are_neighbours(seat):
    sit(seat, "10:00", "12:00")
    sit(seat, "12:00", "14:00")
    sit(seat, "08:00", "10:00")

    assert seat.objects.count() == 3


def test_another_seat_is_free(seat):
    sit(seat, "10:00", "12:00")
    sit(seat, "10:00", "12:00", place=2)

    assert seat.objects.count() == 2


def test_what_is_gone_takes_no_place_until_it_comes_back(seat):
    gone = sit(seat, "10:00", "12:00", gone=True)
    sit(seat, "11:00", "12:00")

    with pytest.raises(IntegrityError), transaction.atomic():
        seat.objects.filter(pk=gone.pk).update(gone=False)


def test_a_row_may_move_within_its_own_time_but_not_onto_another(seat):
    first = sit(seat, "10:00", "12:00")
    sit(seat, "13:00", "14:00")

    seat.objects.filter(pk=first.pk).update(ends_at=at("13:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        seat.objects.filter(pk=first.pk).update(ends_at=at("13:01"))


def test_a_long_row_far_before_is_found(seat):
    sit(seat, "00:00", "23:00")

    with pytest.raises(IntegrityError):
        sit(seat, "22:00", "22:30")


def test_many_rows_at_once_are_guarded_too(seat):
    rows = [seat(seat=1, starts_at=at("10:00"), ends_at=at("12:00")) for _ in range(2)]

    with pytest.raises(IntegrityError), transaction.atomic():
        seat.objects.bulk_create(rows)


def test_microseconds_count(seat):
    sit(seat, "10:00", "12:00")
    with pytest.raises(IntegrityError), transaction.atomic():
        seat.objects.create(
            seat=1,
            starts_at=at("12:00") - dt.timedelta(microseconds=1),
            ends_at=at("13:00"),
        )


def test_a_condition_chooses_which_rows_are_rivals():
    model = make_seat(condition=models.Q(kind="duty") & ~models.Q(gone=True))
    with connection.schema_editor() as editor:
        editor.create_model(model)
    sit(model, "10:00", "12:00", kind="duty")
    sit(model, "10:00", "12:00", kind="it's")
    sit(model, "10:00", "12:00", kind="duty", gone=True)
    with pytest.raises(IntegrityError):
        sit(model, "11:00", "12:00", kind="duty")
    with connection.schema_editor() as editor:
        editor.delete_model(model)


def test_it_is_still_there_after_the_table_was_rebuilt(seat):
    sit(seat, "10:00", "12:00")
    wider = models.CharField(max_length=99, default="work", unique=False, null=True)
    wider.set_attributes_from_name("kind")
    added = models.IntegerField(default=7)
    added.set_attributes_from_name("colour")
    with connection.schema_editor() as editor:
        editor.alter_field(seat, seat._meta.get_field("kind"), wider)
        editor.add_field(seat, added)

    with (
        pytest.raises(IntegrityError, match="a_seat_seats_one"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT INTO {seat._meta.db_table}"  # noqa: S608
            " (seat, starts_at, ends_at, gone, kind, colour)"
            " VALUES (1, %s, %s, %s, 'x', 1)",
            [
                connection.ops.adapt_datetimefield_value(at("11:00")),
                connection.ops.adapt_datetimefield_value(at("13:00")),
                False,
            ],
        )


def test_it_can_be_added_to_and_taken_from_a_standing_table(seat):
    guard = seat._meta.constraints[1]
    table = seat._meta.db_table
    names = set(guard.names_in(connection.vendor))
    without = make_seat(unless="gone")
    without._meta.constraints = seat._meta.constraints[:1]
    with connection.schema_editor() as editor:
        editor.remove_constraint(seat, guard)
    if connection.vendor == "sqlite":
        # The rebuilt table is made from the state without the constraint.
        with connection.schema_editor() as editor:
            editor._remake_table(without)
    assert not names & standing_in(connection, table)

    with connection.schema_editor() as editor:
        editor.add_constraint(seat, guard)
    assert names <= standing_in(connection, table)


def test_a_form_is_told_the_sentence_before_the_database_has_to(seat):
    sit(seat, "10:00", "12:00")
    rival = seat(seat=1, starts_at=at("11:00"), ends_at=at("13:00"))

    with pytest.raises(ValidationError, match=r"The seat is taken\."):
        rival.validate_constraints()


def test_a_form_is_not_told_off_for_its_own_row_or_one_that_is_gone(seat):
    own = sit(seat, "10:00", "12:00")
    own.validate_constraints()
    seat(
        seat=1, starts_at=at("11:00"), ends_at=at("13:00"), gone=True
    ).validate_constraints()
    seat(seat=1, starts_at=at("12:00"), ends_at=at("13:00")).validate_constraints()
    seat(seat=None, starts_at=None, ends_at=None).validate_constraints(exclude={"seat"})


def test_migrations_can_write_it_down(seat):
    state = ProjectState()
    state.add_model(ModelState.from_model(seat))
    again = ProjectState()
    again.add_model(ModelState.from_model(make_seat(unless="gone")))

    assert MigrationAutodetector(state, again)._detect_changes() == {}
    _, _, words = seat._meta.constraints[1].deconstruct()
    assert NoOverlap(**words) == seat._meta.constraints[1]
    assert hash(NoOverlap(**words)) == hash(seat._meta.constraints[1])
    assert seat._meta.constraints[1] != "something else"


def test_the_probe_is_one_step_in_its_index(seat):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL excludes by its own index")
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT standing.ends_at FROM core_seat AS standing"
            " WHERE NOT standing.gone AND standing.seat = 1"
            " AND standing.starts_at < 'x' ORDER BY standing.starts_at DESC LIMIT 1"
        )
        plan = " ".join(str(row[3]) for row in cursor.fetchall())
    assert "a_seat_seats_one_index (seat=? AND starts_at<?)" in plan
    assert "TEMP B-TREE" not in plan


def test_unless_and_condition_together_make_no_sense():
    with pytest.raises(TypeError):
        make_seat(unless="gone", condition=models.Q(kind="duty"))

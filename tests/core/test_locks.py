import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from allin.core import locks
from allin.core.errors import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


class LosesDeadlocks:
    """An operation that loses a number of deadlocks before it gets through."""

    def __init__(self, times, cause=psycopg.errors.DeadlockDetected):
        self.times, self.calls, self.cause = times, 0, cause

    def __call__(self):
        self.calls += 1
        if self.calls <= self.times:
            raise OperationalError("lost") from self.cause("lost")
        return "done"


def retried(operation):
    operation.__name__ = "operation"
    return locks.retried(operation)


def test_a_lost_deadlock_is_tried_again():
    operation = LosesDeadlocks(2)

    assert retried(operation)() == "done"
    assert operation.calls == 3


def test_after_three_times_it_becomes_a_refusal():
    operation = LosesDeadlocks(3, psycopg.errors.SerializationFailure)

    with pytest.raises(Refusal):
        retried(operation)()
    assert operation.calls == 3


def test_other_failures_are_bugs_and_stay_what_they_are():
    operation = LosesDeadlocks(1, psycopg.errors.DiskFull)

    with pytest.raises(OperationalError):
        retried(operation)()
    assert operation.calls == 1


def test_within_a_transaction_there_is_no_second_try():
    operation = LosesDeadlocks(1)

    with pytest.raises(OperationalError), transaction.atomic():
        retried(operation)()
    assert operation.calls == 1


def test_locks_are_taken_in_ascending_order_whatever_was_asked(
    django_assert_num_queries,
):
    expected = 1 if connection.vendor == "postgresql" else 0
    with transaction.atomic(), django_assert_num_queries(expected) as queries:
        locks.hold("tests.thing", [2**40 + 5, 9, 3, 3])
    if expected:
        assert "'{3,5,9}'" in queries[0]["sql"]


def test_nothing_to_lock_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        locks.hold("tests.thing", [])

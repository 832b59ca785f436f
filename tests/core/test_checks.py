import pytest
from django.db import IntegrityError, transaction

from allin.centres.models import Centre
from allin.core import violations
from allin.core.checks import guards_stand, missing_guards
from allin.core.errors import Refusal, WayOut


def test_every_guard_stands_in_the_database(db):
    assert list(missing_guards("default")) == []
    assert guards_stand(databases=["default"]) == []
    assert guards_stand(databases=None) == []


def test_a_broken_constraint_speaks_its_own_sentence(kassel, now):
    Centre.objects.filter(pk=kassel.pk).update(host="a.example")
    way = WayOut("Take another one.")
    with (
        pytest.raises(Refusal) as refused,
        violations.spoken(field="host", ways_out=[way]),
        transaction.atomic(),
    ):
        Centre.objects.create(slug="x", name="X", host="a.example", created_at=now)

    constraint = Centre._meta.constraints[0]
    assert refused.value.sentence == str(constraint.violation_error_message)
    assert refused.value.field == "host"
    assert refused.value.ways_out == (way,)


def test_an_error_nobody_wrote_a_sentence_for_stays_a_bug(kassel, now):
    with (
        pytest.raises(IntegrityError),
        violations.spoken(),
        transaction.atomic(),
    ):
        Centre.objects.create(slug="kassel", name="Twice", created_at=now)

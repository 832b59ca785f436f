"""Two entries are one association: in every room everything follows the one."""

import datetime as dt

import pytest
from django.apps import apps

from allin.core import merging
from allin.core.errors import Refusal
from allin.counselling.models import Ask, Exclusion, Referral
from allin.counselling.rules import State
from allin.directory import operations
from allin.directory.models import Association, Membership, Programme
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.programmes.models import Pair, Wish
from allin.support.models import Meeting, Paper, SignUp
from allin.volunteers.models import Volunteer
from tests.conftest import NOW, make_user
from tests.house import furnish

TODAY = NOW.date()
# directory.merge moves these itself: what is its own needs no binding
OWN = {
    "directory.Association.merged_into",
    "directory.Membership.association",
    "directory.Offer.association",
}


def fields_that_name_an_association():
    return {
        f"{model._meta.label}.{field.name}": (model, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is Association
    }


def test_every_field_that_names_an_association_is_answered_for():
    """A new foreign key fails here: say in the room's operations.merging how it goes"""
    assert set(merging.fields()) | OWN == set(fields_that_name_an_association())


@pytest.fixture
def bridge(kassel, elsewhere):
    return Association.objects.create(centre=kassel, name="Brücke", created_at=NOW)


@pytest.fixture
def bruecke(kassel, bridge):
    return Association.objects.create(centre=kassel, name="Bruecke", created_at=NOW)


@pytest.fixture
def garden(kassel, bruecke):
    return Association.objects.create(centre=kassel, name="Garten", created_at=NOW)


@pytest.fixture
def merge(coordinator, now):
    def do(into, other):
        return operations.merge(into=into, other=other, by=coordinator, now=now)

    return do


def naming(association):
    """Return how many rows of each field name an association."""
    every = fields_that_name_an_association().items()
    counts = {
        name: model._base_manager.filter(**{field: association}).count()
        for name, (model, field) in every
    }
    return {name: count for name, count in counts.items() if count}


def of_all(counts):
    return sum(counts.values())


def test_in_a_furnished_house_nothing_names_the_other_one_any_more(
    kassel, elsewhere, coordinator, now
):
    house = furnish(kassel)
    furnish(elsewhere)
    other = house.things.association
    into = Association.objects.create(centre=kassel, name="Bleibt", created_at=NOW)
    before = naming(other)
    assert len(before) >= 20, sorted(before)

    operations.merge(into=into, other=other, by=coordinator, now=now)

    assert naming(other) == {}
    assert of_all(naming(into)) == of_all(before) + 1  # the other one leads to it


def test_the_newer_of_two_papers_of_a_kind_holds(kassel, bridge, bruecke, merge):
    about = {"centre": kassel, "kind": "statutes", "entered_at": NOW}
    old = Paper.objects.create(
        association=bridge, dated_on=dt.date(2019, 1, 1), **about
    )
    new = Paper.objects.create(
        association=bruecke, dated_on=dt.date(2024, 1, 1), **about
    )

    merge(bridge, bruecke)

    assert list(Paper.objects.filter(association=bridge, ended_at=None)) == [new]
    old.refresh_from_db()
    assert old.ended_at == NOW


def test_of_two_answers_to_one_invitation_who_comes_comes(
    kassel, bridge, bruecke, merge
):
    meeting = Meeting.objects.create(
        centre=kassel, kind="round", title="Runde", created_at=NOW,
        starts_at=NOW, ends_at=NOW + dt.timedelta(hours=2),
    )  # fmt: skip
    about = {"centre": kassel, "meeting": meeting}
    SignUp.objects.create(association=bridge, state="not_coming", **about)
    SignUp.objects.create(association=bruecke, state="coming", heads=3, **about)

    merge(bridge, bruecke)

    one = SignUp.objects.get()
    assert (one.association, one.state, one.heads) == (bridge, "coming", 3)


@pytest.fixture
def programme(kassel):
    return Programme.objects.create(centre=kassel, name="Tandem")


def test_a_wish_both_said_is_said_once(kassel, programme, bridge, bruecke, merge):
    about = {"centre": kassel, "programme": programme, "created_at": NOW}
    for one in (bridge, bruecke):
        Wish.objects.create(association=one, kind="offers", topic="money", **about)
    Wish.objects.create(association=bruecke, kind="offers", topic="events", **about)

    merge(bridge, bruecke)

    standing = Wish.objects.filter(association=bridge, withdrawn_at=None)
    assert sorted(wish.topic for wish in standing) == ["events", "money"]


def pair(programme, one, other, **more):
    first, second = sorted((one, other), key=lambda a: a.pk)
    return Pair.objects.create(
        centre=programme.centre, programme=programme, first=first, second=second,
        proposed_at=NOW, **more,
    )  # fmt: skip


def test_a_tandem_keeps_who_said_yes_whatever_the_order_becomes(
    programme, bridge, bruecke, garden, merge
):
    """Brücke stands before the garden, and the entry that stays behind it."""
    last = Association.objects.create(
        centre=programme.centre, name="Zuletzt", created_at=NOW
    )
    made = pair(
        programme, bridge, garden, first_yes_at=NOW, first_hash="a", second_hash="b"
    )

    merge(last, bridge)

    made.refresh_from_db()
    assert (made.first, made.second) == (garden, last)
    assert (made.first_yes_at, made.second_yes_at) == (None, NOW)
    assert (made.first_hash, made.second_hash) == ("b", "a")


def test_a_tandem_of_the_two_with_each_other_ends(programme, bridge, bruecke, merge):
    made = pair(programme, bridge, bruecke)

    merge(bridge, bruecke)

    made.refresh_from_db()
    assert (made.state, made.ended_on) == ("ended", TODAY)


def test_of_two_tandems_with_one_partner_the_one_that_stays_goes_on(
    programme, bridge, bruecke, garden, merge
):
    kept, double = pair(programme, bridge, garden), pair(programme, bruecke, garden)

    merge(bridge, bruecke)

    kept.refresh_from_db()
    double.refresh_from_db()
    assert (kept.state, double.state) == ("proposed", "ended")
    assert bridge in {double.first, double.second}


def volunteer(association, name="Miriam Tekle", **more):
    return Volunteer.objects.create(
        centre=association.centre, association=association, name=name,
        created_at=NOW, **more,
    )  # fmt: skip


def test_who_gives_time_in_both_is_named_and_nothing_is_merged(bridge, bruecke, merge):
    user = make_user("miriam@allin.example", "Miriam Tekle")
    for one in (bridge, bruecke):
        volunteer(one, user=user)

    with pytest.raises(Refusal, match="Miriam Tekle"):
        merge(bridge, bruecke)

    bruecke.refresh_from_db()
    assert bruecke.merged_into is None
    assert Volunteer.objects.filter(association=bruecke).count() == 1


def test_who_left_one_of_the_two_signs_in_for_the_other(bridge, bruecke, merge):
    user = make_user("miriam@allin.example", "Miriam Tekle")
    gone = volunteer(bridge, user=user, left_on=TODAY)
    there = volunteer(bruecke, user=user)

    merge(bridge, bruecke)

    assert Volunteer.objects.get(user=user) == there
    assert {one.association_id for one in (there, gone)} != {bridge.pk}
    assert Volunteer.objects.filter(association=bridge).count() == 2


@pytest.fixture
def referral(kassel):
    return Referral.objects.create(
        centre=kassel,
        code="AAAABBBB",
        language="de",
        state=State.ASKING,
        received_at=NOW,
        since=NOW,
        forget_on=TODAY + dt.timedelta(days=30),
    )


def test_who_did_not_want_one_gets_neither(referral, bridge, bruecke, garden, merge):
    for one in (bridge, bruecke):
        Exclusion.objects.create(referral=referral, association=one)

    merge(garden, bruecke)

    assert {one.association for one in referral.exclusions.all()} == {bridge, garden}

    merge(bridge, garden)

    assert [one.association for one in referral.exclusions.all()] == [bridge]


def test_nobody_gets_by_a_merging_whom_they_did_not_want(
    referral, kassel, bridge, bruecke, merge
):
    Exclusion.objects.create(referral=referral, association=bruecke)
    ask = Ask.objects.create(
        centre=kassel, referral=referral, association=bridge, planned_at=NOW,
        asked_at=NOW,
    )  # fmt: skip

    with pytest.raises(Refusal, match="AAAABBBB"):
        merge(bridge, bruecke)

    ask.answer = Ask.Answer.NO
    ask.answered_at = NOW
    ask.save()
    merge(bridge, bruecke)
    assert referral.exclusions.get().association == bridge


def test_a_letter_that_has_not_left_goes_to_the_one_that_stays(
    kassel, bridge, bruecke, merge, now
):
    outbox.write(
        centre=kassel, to_kind="directory.association", to_id=bruecke.pk,
        body="Guten Tag", language="de", now=now,
    )  # fmt: skip

    merge(bridge, bruecke)

    letter = Letter.objects.get()
    assert letter.to_id == bridge.pk
    assert outbox.text_of(letter) == "Guten Tag"


def test_somebody_on_both_boards_is_on_one(kassel, bridge, bruecke, merge):
    user = make_user("nour@allin.example", "Nour Saleh")
    for one in (bridge, bruecke):
        Membership.objects.create(
            centre=kassel, user=user, kind="board", association=one, created_at=NOW
        )

    merge(bridge, bruecke)

    standing = Membership.objects.standing().filter(user=user)
    assert [one.association for one in standing] == [bridge]

"""Each process keeps what stands in a directory; none may show yesterday's."""

import datetime as dt

import pytest
from django.db import connection, transaction

from allin.directory import imports, operations
from allin.directory.models import Edition, Offer
from allin.directory.operations import Wanted, find_help, standing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ask(kassel, now, monkeypatch):
    """Ask as one of two processes that have both answered before."""
    shelves = [standing.Shelf(), standing.Shelf()]

    def answer(process, at=now, **wanted):
        monkeypatch.setattr(standing, "shelf", shelves[process])
        return find_help(centre=kassel, wanted=Wanted(**wanted), now=at)

    return answer


def titles(hits):
    return [hit.offer.title for hit in hits]


def test_the_second_question_reads_no_offer_again(
    ask, offer, kassel, now, django_assert_num_queries
):
    assert titles(ask(0)) == ["Hilfe bei Briefen"]

    with django_assert_num_queries(1) as asked:
        assert titles(ask(0)) == ["Hilfe bei Briefen"]

    assert "directory_edition" in asked[0]["sql"]


CHANGES = {
    "a new title": lambda offer, more: operations.edit_offer(
        offer=offer, title="Neu", **more
    ),
    "withdrawn": lambda offer, more: operations.edit_offer(
        offer=offer, state=Offer.ENDED, **more
    ),
    "full for now": lambda offer, more: operations.edit_offer(
        offer=offer, full_until=dt.date(2026, 3, 31), **more
    ),
    "an hour more": lambda offer, more: operations.enter_hour(
        offer=offer, weekday=1, starts=dt.time(7), ends=dt.time(8), **more
    ),
    "an hour less": lambda offer, more: operations.drop_hour(
        hour=offer.hours.get(weekday=1), **more
    ),
    "closed today": lambda offer, more: operations.enter_exception(
        offer=offer, on=dt.date(2026, 3, 10), **more
    ),
    "the house closed": lambda offer, more: operations.enter_closure(
        centre=offer.centre, name="Umbau", starts_on=dt.date(2026, 3, 9),
        ends_on=dt.date(2026, 3, 20), **more,
    ),
    "confirmed": lambda offer, more: operations.confirm(offer=offer, **more),
    "the association left": lambda offer, more: operations.leave(
        association=offer.association, **more
    ),
    "the association renamed": lambda offer, more: operations.edit_association(
        association=offer.association, name="Anders e. V.", **more
    ),
    "an import undone": lambda offer, more: imports.undo(
        offer.centre, f"{imports.PREFIX}{offer.association_id}", more["by"],
        more["now"],
    ),
}  # fmt: skip


def _said(hits):
    return [
        (
            hit.offer.title,
            hit.offer.association.name,
            hit.offer.confirmed_on,
            [str(hour) for hour in hit.offer.hours.all()],
            hit.open_until,
            hit.next_starts,
        )
        for hit in hits
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_seen_by_every_process_at_once(
    ask, offer, kassel, coordinator, now, change
):
    before = [_said(ask(process)) for process in (0, 1)]

    CHANGES[change](offer, {"by": coordinator, "now": now})

    fresh = standing.read(kassel, now.astimezone(kassel.tz).date())
    after = [_said(ask(process)) for process in (0, 1)]
    assert before[0] == before[1] != after[0] == after[1]
    assert [row[0] for row in after[0]] == [o.title for o in fresh.offers.values()]


def test_a_change_that_was_taken_back_was_never_seen(
    ask, offer, kassel, coordinator, now
):
    ask(0)
    with transaction.atomic():
        operations.edit_offer(offer=offer, title="Nie", by=coordinator, now=now)
        within = titles(ask(0))
        transaction.set_rollback(True)
    operations.edit_offer(
        offer=Offer.objects.get(), title="Doch", by=coordinator, now=now
    )

    assert within == ["Nie"]
    assert titles(ask(0)) == ["Doch"]


def test_the_minute_decides_what_is_open_not_the_one_when_it_was_read(
    ask, offer, kassel, now
):
    def at(hour, minute, day=10):
        return dt.datetime(2026, 3, day, hour, minute, tzinfo=kassel.tz)

    assert titles(ask(0, at(8, 59), open_now=True)) == []
    assert titles(ask(0, at(9, 0), open_now=True)) == ["Hilfe bei Briefen"]
    assert titles(ask(0, at(12, 30), open_now=True)) == []
    assert ask(0, at(12, 30))[0].next_starts == at(15, 0, day=16)


def test_easter_monday_comes_while_the_server_runs(ask, offer, kassel):
    def at(month, day):
        return dt.datetime(2026, month, day, 16, tzinfo=kassel.tz)

    assert titles(ask(0, at(3, 30), open_now=True)) == ["Hilfe bei Briefen"]
    assert titles(ask(0, at(4, 6), open_now=True)) == []
    assert titles(ask(0, at(4, 13), open_now=True)) == ["Hilfe bei Briefen"]


def test_kept_or_read_anew_the_next_open_hour_is_the_same(
    ask, offer, kassel, bruecke, letters, enter_offer
):
    enter_offer(bruecke, "Nachts", letters, hours=[(5, "23:00", "23:59")])
    enter_offer(bruecke, "Früh", letters, hours=[(6, "00:00", "03:30")])
    minute = dt.datetime(2026, 3, 27, 12, tzinfo=kassel.tz)
    for _step in range(60):
        minute += dt.timedelta(minutes=97)
        for hit in ask(0, minute):
            own = operations.describe(offer=hit.offer, now=minute)
            assert (hit.open_until, hit.next_starts, hit.next_ends) == (
                own.open_until,
                own.next_starts,
                own.next_ends,
            ), minute


def test_another_centres_change_costs_nothing(
    ask, offer, elsewhere, kassel, now, django_assert_num_queries
):
    ask(0)
    first = standing.shelf.standing(kassel, standing.editions(), now)
    Edition.moves_on(elsewhere)

    assert standing.shelf.standing(kassel, standing.editions(), now) is first


def test_no_process_keeps_a_private_contact(ask, offer, kassel, now):
    ask(0)
    kept = standing.shelf.standing(kassel, standing.editions(), now)
    held = [vars(one.association) for one in kept.offers.values()]

    assert held
    assert "Samira" not in repr(held)
    assert "12345678" not in repr(held)
    assert connection.in_atomic_block is False

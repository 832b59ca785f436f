"""Moving, renaming, cancelling: by whom, and who learns of it."""

import pytest

from allin.audit.models import Entry
from allin.core import holders
from allin.core.errors import Refusal
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.rooms import operations
from allin.rooms.models import Block
from tests.rooms.conftest import at

APPOINTMENT = "tests.appointment"


class Holder:
    """An appointment that learns of its room, and may say no."""

    def __init__(self):
        self.told, self.refuses = [], False

    def _told(self, *words):
        if self.refuses:
            raise Refusal("Der Termin ist schon vorbei.")
        self.told.append(words)

    def released(self, holder_id, **about):
        self._told("released", holder_id, about["what"])

    def moved(self, holder_id, **about):
        self._told("moved", holder_id, about["starts_at"])


@pytest.fixture
def holder(monkeypatch):
    holder = Holder()
    monkeypatch.setitem(holders._holders, APPOINTMENT, holder)
    return holder


@pytest.fixture
def held(book, office, holder):
    return book(office, "17:00", "18:00", holder_kind=APPOINTMENT, holder_id=7)


def test_a_cancelled_slot_is_free_again(book, office, board, now, standing):
    booking = book(office, "17:00", "19:00")
    operations.cancel(booking=booking, by=board, now=now, why="krank")

    assert standing() == []
    assert book(office, "17:00", "19:00").pk != booking.pk


def test_cancelling_twice_changes_nothing(book, office, board, now):
    booking = book(office, "17:00", "19:00")
    for _click in range(2):
        operations.cancel(booking=booking, by=board, now=now)

    assert Entry.objects.filter(verb="rooms.cancel").count() == 1


def test_others_cancel_and_move_nothing(book, office, other_board, now, standing):
    booking = book(office, "17:00", "19:00")
    for change in (
        lambda: operations.cancel(booking=booking, by=other_board, now=now),
        lambda: operations.rename(booking=booking, title="x", by=other_board, now=now),
        lambda: operations.move(
            booking=booking,
            by=other_board,
            now=now,
            starts_at=at("19:00"),
            ends_at=at("20:00"),
        ),
    ):
        with pytest.raises(Refusal):
            change()
    assert standing() == [("17.03. 17:00", "17.03. 19:00")]


def test_the_association_reads_what_the_coordination_changed(
    book, office, second_office, coordinator, now
):
    booking = book(office, "17:00", "19:00")
    operations.move(
        booking=booking,
        by=coordinator,
        now=now,
        room=second_office,
        starts_at=at("18:00"),
        ends_at=at("20:00"),
    )
    operations.cancel(booking=booking, by=coordinator, now=now, why="Wasserschaden")

    assert {outbox.text_of(letter) for letter in Letter.objects.all()} == {
        (
            "Eine Ihrer Buchungen wurde verschoben.\n"
            "Bisher: Büro 1, Di, 17. März, 17 bis 19 Uhr\n"
            "Jetzt: Büro 2, Di, 17. März, 18 bis 20 Uhr"
        ),
        (
            "Eine Ihrer Buchungen wurde abgesagt:\n"
            "Büro 2, Di, 17. März, 18 bis 20 Uhr\nGrund: Wasserschaden"
        ),
    }


def test_moving_within_its_own_time_is_no_clash_with_itself(
    book, office, board, now, standing
):
    booking = book(office, "17:00", "19:00")
    operations.move(
        booking=booking, by=board, now=now, starts_at=at("18:00"), ends_at=at("20:00")
    )
    assert standing() == [("17.03. 18:00", "17.03. 20:00")]


def test_moving_onto_another_leaves_everything_as_it_was(
    book, office, board, now, standing
):
    booking = book(office, "10:00", "12:00")
    book(office, "17:00", "19:00")

    with pytest.raises(Refusal) as no:
        operations.move(
            booking=booking,
            by=board,
            now=now,
            starts_at=at("18:00"),
            ends_at=at("20:00"),
        )
    assert no.value.ways_out
    assert standing() == [
        ("17.03. 10:00", "17.03. 12:00"),
        ("17.03. 17:00", "17.03. 19:00"),
    ]


def test_equipment_moves_along(book, office, kassel, coordinator, board, now):
    projector = operations.settle_equipment(
        centre=kassel, name="Beamer", stock=1, by=coordinator, now=now
    )
    booking = book(office, "10:00", "12:00", equipment=[projector])
    operations.move(
        booking=booking, by=board, now=now, starts_at=at("14:00"), ends_at=at("15:00")
    )

    blocks = Block.objects.active().filter(thing__equipment=projector)
    assert [block.starts_at for block in blocks] == [at("14:00")]


def test_what_is_over_or_cancelled_stays_as_it_was(book, office, board, now):
    booking = book(office, "09:30", "10:00", day=10)
    later = at("12:00", 10)

    with pytest.raises(Refusal):
        operations.cancel(booking=booking, by=board, now=later)
    with pytest.raises(Refusal):
        operations.move(
            booking=booking,
            by=board,
            now=later,
            starts_at=at("14:00"),
            ends_at=at("15:00"),
        )


def test_whoever_holds_a_room_learns_that_it_went_away(
    held, holder, board, now, standing
):
    operations.cancel(booking=held, by=board, now=now)
    assert holder.told == [("released", 7, "room")]
    assert standing() == []


def test_whoever_holds_a_room_learns_that_it_was_moved(held, holder, board, now):
    operations.move(
        booking=held, by=board, now=now, starts_at=at("18:00"), ends_at=at("19:00")
    )
    assert holder.told == [("moved", 7, at("18:00"))]


def test_whoever_holds_a_room_may_refuse_and_then_nothing_happens(
    held, holder, board, now, standing
):
    holder.refuses = True
    with pytest.raises(Refusal):
        operations.cancel(booking=held, by=board, now=now)
    with pytest.raises(Refusal):
        operations.move(
            booking=held, by=board, now=now, starts_at=at("18:00"), ends_at=at("19:00")
        )
    assert standing() == [("17.03. 17:00", "17.03. 18:00")]


def test_a_holder_that_cancels_need_not_be_told(held, holder, stranger, now, standing):
    operations.cancel(booking=held, by=stranger, now=now, from_holder=True)
    assert (holder.told, standing()) == ([], [])


def test_a_new_title_is_for_those_who_may_read_it(book, office, board, now):
    booking = book(office, "17:00", "19:00", title="Alt")
    assert operations.rename(
        booking=booking, title=" Neu ", by=board, now=now
    ).title == ("Neu")

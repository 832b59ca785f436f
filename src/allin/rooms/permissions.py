from allin.core import people
from allin.core.people import Centre, Person
from allin.rooms.models import STEERING, Booking


def can_see(person: Person, centre: Centre) -> bool:
    """Whether the plan of the rooms is for this person: coordination and boards."""
    return person.holds(*STEERING, people.BOARD, centre_id=centre.pk)


def can_settle(person: Person, centre: Centre) -> bool:
    """Whether the person decides about rooms, equipment, hours and addresses."""
    return person.holds(*STEERING, centre_id=centre.pk)


def can_book_for(person: Person, centre: Centre, association_id: int | None) -> bool:
    """A board books for its own association, the coordination for anybody."""
    if person.holds(*STEERING, centre_id=centre.pk):
        return True
    return association_id is not None and person.holds(
        people.BOARD, centre_id=centre.pk, of_id=association_id
    )


def can_change(person: Person, booking: Booking) -> bool:
    """Whether the person may move, rename or cancel a booking."""
    return can_book_for(person, booking.centre, booking.association_id)


def can_read(person: Person, booking: Booking) -> bool:
    """Whether more than "taken" may be shown."""
    return can_change(person, booking)

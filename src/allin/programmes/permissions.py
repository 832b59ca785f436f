"""Who may do what in programmes."""

from allin.core import people
from allin.core.people import Centre, Person
from allin.programmes.models import Assignment, Occasion, Setup

STEERING = (people.COORDINATOR, people.DEPUTY)


def can_plan(person: Person, centre: Centre) -> bool:
    """The coordination sets programmes up and plans."""
    return person.holds(*STEERING, centre_id=centre.pk)


def can_look(person: Person, centre: Centre) -> bool:
    """Coordination, a board for what it hosts, a partner for its own programme."""
    return person.holds(*STEERING, people.BOARD, people.PARTNER, centre_id=centre.pk)


def can_look_at_programmes(person: Person, centre: Centre) -> bool:
    """Coordination all, a partner its own."""
    return person.holds(*STEERING, people.PARTNER, centre_id=centre.pk)


def can_answer_own(person: Person, centre: Centre) -> bool:
    """A volunteer, on their own page."""
    return person.holds(people.VOLUNTEER, centre_id=centre.pk)


def can_look_or_answer(person: Person, centre: Centre) -> bool:
    """Whoever may see an occasion at all; which, the row decides."""
    return can_look(person, centre) or can_answer_own(person, centre)


def can_change(person: Person, occasion: Occasion) -> bool:
    """The coordination moves, cancels, staffs and closes an occasion."""
    return person.holds(*STEERING, centre_id=occasion.centre_id)


def can_change_setup(person: Person, setup: Setup) -> bool:
    return person.holds(*STEERING, centre_id=setup.centre_id)


def can_answer(person: Person, assignment: Assignment) -> bool:
    """The volunteer who was asked, and the coordination on their behalf."""
    return person.holds(*STEERING, centre_id=assignment.centre_id) or person.holds(
        people.VOLUNTEER,
        centre_id=assignment.centre_id,
        of_id=assignment.volunteer_id,
    )


def can_apply_for(person: Person, centre: Centre, association_id: int | None) -> bool:
    """A board asks for its own association's stand, the coordination for anybody's."""
    if can_plan(person, centre):
        return True
    return association_id is not None and person.holds(
        people.BOARD, centre_id=centre.pk, of_id=association_id
    )


def can_see_festivals(person: Person, centre: Centre) -> bool:
    """Coordination, and boards, who ask for stands."""
    return person.holds(*STEERING, people.BOARD, centre_id=centre.pk)

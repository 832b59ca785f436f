"""Who may ask for what. City, funders and the other associations: nothing of it."""

from allin.core import people
from allin.core.people import Centre, Person
from allin.support.models import STEERING


def can_coordinate(person: Person, centre: Centre) -> bool:
    """Whether the person answers what associations ask."""
    return person.holds(*STEERING, centre_id=centre.pk)


def can_see(person: Person, centre: Centre) -> bool:
    """Coordination and boards; what of it, says `visible_to`."""
    return person.holds(*STEERING, people.BOARD, centre_id=centre.pk)


def can_speak_for(person: Person, centre: Centre, association_id: int) -> bool:
    """A board speaks for its own association, the coordination for any."""
    return can_coordinate(person, centre) or person.holds(
        people.BOARD, centre_id=centre.pk, of_id=association_id
    )

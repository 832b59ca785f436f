"""Who reads the motion, who reads what the house notes about it, who enters."""

from allin.core import people
from allin.core.people import Centre, Person

STEERING = (people.COORDINATOR, people.DEPUTY)


def can_enter(person: Person, centre: Centre) -> bool:
    """Whether the person enters motions and what becomes of them."""
    return person.holds(*STEERING, centre_id=centre.pk)


def can_see_inside(person: Person, centre: Centre) -> bool:
    """Whether the person reads who of the house does what, and the house's money."""
    return person.holds(*STEERING, people.AUDITOR, centre_id=centre.pk)


def can_see(person: Person, centre: Centre) -> bool:
    """Whether the person reads the motion: the city and funders do, plainly."""
    return can_see_inside(person, centre) or person.holds(
        people.CITY, people.FUNDER, centre_id=centre.pk
    )

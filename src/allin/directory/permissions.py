"""Who may ask for what."""

from allin.core import people
from allin.core.people import Centre, Person
from allin.directory.models import Association

STEERING = (people.COORDINATOR, people.DEPUTY)


def can_steer(person: Person, centre: Centre) -> bool:
    """Enter, merge and end entries, partners, form addresses and closures."""
    return person.holds(*STEERING, centre_id=centre.pk)


def can_look(person: Person, centre: Centre) -> bool:
    """See the associations of the centre, without what is private."""
    return person.holds(*STEERING, people.BOARD, people.AUDITOR, centre_id=centre.pk)


def can_edit(person: Person, association: Association) -> bool:
    """Change an association's entry and offers, and confirm them."""
    return person.holds(*STEERING, centre_id=association.centre_id) or person.holds(
        people.BOARD, centre_id=association.centre_id, of_id=association.pk
    )

from allin.core import people
from allin.core.people import Centre, Person


def can_see_letters(person: Person, centre: Centre | None) -> bool:
    """Whether the person looks after the letters of the centre."""
    return centre is not None and person.holds(
        people.COORDINATOR, people.DEPUTY, centre_id=centre.pk
    )

"""Who may bring lists."""

from allin.core import people
from allin.core.people import Centre, Person


def can_import(person: Person, centre: Centre) -> bool:
    """Read lists in, create from them, take an import back."""
    return person.holds(people.COORDINATOR, people.DEPUTY, centre_id=centre.pk)

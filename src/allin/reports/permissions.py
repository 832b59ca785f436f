"""Who may read reports, and who freezes and publishes them."""

from allin.core import people
from allin.core.people import Centre, Person
from allin.reports.models import READERS, WHOLE


def can_read(person: Person, centre: Centre) -> bool:
    """Read reports: the centre's own people all of them, city and funder published."""
    return person.holds(*WHOLE, *READERS, centre_id=centre.pk)


def can_see_whole(person: Person, centre: Centre) -> bool:
    """See the whole figures, small numbers included."""
    return person.holds(*WHOLE, centre_id=centre.pk)


def can_freeze(person: Person, centre: Centre) -> bool:
    """Freeze, publish and withdraw reports."""
    return person.holds(people.COORDINATOR, people.DEPUTY, centre_id=centre.pk)

from allin.core import people
from allin.core.people import Centre, Person


def can_settle(person: Person, centre: Centre | None) -> bool:
    """Whether the person decides how the centre works: the coordinator alone."""
    return centre is not None and person.holds(people.COORDINATOR, centre_id=centre.pk)


def can_see_settings(person: Person, centre: Centre | None) -> bool:
    """Whether the person may look at how the centre works."""
    return centre is not None and person.holds(
        people.COORDINATOR,
        people.DEPUTY,
        people.AUDITOR,
        people.PROTECTION,
        centre_id=centre.pk,
    )

from allin.core import people
from allin.core.people import Centre, Person


def can_settle(person: Person, centre: Centre | None) -> bool:
    """Whether the person decides how the centre works: the coordinator alone."""
    return centre is not None and person.holds(people.COORDINATOR, centre_id=centre.pk)


def can_say_who_is_away(person: Person, centre: Centre | None) -> bool:
    """Whether the person enters an absence: somebody falls ill, the deputy does."""
    return centre is not None and person.holds(
        people.COORDINATOR, people.DEPUTY, centre_id=centre.pk
    )


def can_see_settings(person: Person, centre: Centre | None) -> bool:
    """Whether the person may look at how the centre works."""
    return centre is not None and person.holds(
        people.COORDINATOR,
        people.DEPUTY,
        people.AUDITOR,
        people.PROTECTION,
        centre_id=centre.pk,
    )


def can_go_on_to(way: str, person: Person, centre: Centre) -> bool:
    """Whether a page of another room is there for the person; it asks again itself."""
    if way in {"audit", "doctor"}:
        return can_see_settings(person, centre)
    if way == "team":
        return can_settle(person, centre)
    return person.holds(people.COORDINATOR, people.DEPUTY, centre_id=centre.pk)

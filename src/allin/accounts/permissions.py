from allin.core import people
from allin.core.people import Centre, Person


def can_manage_team(person: Person, centre: Centre | None) -> bool:
    """Whether the person grants and ends roles: the coordinator alone."""
    return centre is not None and person.holds(people.COORDINATOR, centre_id=centre.pk)


def can_see_links(person: Person, centre: Centre | None) -> bool:
    """Whether the person shows links of boards, referrers and volunteers."""
    return centre is not None and person.holds(
        people.COORDINATOR, people.DEPUTY, centre_id=centre.pk
    )


def can_see_held_back(person: Person, centre: Centre | None) -> bool:
    """Whether the person looks through what the guard held back."""
    return centre is not None and person.holds(
        people.COORDINATOR, people.DEPUTY, centre_id=centre.pk
    )


def is_signed_in(person: Person, centre: Centre | None) -> bool:  # noqa: ARG001
    """Whether anybody is signed in at all."""
    return person.id is not None

"""Whose rows somebody sees: all of a centre, an association's, or their own."""

from django.db.models import Q

from allin.core import people
from allin.core.people import Person


def seen_by(person: Person, prefix: str = "") -> Q:
    """Whose rows somebody sees: all of a centre, an association's, or their own."""
    seen = Q(pk__in=())
    for role in person.roles:
        here = Q(centre_id=role.centre_id)
        if role.kind in {people.COORDINATOR, people.DEPUTY}:
            seen |= here
        elif role.kind == people.BOARD:
            seen |= here & Q(association_id=role.of_id)
        elif role.kind == people.VOLUNTEER:
            seen |= here & Q(**{f"{prefix}id": role.of_id})
    return seen

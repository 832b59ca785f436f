"""Whose rows somebody sees."""

from django.db.models import Q

from allin.core import people
from allin.core.people import Person

STEERING = (people.COORDINATOR, people.DEPUTY)


def seen_by(
    person: Person, *, association: str = "", partner: str = "", volunteer: str = ""
) -> Q:
    """
    Return what a person sees: all of a centre, or what hangs on them.

    :param association: path to the association a board speaks for; "" for none
    :param partner: path to the partner whose programme it is; "" for none
    :param volunteer: path to the volunteer it is about; "" for none
    """
    seen = Q(pk__in=())
    paths = {
        people.BOARD: association,
        people.PARTNER: partner,
        people.VOLUNTEER: volunteer,
    }
    for role in person.roles:
        here = Q(centre_id=role.centre_id)
        if role.kind in STEERING:
            seen |= here
        elif paths.get(role.kind):
            seen |= here & Q(**{paths[role.kind]: role.of_id})
    return seen

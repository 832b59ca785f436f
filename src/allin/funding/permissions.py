from allin.core import people
from allin.core.people import Centre, Person

STEERING = (people.COORDINATOR, people.DEPUTY)


def can_enter(person: Person, centre: Centre) -> bool:
    """Whether the person enters and changes costs, applications and awards."""
    return person.holds(*STEERING, centre_id=centre.pk)


def can_see(person: Person, centre: Centre) -> bool:
    """
    Whether the person sees the house's money.

    City and funders do not: who else was asked and refused is not theirs to read;
    what they need of it they get in frozen papers.
    """
    return person.holds(*STEERING, people.AUDITOR, centre_id=centre.pk)

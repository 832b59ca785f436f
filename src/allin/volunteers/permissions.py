"""Who may do what with volunteers and their hours."""

import datetime as dt

from allin.core.people import BOARD, COORDINATOR, DEPUTY, VOLUNTEER, Centre, Person
from allin.volunteers.models import Certificate, Hours, Qualification, Volunteer


def _leads(person: Person, centre_id: int) -> bool:
    return person.holds(COORDINATOR, DEPUTY, centre_id=centre_id)


def can_list(person: Person, centre: Centre) -> bool:
    """Coordination, and a board for its own association."""
    return person.holds(COORDINATOR, DEPUTY, BOARD, centre_id=centre.pk)


def can_invite(person: Person, centre: Centre) -> bool:
    """The coordination: an account opens what volunteers see of people."""
    return _leads(person, centre.pk)


def can_edit(person: Person, volunteer: Volunteer) -> bool:
    """Coordination, and the board of the association the volunteer helps."""
    return _leads(person, volunteer.centre_id) or person.holds(
        BOARD, centre_id=volunteer.centre_id, of_id=volunteer.association_id
    )


def can_pause(person: Person, volunteer: Volunteer) -> bool:
    """Whoever may edit, and the volunteer."""
    return can_edit(person, volunteer) or is_self(person, volunteer)


def can_confirm(person: Person, hours: Hours) -> bool:
    """Coordination everything, a board what was worked for its association."""
    return _leads(person, hours.centre_id) or person.holds(
        BOARD, centre_id=hours.centre_id, of_id=hours.association_id
    )


def can_correct(person: Person, hours: Hours) -> bool:
    """Whoever may confirm; the volunteer as long as nobody confirmed."""
    own = hours.volunteer_id is not None and person.holds(
        VOLUNTEER, centre_id=hours.centre_id, of_id=hours.volunteer_id
    )
    return can_confirm(person, hours) or (own and hours.confirmed_at is None)


def can_enter_own(person: Person, centre: Centre) -> bool:
    """A volunteer, on their own page."""
    return person.holds(VOLUNTEER, centre_id=centre.pk)


def can_see_hours(person: Person, centre: Centre) -> bool:
    """Whoever sees the list, and a volunteer."""
    return can_list(person, centre) or can_enter_own(person, centre)


def is_self(person: Person, volunteer: Volunteer) -> bool:
    return person.holds(VOLUNTEER, centre_id=volunteer.centre_id, of_id=volunteer.pk)


def can_welcome(person: Person, centre: Centre) -> bool:
    """The coordination: whoever asks to help told their contact to it alone."""
    return _leads(person, centre.pk)


def holds_on(volunteer: Volunteer, kind: str, day: dt.date) -> bool:
    """Whether a qualification was shown and counts on a day (centre's calendar)."""
    shown = Qualification.objects.filter(volunteer=volunteer, kind=kind)
    return bool(shown.holding(day).exists())


def can_go_beyond(person: Person, volunteer: Volunteer) -> bool:
    """The coordination, who has agreed it with the person."""
    return _leads(person, volunteer.centre_id)


def can_certify(person: Person, volunteer: Volunteer, *, own: bool = False) -> bool:
    """The volunteer; unless it is theirs alone to decide, whoever may edit them."""
    return is_self(person, volunteer) or (not own and can_edit(person, volunteer))


def can_withdraw_certificate(person: Person, certificate: Certificate) -> bool:
    """The coordination."""
    return _leads(person, certificate.centre_id)

"""Who may do what in programmes."""

import datetime as dt

from allin.core import people
from allin.core.people import Centre, Person
from allin.programmes.models import (
    Assignment,
    DutyMember,
    Enquiry,
    Occasion,
    Setup,
    WalkIn,
)
from allin.programmes.models.duty.marks import mark_of
from allin.programmes.rules import education, kernel
from allin.volunteers.models import Qualification

STEERING = (people.COORDINATOR, people.DEPUTY)


def can_plan(person: Person, centre: Centre) -> bool:
    """The coordination sets programmes up and plans."""
    return person.holds(*STEERING, centre_id=centre.pk)


def can_look(person: Person, centre: Centre) -> bool:
    """Coordination, a board for what it hosts, a partner for its own programme."""
    return person.holds(*STEERING, people.BOARD, people.PARTNER, centre_id=centre.pk)


def can_look_at_programmes(person: Person, centre: Centre) -> bool:
    """Coordination all, a partner its own."""
    return person.holds(*STEERING, people.PARTNER, centre_id=centre.pk)


def can_answer_own(person: Person, centre: Centre) -> bool:
    """A volunteer, on their own page."""
    return person.holds(people.VOLUNTEER, centre_id=centre.pk)


def can_look_or_answer(person: Person, centre: Centre) -> bool:
    """Whoever may see an occasion at all; which, the row decides."""
    return can_look(person, centre) or can_answer_own(person, centre)


def can_change(person: Person, occasion: Occasion) -> bool:
    """The coordination moves, cancels, staffs and closes an occasion."""
    return person.holds(*STEERING, centre_id=occasion.centre_id)


def can_change_setup(person: Person, setup: Setup) -> bool:
    return person.holds(*STEERING, centre_id=setup.centre_id)


def can_answer(person: Person, assignment: Assignment) -> bool:
    """The volunteer who was asked, and the coordination on their behalf."""
    return person.holds(*STEERING, centre_id=assignment.centre_id) or person.holds(
        people.VOLUNTEER,
        centre_id=assignment.centre_id,
        of_id=assignment.volunteer_id,
    )


def can_apply_for(person: Person, centre: Centre, association_id: int | None) -> bool:
    """A board asks for its own association's stand, the coordination for anybody's."""
    if can_plan(person, centre):
        return True
    return association_id is not None and person.holds(
        people.BOARD, centre_id=centre.pk, of_id=association_id
    )


def can_see_festivals(person: Person, centre: Centre) -> bool:
    """Coordination, and boards, who ask for stands."""
    return person.holds(*STEERING, people.BOARD, centre_id=centre.pk)


def _is_partner(person: Person, centre_id: int, partner_id: int | None) -> bool:
    return partner_id is not None and person.holds(
        people.PARTNER, centre_id=centre_id, of_id=partner_id
    )


def can_enquire_for(person: Person | None, setup: Setup) -> bool:
    """The coordination and the programme's partner note what a group asks for."""
    return person is not None and (
        person.holds(*STEERING, centre_id=setup.centre_id)
        or _is_partner(person, setup.centre_id, setup.programme.partner_id)
    )


def can_agree(person: Person, enquiry: Enquiry) -> bool:
    """The coordination and the programme's partner agree to date and place."""
    return person.holds(*STEERING, centre_id=enquiry.centre_id) or _is_partner(
        person, enquiry.centre_id, enquiry.programme.partner_id
    )


def can_open_contact(person: Person, enquiry: Enquiry) -> bool:
    """The coordination, and who has promised to come."""
    if person.holds(*STEERING, centre_id=enquiry.centre_id):
        return True
    own = person.ids_of(people.VOLUNTEER, centre_id=enquiry.centre_id)
    return bool(own) and (
        Assignment.objects.filter(
            position__occasion__enquiry=enquiry,
            volunteer_id__in=own,
            state__in=kernel.COMING,
        ).exists()
    )


def can_count(person: Person, setup: Setup) -> bool:
    """The coordination, and volunteers who have shown they are counsellors."""
    if person.holds(*STEERING, centre_id=setup.centre_id):
        return True
    own = person.ids_of(people.VOLUNTEER, centre_id=setup.centre_id)
    return bool(own) and (
        Qualification.objects.filter(
            centre_id=setup.centre_id,
            kind=education.QUALIFICATION,
            volunteer_id__in=own,
        ).exists()
        or Assignment.objects.filter(
            position__occasion__programme_id=setup.programme_id,
            volunteer_id__in=own,
        ).exists()
    )


def can_undo(person: Person, visit: WalkIn, now: dt.datetime) -> bool:
    """Who counted it, for half an hour; the coordination at any time."""
    if person.holds(*STEERING, centre_id=visit.centre_id):
        return True
    fresh = now - visit.entered_at <= dt.timedelta(minutes=education.UNDO_MINUTES)
    return fresh and person.id is not None and person.id == visit.entered_by


def can_accompany(person: Person, centre: Centre) -> bool:
    """The coordination, and volunteers for those they accompany; the row decides."""
    return can_plan(person, centre) or can_answer_own(person, centre)


def can_see_figures(person: Person, centre: Centre) -> bool:
    """Counts alone: coordination, the programme's partner, city, funder."""
    return person.holds(
        *STEERING, people.PARTNER, people.CITY, people.FUNDER, centre_id=centre.pk
    )


def can_run_roster(person: Person, centre: Centre) -> bool:
    """The coordination alone: who is on a roster that tells a faith is sealed."""
    return person.holds(*STEERING, centre_id=centre.pk)


def is_own_row(person: Person, companion: DutyMember) -> bool:
    """Whether a row of a roster is the person's own; nothing is opened for it."""
    ids = person.ids_of(people.VOLUNTEER, centre_id=companion.centre_id)
    return any(companion.mark == mark_of(companion.programme_id, one) for one in ids)


def can_pair(person: Person, centre: Centre) -> bool:
    """The coordination, and boards for their own association; the row decides."""
    return person.holds(*STEERING, people.BOARD, centre_id=centre.pk)

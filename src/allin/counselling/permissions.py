"""Who may do what with referrals, slips and sessions."""

from allin.core.people import (
    BOARD,
    COORDINATOR,
    DEPUTY,
    PROTECTION,
    VOLUNTEER,
    Centre,
    Person,
)
from allin.counselling.models import Referral, Session, Slip

RECEIVING = (COORDINATOR, DEPUTY, BOARD, VOLUNTEER)


def can_coordinate(person: Person, centre: Centre) -> bool:
    """Whether the person sees and steers the centre's referrals."""
    return person.holds(COORDINATOR, DEPUTY, centre_id=centre.pk)


def can_receive(person: Person, centre: Centre) -> bool:
    """Whether the person receives people: redeems slips, counts, enters sessions."""
    return person.holds(*RECEIVING, centre_id=centre.pk)


def can_open(person: Person, centre: Centre) -> bool:
    """Whether there can be a referral the person may open at all."""
    return person.holds(COORDINATOR, DEPUTY, VOLUNTEER, BOARD, centre_id=centre.pk)


def can_audit_forgetting(person: Person, centre: Centre) -> bool:
    """Whether the person may read what was deleted, and when."""
    return person.holds(COORDINATOR, DEPUTY, PROTECTION, centre_id=centre.pk)


def is_in_hands_of(person: Person, referral: Referral) -> bool:
    """Whether the person is the one who took the referral on."""
    centre_id = referral.centre_id
    if referral.volunteer_id is not None:
        return person.holds(VOLUNTEER, centre_id=centre_id, of_id=referral.volunteer_id)
    return referral.association_id is not None and person.holds(
        BOARD, centre_id=centre_id, of_id=referral.association_id
    )


def can_close(person: Person, referral: Referral) -> bool:
    """Whether the person may write down how it went."""
    return is_in_hands_of(person, referral) or person.holds(
        COORDINATOR, DEPUTY, centre_id=referral.centre_id
    )


def can_redeem(person: Person, slip: Slip) -> bool:
    """Whether the person may note that somebody came with this slip."""
    return person.holds(*RECEIVING, centre_id=slip.centre_id)


def can_correct(person: Person, session: Session) -> bool:
    """Whether the person may correct what a session says."""
    if person.holds(COORDINATOR, DEPUTY, centre_id=session.centre_id):
        return True
    if session.association_id and person.holds(
        BOARD, centre_id=session.centre_id, of_id=session.association_id
    ):
        return session.referral_id is None
    return session.volunteer_id is not None and person.holds(
        VOLUNTEER, centre_id=session.centre_id, of_id=session.volunteer_id
    )

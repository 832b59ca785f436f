"""Who knows the address of whom."""

from allin.accounts.models import User
from allin.core import clock, recipients
from allin.core.recipients import Recipient
from allin.directory.models import Association
from allin.programmes import subject as programmes
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer


def _user(user_id: int) -> Recipient | None:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return Recipient(user.email, user.language or "de") if user else None


def _volunteer(volunteer_id: int) -> Recipient | None:
    found = Volunteer.objects.standing().filter(pk=volunteer_id).first()
    if found is None or not found.email:
        return None
    return Recipient(found.email, found.language or "de")


def _association(association_id: int) -> Recipient | None:
    found = Association.objects.standing().filter(pk=association_id).first()
    return Recipient(found.contact_email) if found and found.contact_email else None


def _interest(interest_id: int) -> Recipient | None:
    told = volunteers.address_of(interest_id, now=clock.now())
    return Recipient(*told) if told else None


def _registration(registration_id: int) -> Recipient | None:
    return programmes.recipient(registration_id, clock.now())


def bind() -> None:
    """Bind each kind of recipient to the room that knows them."""
    recipients.bind("accounts.user", _user)
    recipients.bind("volunteers.volunteer", _volunteer)
    recipients.bind("volunteers.interest", _interest)
    recipients.bind("directory.association", _association)
    recipients.bind(programmes.RECIPIENT, _registration)

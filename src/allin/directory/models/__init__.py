"""Who belongs to the house, what they offer, when it is open."""

from allin.core.personal import Personal
from allin.directory.models.advice import AdviceHour
from allin.directory.models.associations import Association, AssociationQuerySet
from allin.directory.models.editions import Edition
from allin.directory.models.hours import Closure, HourException, OpenHour
from allin.directory.models.memberships import Membership, roles_of
from allin.directory.models.offers import Offer, OfferQuerySet
from allin.directory.models.partners import Partner, PartnerAddress, Programme
from allin.directory.models.topics import Topic

_WHY = "So that the coordination and people seeking help can reach the association."
_KEEP = "While the association is part of the centre; changed by its board."

PERSONAL = (
    Personal("directory.Association.contact_name", purpose=_WHY, keep=_KEEP),
    Personal("directory.Association.contact_phone", purpose=_WHY, keep=_KEEP),
    Personal("directory.Association.contact_email", purpose=_WHY, keep=_KEEP),
    Personal("directory.Association.note", purpose=_WHY, keep=_KEEP),
    Personal("directory.Partner.contact_name", purpose=_WHY, keep=_KEEP),
    Personal("directory.Partner.contact_email", purpose=_WHY, keep=_KEEP),
    Personal(
        "directory.Offer.supervisor",
        purpose="Legal help by volunteers needs a named, qualified supervisor.",
        keep="While the offer stands.",
    ),
)

__all__ = (
    "PERSONAL",
    "AdviceHour",
    "Association",
    "AssociationQuerySet",
    "Closure",
    "Edition",
    "HourException",
    "Membership",
    "Offer",
    "OfferQuerySet",
    "OpenHour",
    "Partner",
    "PartnerAddress",
    "Programme",
    "Topic",
    "roles_of",
)

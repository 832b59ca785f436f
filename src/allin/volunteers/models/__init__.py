"""People who give time, the time they promised, the time they gave."""

from allin.core.personal import Personal
from allin.volunteers.models.away import Away
from allin.volunteers.models.certificate import Certificate
from allin.volunteers.models.interest import Interest
from allin.volunteers.models.link import OwnLink
from allin.volunteers.models.qualification import Qualification
from allin.volunteers.models.time import Commitment, Hours
from allin.volunteers.models.volunteer import (
    Volunteer,
    VolunteerQuerySet,
    by_feed_token,
    roles_of,
)

__all__ = [
    "PERSONAL",
    "Away",
    "Certificate",
    "Commitment",
    "Hours",
    "Interest",
    "OwnLink",
    "Qualification",
    "Volunteer",
    "VolunteerQuerySet",
    "by_feed_token",
    "roles_of",
]

PERSONAL = (
    Personal(
        "volunteers.Volunteer.name",
        purpose="To know who gives time.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Volunteer.phone",
        purpose="To ask by telephone.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Volunteer.email",
        purpose="To ask by letter.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Volunteer.gender",
        purpose="To honour the wish of a person seeking help.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Volunteer.guided_by",
        purpose="To name the lawyer who guides legal questions.",
        keep="As long as the guidance is agreed.",
    ),
    Personal(
        "volunteers.Qualification.seen_by",
        purpose="To know who saw a certificate; the certificate itself is not kept.",
        keep="As long as the volunteer.",
    ),
    Personal(
        "volunteers.Volunteer.language",
        purpose="To write in the volunteer's language.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Volunteer.districts",
        purpose="To ask those who live near.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Volunteer.confidentiality_on",
        purpose="To know who promised to keep things to themselves.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Volunteer.confidentiality_until",
        purpose="To know how long that promise holds.",
        keep="12 months after leaving, or until erased on request.",
    ),
    Personal(
        "volunteers.Interest.language",
        purpose="To write to somebody who would like to help in their language.",
        keep="3 days without confirmation, else until answered, at most 30 days more.",
    ),
    Personal(
        "volunteers.Certificate.name",
        purpose="To print a certificate of service again as it was issued.",
        keep="As long as the volunteer; the figures stay checkable without it.",
    ),
    Personal(
        "volunteers.Interest.contact_mark",
        purpose="To write to an address somebody typed at most three times a day.",
        keep="Until answered; a keyed digest that cannot be turned back.",
    ),
    Personal(
        "volunteers.Interest.district",
        purpose="To find something to do near by.",
        keep="3 days without confirmation, else until answered, at most 30 days more.",
    ),
)

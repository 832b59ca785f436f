"""What counselling keeps. Nobody outside this room imports any of it."""

from allin.core.personal import Personal
from allin.counselling.models.asks import Appointment, Ask
from allin.counselling.models.forgetting import DeletionReport
from allin.counselling.models.referrals import Exclusion, Pin, Referral, Step
from allin.counselling.models.sessions import (
    LONGEST,
    ContactFact,
    Session,
    SessionCorrection,
)
from allin.counselling.models.slips import Slip

__all__ = [
    "LONGEST",
    "PERSONAL",
    "Appointment",
    "Ask",
    "ContactFact",
    "DeletionReport",
    "Exclusion",
    "Pin",
    "Referral",
    "Session",
    "SessionCorrection",
    "Slip",
    "Step",
]

_KEEP = (
    "30 days unaccepted, 90 days after closing, at once on withdrawal; the centre "
    "may shorten it."
)

PERSONAL = (
    Personal(
        "counselling.Referral.subject_id",
        purpose="Leads to the sealed name, contact and note of the person.",
        keep=_KEEP,
        sealed=True,
    ),
    Personal(
        "counselling.Referral.language",
        purpose="Finds somebody who speaks the person's language.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Referral.district",
        purpose="Finds somebody near the person.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Referral.deadline_on",
        purpose="Shows the professional path while it still helps.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Referral.wish_gender",
        purpose="Respects whom the person wishes to talk to.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Exclusion.association",
        purpose="Keeps away those the person does not wish to meet.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Exclusion.volunteer",
        purpose="Keeps away whom the person does not wish to meet.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Ask.named",
        purpose="Says who of an association without named advisers does it.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Step.actor_id",
        purpose="Shows which account moved a referral; an opaque number.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Session.language",
        purpose="Counts languages, before the person is forgotten.",
        keep=_KEEP,
    ),
    Personal(
        "counselling.Session.district",
        purpose="Counts districts, before the person is forgotten.",
        keep=_KEEP,
    ),
)

"""What associations ask of the coordination, and what they get."""

from allin.core.personal import Personal
from allin.support.models.advice import Advice
from allin.support.models.meetings import AgendaItem, Material, Meeting, SignUp, Task
from allin.support.models.papers import ActMinutes, Paper, Reminder
from allin.support.models.requests import STEERING, Request, seen_by

_ASKED = "So that the coordination can help an association with what it asked."
_KEPT = "While the association is part of the centre."

PERSONAL = (
    Personal("support.Request.words", purpose=_ASKED, keep=_KEPT),
    Personal("support.Request.answer", purpose=_ASKED, keep=_KEPT),
    Personal(
        "support.Request.owner",
        purpose="So that it is clear who of the coordination answers.",
        keep="While the account exists.",
    ),
)

__all__ = (
    "PERSONAL",
    "STEERING",
    "ActMinutes",
    "Advice",
    "AgendaItem",
    "Material",
    "Meeting",
    "Paper",
    "Reminder",
    "Request",
    "SignUp",
    "Task",
    "seen_by",
)

"""Motions and what becomes of them. Names in it are of people in a public role."""

from allin.core.personal import Personal
from allin.council.models.motions import (
    ASKED,
    NUMBER,
    ONE_FOR_GOOD,
    PAPER,
    TITLE,
    Amendment,
    BudgetLine,
    Motion,
    NextDate,
)
from allin.council.models.steps import FACTION, Step, Vote
from allin.council.models.tasks import Task

_PUBLIC = "A public role: the paper of the council names it, and so does the page."
_KEPT = "As long as the motion; the paper it is taken from is public."
_NOTED = "What the house notes of a meeting; city and funders do not see it."
_NOTES = "As long as the motion; nobody who seeks help belongs in it."
_WHO = "To say who entered it."
_ACCOUNT = "While the account exists; afterwards it is a number."

PERSONAL = (
    Personal("council.Motion.originator", purpose=_PUBLIC, keep=_KEPT),
    Personal("council.Motion.rapporteur", purpose=_PUBLIC, keep=_KEPT),
    Personal("council.Amendment.originator", purpose=_PUBLIC, keep=_KEPT),
    Personal("council.Step.speaker", purpose=_PUBLIC, keep=_KEPT),
    Personal(
        "council.Task.owner",
        purpose="So that it is clear who does it. City and funders do not see it.",
        keep="As long as the motion.",
    ),
    Personal("council.Step.note", purpose=_NOTED, keep=_NOTES),
    Personal("council.NextDate.note", purpose=_NOTED, keep=_NOTES),
    Personal("council.Motion.entered_by", purpose=_WHO, keep=_ACCOUNT),
    Personal("council.Step.entered_by", purpose=_WHO, keep=_ACCOUNT),
    Personal("council.Task.done_by", purpose=_WHO, keep=_ACCOUNT),
)

__all__ = (
    "ASKED",
    "FACTION",
    "NUMBER",
    "ONE_FOR_GOOD",
    "PAPER",
    "PERSONAL",
    "TITLE",
    "Amendment",
    "BudgetLine",
    "Motion",
    "NextDate",
    "Step",
    "Task",
    "Vote",
)

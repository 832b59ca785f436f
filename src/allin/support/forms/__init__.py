"""What people type about support."""

from allin.support.forms.asking import (
    AdviceForm,
    AnswerForm,
    AskForm,
    PlanForm,
    associations_for,
)
from allin.support.forms.meetings import (
    HoldForm,
    InviteForm,
    MaterialForm,
    MeetingForm,
    MoveForm,
    PointsForm,
    SignUpForm,
    TaskForm,
)
from allin.support.forms.papers import PaperForm
from allin.support.forms.shares import AssumeForm

__all__ = (
    "AdviceForm",
    "AnswerForm",
    "AskForm",
    "AssumeForm",
    "HoldForm",
    "InviteForm",
    "MaterialForm",
    "MeetingForm",
    "MoveForm",
    "PaperForm",
    "PlanForm",
    "PointsForm",
    "SignUpForm",
    "TaskForm",
    "associations_for",
)

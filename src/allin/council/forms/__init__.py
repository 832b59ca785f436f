"""What people type about motions."""

from allin.council.forms.motions import (
    AmendmentForm,
    BudgetForm,
    DateForm,
    FileForm,
    FinishForm,
    SettleForm,
    TaskForm,
    WordsForm,
)
from allin.council.forms.steps import StepForm, next_form, start_of

__all__ = (
    "AmendmentForm",
    "BudgetForm",
    "DateForm",
    "FileForm",
    "FinishForm",
    "SettleForm",
    "StepForm",
    "TaskForm",
    "WordsForm",
    "next_form",
    "start_of",
)

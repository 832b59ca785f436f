"""Bring a list, look at it, create from it, take it back."""

from allin.intake.operations.creating import (
    SILENT,
    create_all,
    start_creating,
    start_undoing,
    undo_all,
)
from allin.intake.operations.staging import (
    Choices,
    Staged,
    choices_of,
    decide,
    entries_of,
    lay_out,
    stage,
    staged_of,
)
from allin.intake.operations.surveying import Doubt, Survey, survey

__all__ = [
    "SILENT",
    "Choices",
    "Doubt",
    "Staged",
    "Survey",
    "choices_of",
    "create_all",
    "decide",
    "entries_of",
    "lay_out",
    "stage",
    "staged_of",
    "start_creating",
    "start_undoing",
    "survey",
    "undo_all",
]

"""Bring a list, look at it, create from it, take it back."""

from allin.intake.operations.creating import (
    PATIENCE,
    SILENT,
    create_all,
    start_creating,
    start_undoing,
    undo_all,
)
from allin.intake.operations.sealed import Choices, Staged, choices_of, staged_of
from allin.intake.operations.staging import (
    decide,
    entries_of,
    lay_out,
    read_again,
    stage,
)
from allin.intake.operations.surveying import Doubt, Survey, survey

__all__ = [
    "PATIENCE",
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
    "read_again",
    "stage",
    "staged_of",
    "start_creating",
    "start_undoing",
    "survey",
    "undo_all",
]

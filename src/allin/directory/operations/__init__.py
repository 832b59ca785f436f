"""What can be done in the directory."""

from allin.directory.operations.hours import OpenSlot, calendar_of, next_open_hours

__all__ = (
    "OpenSlot",
    "calendar_of",
    "next_open_hours",
)

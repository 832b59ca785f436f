"""What a room plan may bring: a weekly grid, or a list, as coordinators keep it."""

from typing import Final

from django.utils.translation import gettext_lazy

from allin.core.targets import Column, Target
from allin.rooms.imports import lines

TARGET: Final = Target(
    name="rooms",
    title=gettext_lazy("Room plan"),
    lead=gettext_lazy("Who is in which room, and when. A weekly grid or a list."),
    icon="door-open",
    page="rooms:week",
    module="rooms",
    week=True,
    columns=(
        Column(
            "room",
            gettext_lazy("Room"),
            kind="room",
            required=True,
            guesses=("Raum", "Room", "Ort"),
        ),
        Column(
            "times",
            gettext_lazy("Day and hours"),
            kind="times",
            required=True,
            guesses=("Zeit", "Wann", "Termin", "Time"),
        ),
        Column(
            "title",
            gettext_lazy("What for"),
            guesses=("Eintrag", "Wofür", "Titel", "Belegung", "Entry", "What"),
        ),
        Column(
            "association",
            gettext_lazy("Association"),
            kind="association",
            guesses=("Verein", "Gruppe", "Organisation", "Association"),
        ),
    ),
    check=lines.check,
    find_duplicates=lines.find_duplicates,
    create=lines.create,
    merge=lines.merge,
    unmerge=lines.unmerge,
    undo=lines.undo,
    fingerprint=lines.fingerprint,
    show=lines.show,
)

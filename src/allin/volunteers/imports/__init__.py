"""What a list of volunteers may bring: `freiwillige.csv` as coordinators keep it."""

from typing import Final

from django.utils.translation import gettext_lazy

from allin.core.targets import Column, Target
from allin.volunteers import rules
from allin.volunteers.imports import lines

TARGET: Final = Target(
    name="volunteers",
    title=gettext_lazy("Volunteers"),
    lead=gettext_lazy("Who gives time, in which languages, when."),
    icon="hand-heart",
    page="volunteers:index",
    module="volunteers",
    fields={
        "available": "availability",
        "joined_on": "since",
        **dict.fromkeys(rules.LEVELS, "languages"),
    },
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            kind="name",
            guesses=("Name", "Wer"),
            whole=True,
        ),
        Column(
            "given",
            gettext_lazy("First name"),
            kind="given",
            guesses=("Vorname", "First name"),
            whole=True,
        ),
        Column(
            "family",
            gettext_lazy("Family name"),
            kind="family",
            guesses=("Nachname", "Familienname", "Surname"),
            whole=True,
        ),
        Column(
            "association",
            gettext_lazy("Association"),
            kind="association",
            required=True,
            guesses=("Verein", "Organisation", "Gruppe", "Association"),
        ),
        Column(
            "languages",
            gettext_lazy("Languages"),
            kind="languages",
            guesses=("Sprach", "Languages"),
        ),
        Column(
            "level",
            gettext_lazy("How well?"),
            kind="level",
            guesses=("Niveau", "Level", "Kenntnisse"),
        ),
        Column(
            "phone",
            gettext_lazy("Telephone"),
            kind="phone",
            guesses=("Telefon", "Tel", "Handy", "Mobil", "Phone"),
        ),
        Column(
            "email",
            gettext_lazy("E-mail"),
            kind="email",
            guesses=("Mail", "E-Mail", "Email"),
        ),
        Column(
            "topics",
            gettext_lazy("Topics"),
            guesses=("Einsatz", "Themen", "Aufgabe", "Bereich", "Topics"),
        ),
        Column(
            "availability",
            gettext_lazy("Times"),
            kind="availability",
            guesses=("Zeit", "Verfügbar", "Wann", "Availability"),
        ),
        Column(
            "since",
            gettext_lazy("Here since"),
            kind="date",
            guesses=("dabei seit", "seit", "Beginn", "Since"),
        ),
        Column(
            "police",
            gettext_lazy("police certificate"),
            guesses=("Führungszeugnis", "Fuehrungszeugnis", "eFZ", "Police"),
        ),
        Column(
            "note",
            gettext_lazy("Note"),
            guesses=("Notiz", "Bemerkung", "Anmerkung", "Note"),
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

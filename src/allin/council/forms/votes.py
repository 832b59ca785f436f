"""How factions voted: a row for each, its name and three numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from allin.core.text import clean
from allin.council.models import FACTION
from allin.council.rules.votes import Count, FactionVote

MOST: Final = 999
FACTIONS: Final = 30
_ROWS: Final = 8  # to begin with; what is entered is followed by as many as _SPARE
_SPARE: Final = 2
_CELLS: Final = ("faction", "yes", "no", "abstained")


@dataclass(frozen=True)
class Row:
    """
    What somebody typed about a faction.

    :ivar cells: name, for, against, abstentions: as typed, so that it comes back
    """

    cells: tuple[str, str, str, str]

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.cells[1:]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


def rows_of(votes: Sequence[FactionVote]) -> list[Row]:
    """Return votes as they stand in the form."""
    return [
        Row((
            one.faction, str(one.count.yes), str(one.count.no),
            str(one.count.abstained),
        ))
        for one in votes
    ]  # fmt: skip


def named(factions: Sequence[str]) -> list[Row]:
    """Return rows with names alone, for whoever fills in the numbers."""
    return [Row((one, "", "", "")) for one in factions]


class FactionsWidget(forms.Widget):
    """A table of rows that all have names of their own in what is sent."""

    template_name = "council/factions.html"
    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], _files: object, name: str
    ) -> list[Row]:
        found = []
        for number in range(1, FACTIONS + 1):
            cells = [str(data.get(f"{name}_{number}_{cell}", "")) for cell in _CELLS]
            texts = [clean(text)[: FACTION + 1] for text in cells]
            found.append(Row((texts[0], texts[1], texts[2], texts[3])))
        while found and found[-1].is_empty:
            found.pop()
        return found

    def value_omitted_from_data(self, *_given: object) -> bool:
        return False

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        rows: list[Row] = [one for one in value or () if isinstance(one, Row)]
        blank = Row(("", "", "", ""))
        wanted = min(max(_ROWS, len(rows) + _SPARE), FACTIONS)
        rows += [blank] * (wanted - len(rows))
        labels = (
            _("Faction"), _("Votes for"), _("Votes against"), _("Abstentions"),
        )  # fmt: skip
        context["heads"] = (
            labels[0], pgettext("votes", "for"), pgettext("votes", "against"),
            pgettext("votes", "abstained"),
        )  # fmt: skip
        context["is_wrong"] = (attrs or {}).get("aria-invalid", "")
        context["rows"] = [
            [
                {
                    "name": f"{name}_{number}_{cell}",
                    "id": (attrs or {}).get("id", "") if number == 1 == at else "",
                    "label": f"{number}: {label}",
                    "value": text,
                    "is_number": at > 1,
                }
                for at, (cell, label, text) in enumerate(
                    zip(_CELLS, labels, row.cells, strict=True), start=1
                )
            ]
            for number, row in enumerate(rows, start=1)
        ]
        return context


class FactionsField(forms.Field):
    """
    Rows that read as votes.

    :ivar known: names the form began with; one of them without numbers says nothing
    """

    widget = FactionsWidget

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.known: frozenset[str] = frozenset()

    def clean(self, value: Any) -> tuple[FactionVote, ...]:
        rows: list[Row] = value or []
        found = []
        for number, row in enumerate(rows, start=1):
            name = row.cells[0]
            if not any(row.numbers) and (row.is_empty or name in self.known):
                continue
            found.append(self._vote(number, row))
        return tuple(found)

    @staticmethod
    def _vote(number: int, row: Row) -> FactionVote:
        name, about = row.cells[0], {"number": number, "name": row.cells[0]}
        if not name:
            raise forms.ValidationError(_("Row %(number)d: which faction?") % about)
        if len(name) > FACTION:
            raise forms.ValidationError(
                _("Row %(number)d: the name of the faction is too long.") % about
            )
        if not any(row.numbers):
            raise forms.ValidationError(
                _("Row %(number)d: how did “%(name)s” vote?") % about
            )
        counted = [_number(text) for text in row.numbers]
        if None in counted:
            raise forms.ValidationError(
                _("Row %(number)d, “%(name)s”: whole numbers from 0 to 999.") % about
            )
        yes, no, abstained = (one or 0 for one in counted)
        return FactionVote(name, Count(yes, no, abstained))


def _number(text: str) -> int | None:
    """Return a number of votes; nothing typed is 0, None is something else."""
    if not text:
        return 0
    return int(text) if text.isdecimal() and int(text) <= MOST else None


def number(label: Any) -> forms.IntegerField:
    """Return a field for a number of votes."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST,
        required=False,
        error_messages={
            "invalid": gettext_lazy("A whole number, such as 36."),
            "min_value": gettext_lazy("A whole number, such as 36."),
            "max_value": gettext_lazy("At most %(limit_value)s."),
        },
    )

"""How factions voted, one a line."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core.text import PlainText
from allin.council.models import FACTION
from allin.council.rules.votes import Count, FactionVote

MOST: Final = 999
FACTIONS: Final = 30
_BETWEEN: Final = r"[\s/,;|–-]+"
_LINE: Final = re.compile(
    rf"(?P<name>.*?\S)[\s:;,]+(\d{{1,3}}){_BETWEEN}(\d{{1,3}}){_BETWEEN}(\d{{1,3}})"
)


def read(text: str) -> tuple[FactionVote, ...]:
    """
    Return how factions voted from lines such as "Faction A: 20 / 0 / 1".

    :raises ValidationError: naming the first line that says something else
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > FACTIONS:
        raise forms.ValidationError(
            _("More than %(most)d factions?") % {"most": FACTIONS}
        )
    found = []
    for number, line in enumerate(lines, start=1):
        said = _LINE.fullmatch(line)
        if said is None or len(said["name"]) > FACTION:
            raise forms.ValidationError(
                _(
                    "Line %(number)d: the faction, then for, against and abstentions."
                    " Example: Faction A: 20 / 0 / 1."
                )
                % {"number": number}
            )
        yes, no, abstained = (int(said[group]) for group in (2, 3, 4))
        found.append(FactionVote(said["name"].rstrip(":"), Count(yes, no, abstained)))
    return tuple(found)


def written(votes: tuple[FactionVote, ...]) -> str:
    """Return the lines `read` understands."""
    return "\n".join(
        f"{one.faction}: {one.count.yes} / {one.count.no} / {one.count.abstained}"
        for one in votes
    )


class FactionsField(PlainText):
    """A text area that reads as votes."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=2000, lines=True, required=False, **more)

    def clean(self, value: object) -> Any:
        return read(super().clean(value) or "")


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

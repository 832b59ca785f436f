"""What people type about a step of a motion."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core.fuzzy import FuzzyDateField
from allin.core.http import Request
from allin.core.text import PlainText
from allin.council.forms import votes
from allin.council.forms.fields import note, paper, person, web
from allin.council.models import PAPER, NextDate, Step
from allin.council.operations import Told
from allin.council.rules import states
from allin.council.rules.votes import Count, FactionVote, total
from allin.funding.forms.fields import assumed

COUNTED = ("yes", "no", "abstained")


class StepForm(forms.Form):
    """One step: what, with which result, when, where, who spoke, who voted how."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What has happened"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": gettext_lazy(
                "That does not follow here. Choose one of these."
            ),
        },
    )
    result = forms.ChoiceField(
        label=gettext_lazy("With which result"),
        help_text=gettext_lazy(
            "For a recommendation, a place on the council's agenda and a decision."
        ),
        required=False,
    )
    on = FuzzyDateField(label=gettext_lazy("When"), required=False)
    assumed = assumed(gettext_lazy("This date is an assumption"))
    body = PlainText(
        label=gettext_lazy("Which body"),
        help_text=gettext_lazy("Such as “Committee for finance”."),
        max_length=PAPER,
        required=False,
    )
    speaker = person(gettext_lazy("Who speaks to it"))
    paper = paper()
    url = web()
    yes = votes.number(gettext_lazy("Votes for"))
    no = votes.number(gettext_lazy("Votes against"))
    abstained = votes.number(gettext_lazy("Abstentions"))
    factions = votes.FactionsField(
        label=gettext_lazy("Votes by faction"),
        help_text=gettext_lazy(
            "One row for each. The sums are checked against the votes above; without"
            " those, the sum counts."
        ),
    )
    comes_of = forms.ModelChoiceField(
        NextDate.objects.none(),
        label=gettext_lazy("It is the result of this date"),
        required=False,
        empty_label=gettext_lazy("of none that is entered"),
    )
    note = note()

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[str],
        dates: Sequence[NextDate] = (),
        known: Sequence[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        cast("votes.FactionsField", self.fields["factions"]).known = frozenset(known)
        kind = cast("forms.ChoiceField", self.fields["kind"])
        kind.choices = [(one, states.NAMES[one]) for one in kinds]
        result = cast("forms.ChoiceField", self.fields["result"])
        possible = [one for kind in kinds for one in states.RESULTS_OF.get(kind, ())]
        result.choices = [
            ("", _("has none")),
            *((one, states.RESULT_NAMES[one]) for one in possible),
        ]
        if not possible:
            del self.fields["result"]
        comes_of = cast("forms.ModelChoiceField[Any]", self.fields["comes_of"])
        comes_of.queryset = NextDate.objects.filter(pk__in=[one.pk for one in dates])
        if not dates:
            del self.fields["comes_of"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        given = [name for name in COUNTED if values.get(name) is not None]
        if given and len(given) < len(COUNTED) and not self.errors:
            missing = next(name for name in COUNTED if name not in given)
            self.add_error(
                missing, _("For, against and abstentions: all three, or none.")
            )
        return values

    @property
    def told(self) -> Told:
        values = dict(self.cleaned_data)
        numbers = [values.pop(name) for name in COUNTED]
        factions: tuple[FactionVote, ...] = values.pop("factions")
        count = total(factions) if factions else None
        if None not in numbers:
            count = Count(*numbers)
        return Told(count=count, factions=factions, **values)


def start_of(step: Step) -> dict[str, Any]:
    """Return what a form begins with that corrects a step."""
    names = (
        "kind", "result", "on", "assumed", "body", "speaker", "paper", "url", "note",
        "yes", "no", "abstained",
    )  # fmt: skip
    return {name: getattr(step, name) for name in names} | {
        "comes_of": step.comes_of_id,
        "factions": votes.rows_of(
            [FactionVote(one.faction, one.count) for one in step.votes.all()]
        ),
    }


def next_form(
    kinds: Sequence[str],
    dates: Sequence[NextDate],
    request: Request,
    known: Sequence[str] = (),
) -> StepForm:
    """
    Return the form for the next step, begun with the date it comes of if named.

    :param known: the factions there are, as they were entered last
    """
    asked = request.GET.get("date", "")
    date = next((one for one in dates if str(one.pk) == asked), None)
    start: dict[str, Any] = {"kind": kinds[0]} if len(kinds) == 1 else {}
    start["factions"] = votes.named(known)
    if date is not None:
        start |= {
            "comes_of": date.pk,
            "on": date.on,
            "assumed": date.assumed,
            "body": str(date),
        }
    return StepForm(
        request.POST or None, kinds=kinds, dates=dates, known=known, initial=start
    )

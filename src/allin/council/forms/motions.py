"""What people type about a motion, its amendments, dates, budget line and tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.core.fuzzy import FuzzyDateField
from allin.core.http import Request
from allin.core.text import PlainText
from allin.council.forms.fields import note, paper, person, web
from allin.council.models import (
    ASKED,
    NUMBER,
    PAPER,
    TITLE,
    Amendment,
    Motion,
    NextDate,
    Task,
)
from allin.council.operations import Change, Errand, Words
from allin.council.operations.record import YEARS
from allin.council.rules import states
from allin.funding.forms.fields import assumed, date
from allin.funding.models import NAME, REASON

DATE_ASSUMED = _("This date is an assumption")


class WordsForm(forms.Form):
    """What stands in a motion."""

    title = PlainText(label=_("What the motion is called"), max_length=TITLE)
    asked = PlainText(
        label=_("What it asks for"),
        help_text=_("The wording of the motion, or its core."),
        max_length=ASKED,
        lines=True,
    )
    number = PlainText(
        label=_("Number of the paper"),
        help_text=_("The number of the paper, such as 101.18.1261."),
        max_length=NUMBER,
        required=False,
    )
    originator = person(_("Who asks"), _("Faction, member or council."))
    rapporteur = person(
        _("Rapporteur"), _("Who speaks for it in committee and council.")
    )
    for_good = forms.BooleanField(
        label=_("It asks to secure the centre for good"), required=False
    )

    @classmethod
    def filled(cls, one: Motion, request: Request) -> "WordsForm":
        """Return the form with what is entered."""
        start = {name: getattr(one, name) for name in cls.base_fields}
        return cls(request.POST or None, initial=start)

    @property
    def words(self) -> Words:
        values = self.cleaned_data
        return Words(**{name: values[name] for name in WordsForm.base_fields})


class FileForm(WordsForm):
    """A new motion with its first step."""

    kind = forms.ChoiceField(
        label=_("How far it is"),
        choices=[(kind, states.NAMES[kind]) for kind in states.MAY_FOLLOW[""]],
        widget=forms.RadioSelect,
        initial=states.FILED,
    )
    on = FuzzyDateField(label=_("Since when"), required=False)
    assumed = assumed(DATE_ASSUMED)


class DateForm(forms.Form):
    """When and where the motion is dealt with next."""

    where = forms.ChoiceField(
        label=_("Where"), choices=NextDate.WHERE, widget=forms.RadioSelect
    )
    body = PlainText(
        label=_("Name of the body"),
        help_text=_("Such as “Committee for finance”."),
        max_length=PAPER,
        required=False,
    )
    on = FuzzyDateField(label=_("When"))
    papers_on = date(_("Last day to hand papers in"), required=False)
    assumptions = forms.MultipleChoiceField(
        label=_("What of this is an assumption"),
        choices=(("on", _("the date")), ("papers", _("the last day for papers"))),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = note()

    @classmethod
    def filled(cls, one: NextDate | None, request: Request) -> "DateForm":
        """Return the form with what is entered."""
        start: dict[str, Any] = {"where": NextDate.COMMITTEE}
        if one is not None:
            names = ("where", "body", "on", "papers_on", "note")
            start = {name: getattr(one, name) for name in names}
            ticked = [("on", one.assumed), ("papers", one.papers_assumed)]
            start["assumptions"] = [name for name, is_so in ticked if is_so]
        return cls(request.POST or None, initial=start)

    @property
    def told(self) -> dict[str, Any]:
        """What the operation needs."""
        values = dict(self.cleaned_data)
        ticked = values.pop("assumptions")
        return values | {
            "assumed": "on" in ticked,
            "papers_assumed": "papers" in ticked,
        }


class AmendmentForm(forms.Form):
    """A paper that shall change the motion."""

    title = PlainText(label=_("What it changes"), max_length=TITLE)
    number = PlainText(
        label=_("Number of the paper"), max_length=NUMBER, required=False
    )
    originator = person(_("Who asks"), _("Faction, member or council."))
    filed = FuzzyDateField(label=_("Filed"), required=False)
    filed_assumed = assumed(DATE_ASSUMED)
    paper = paper()
    url = web()

    @property
    def change(self) -> Change:
        return Change(**self.cleaned_data)


class SettleForm(forms.Form):
    """What became of an amendment."""

    state = forms.ChoiceField(
        label=_("What became of the paper"),
        choices=Amendment.STATES,
        widget=forms.RadioSelect,
    )
    on = FuzzyDateField(label=_("When"), required=False)
    assumed = assumed(DATE_ASSUMED)


class BudgetForm(forms.Form):
    """Where in the budget the money has to stand."""

    line = PlainText(
        label=_("Budget line"),
        help_text=_("The product or item as the city's budget names it."),
        max_length=PAPER,
        required=False,
    )
    year = forms.IntegerField(
        label=_("From which year on"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        error_messages={
            "invalid": _("A year, such as 2027."),
            "min_value": _("Between 1990 and 2099."),
            "max_value": _("Between 1990 and 2099."),
        },
    )
    assumptions = forms.MultipleChoiceField(
        label=_("What of this is an assumption"),
        choices=(("line", _("the budget line")), ("year", _("the year"))),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @property
    def told(self) -> dict[str, Any]:
        """What the operation needs."""
        values = self.cleaned_data
        return {
            "line": values["line"],
            "year": values["year"],
            "line_assumed": "line" in values["assumptions"],
            "year_assumed": "year" in values["assumptions"],
        }


class TaskForm(forms.Form):
    """What is to be done after the decision."""

    title = PlainText(label=_("What is to be done"), max_length=TITLE)
    of = forms.ChoiceField(
        label=_("Who does it"), choices=Task.OF, widget=forms.RadioSelect
    )
    owner = PlainText(
        label=_("Who exactly"),
        help_text=_("A person or an office. The city and funders do not see it."),
        max_length=NAME,
        required=False,
    )
    due_on = date(_("By when"))
    due_assumed = assumed(DATE_ASSUMED)

    @property
    def errand(self) -> Errand:
        return Errand(**self.cleaned_data)


class FinishForm(forms.Form):
    """That a task is done, and what proves it."""

    done_on = date(_("When it was done"))
    evidence = PlainText(
        label=_("What shows it"),
        help_text=_("Such as “Budget 2027, page 112”. A sentence or a link is enough."),
        max_length=REASON,
        required=False,
    )
    url = web(_("Link"))

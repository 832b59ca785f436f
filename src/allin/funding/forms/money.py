"""What people type about applications and awards."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.core.fuzzy import FuzzyDateField
from allin.core.http import Request
from allin.core.money import EURO, MoneyField
from allin.core.text import PlainText
from allin.funding.forms.fields import (
    LinesField,
    OfHere,
    assumed,
    date,
    funder_fields,
)
from allin.funding.models import NAME, REASON, Application, Award, Funder
from allin.funding.operations import Asked, Promise
from allin.funding.rules import pipeline

FIRST_STEPS = [
    (kind, pipeline.NAMES[kind]) for kind in pipeline.MAY_FOLLOW[""]
]  # fmt: skip


class FunderForm(forms.Form):
    """Somebody who gives money."""

    name = PlainText(label=_("Name"), max_length=NAME)
    kind = forms.ChoiceField(label=_("What they are"), choices=Funder.KINDS)


class AskedForm(OfHere):
    """What an application asks for."""

    title = PlainText(label=_("What is it called"), max_length=NAME)
    funder, new_funder = funder_fields().values()
    amount = MoneyField(
        label=_("Sum in euros"),
        required=False,
        least=EURO,
        help_text=_("Empty: not stated."),
    )
    lines = LinesField(label=_("Which costs it would pay"), required=False)
    pays_from = date(
        _("From which day it would pay"),
        required=False,
        help_text=_("Then the page shows what happens if it succeeds."),
    )
    back_to = date(_("It could pay back to"), required=False)
    assumptions = forms.MultipleChoiceField(
        label=_("What of this is an assumption"),
        choices=(("amount", _("the sum")), ("pays", _("the days it would pay"))),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def filled(cls, one: Application, request: Request) -> "AskedForm":
        """Return the form with what is entered."""
        ticked = [("amount", one.amount_assumed), ("pays", one.pays_assumed)]
        initial = {
            "title": one.title,
            "funder": one.funder_id,
            "amount": one.amount,
            "lines": [line.pk for line in one.lines.all()],
            "pays_from": one.pays_from,
            "back_to": one.back_to,
            "assumptions": [name for name, is_so in ticked if is_so],
        }
        return cls(request.POST or None, request=request, initial=initial)

    def asked(self, funder: Funder | None) -> Asked:
        values = self.cleaned_data
        return Asked(
            title=values["title"],
            funder=funder,
            lines=list(values["lines"]),
            amount=values["amount"],
            amount_assumed="amount" in values["assumptions"],
            pays_from=values["pays_from"],
            back_to=values["back_to"],
            pays_assumed="pays" in values["assumptions"],
        )


class ApplicationForm(AskedForm):
    """A new application with the step it has reached."""

    kind = forms.ChoiceField(
        label=_("How far it is"),
        choices=FIRST_STEPS,
        widget=forms.RadioSelect,
        initial=pipeline.SUBMITTED,
    )
    on = FuzzyDateField(label=_("Since when"), required=False)
    assumed = assumed(_("This date is an assumption"))
    field_order = ("title", "funder", "new_funder", "kind", "on", "assumed")


class StepForm(forms.Form):
    """The next step of an application."""

    kind = forms.ChoiceField(label=_("What has happened"), widget=forms.RadioSelect)
    on = FuzzyDateField(label=_("When"), required=False)
    assumed = assumed(_("This date is an assumption"))
    body = PlainText(
        label=_("Who decides"),
        help_text=_("For a date at which it is decided, such as “Committee”."),
        max_length=NAME,
        required=False,
    )
    reason = PlainText(label=_("Reason"), max_length=REASON, required=False)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast("forms.ChoiceField", self.fields["kind"])
        following = pipeline.MAY_FOLLOW[state] or pipeline.DECIDED
        kind.choices = [(name, pipeline.NAMES[name]) for name in following]


TICKS = ("decided", "first", "last", "amount")


class AwardForm(OfHere):
    """Money that was promised."""

    kind = forms.ChoiceField(label=_("What kind of money"), choices=Award.KINDS)
    title = PlainText(
        label=_("What is it called"), max_length=NAME, required=False
    )  # fmt: skip
    funder, new_funder = funder_fields().values()
    lines = LinesField(label=_("Which costs it may pay, and no others"))
    first_on = date(_("First day"))
    last_on = date(_("Last day"))
    amount = MoneyField(
        label=_("Sum in euros"),
        required=False,
        least=EURO,
        help_text=_("Empty: it pays these costs in full."),
    )
    decided = FuzzyDateField(label=_("Decided on"), required=False)
    ticked = forms.MultipleChoiceField(
        label=_("What else is so"),
        choices=(
            ("bridges", _("It only bridges the time until something better comes")),
            ("back", _("The notice says that it pays for the time before it")),
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ended_by = forms.ModelChoiceField(
        Application.objects.none(),
        label=_("It ended with the refusal of"),
        required=False,
        empty_label=_("no refusal"),
    )
    application = forms.ModelChoiceField(
        Application.objects.none(),
        label=_("It comes from the application"),
        required=False,
        empty_label=_("not entered"),
    )
    assumptions = forms.MultipleChoiceField(
        label=_("What of this is an assumption"),
        choices=(
            ("decided", _("the day of the decision")),
            ("first", _("the first day")),
            ("last", _("the last day")),
            ("amount", _("the sum")),
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        rows = Application.objects.of(self.centre).standing()
        for name in ("ended_by", "application"):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    @classmethod
    def filled(cls, one: Award | None, request: Request) -> "AwardForm":
        """Return the form with what is entered."""
        initial: dict[str, Any] = {"application": request.GET.get("application")}
        if one is not None:
            initial = {
                name: getattr(one, name)
                for name in ("kind", "title", "first_on", "last_on", "amount")
            }
            initial |= {
                "funder": one.funder_id,
                "application": one.application_id,
                "ended_by": one.ended_by_id,
                "lines": [line.pk for line in one.lines.all()],
                "decided": one.decided_date,
                "ticked": [n for n in ("bridges", "back") if getattr(one, n)],
                "assumptions": [n for n in TICKS if getattr(one, f"{n}_assumed")],
            }
        return cls(request.POST or None, request=request, initial=initial)

    def promise(self, funder: Funder | None) -> Promise:
        values = self.cleaned_data
        assumed_ones = values["assumptions"]
        return Promise(
            kind=values["kind"],
            title=values["title"],
            funder=funder,
            application=values["application"],
            lines=list(values["lines"]),
            first_on=values["first_on"],
            last_on=values["last_on"],
            amount=values["amount"],
            decided=values["decided"],
            decided_assumed="decided" in assumed_ones,
            first_assumed="first" in assumed_ones,
            last_assumed="last" in assumed_ones,
            amount_assumed="amount" in assumed_ones,
            bridges="bridges" in values["ticked"],
            back="back" in values["ticked"],
            ended_by=values["ended_by"],
        )

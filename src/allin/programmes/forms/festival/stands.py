"""What people type about stands, permits and tills."""

from typing import Any, Final, Self, cast

from django import forms
from django.utils.translation import gettext_lazy

from allin.core.http import Request
from allin.core.text import PlainText
from allin.directory.models import Association
from allin.programmes.forms.festival.money import CentsField
from allin.programmes.models import Festival, Permit, Settlement, Stand
from allin.programmes.rules import festival as rules

WISHES: Final = ("offers", "food", "power_watts", "water", "metres")


class WishForm(forms.Form):
    """What an association needs for its stand."""

    offers = PlainText(
        label=gettext_lazy("What the stand offers"),
        help_text=gettext_lazy("For example: tea and baklava, or information."),
        max_length=200,
    )
    food = forms.BooleanField(
        label=gettext_lazy("Food or drinks are made or given out"), required=False
    )
    power_watts = forms.IntegerField(
        label=gettext_lazy("Power, in watts"),
        help_text=gettext_lazy("It stands on each device. 0 for none."),
        min_value=0,
        max_value=50_000,
        initial=0,
    )
    water = forms.BooleanField(label=gettext_lazy("Running water"), required=False)
    metres = forms.IntegerField(
        label=gettext_lazy("Metres of front"), min_value=1, max_value=50, initial=3
    )

    @classmethod
    def of(cls, stand: Stand | None, request: Request, **more: Any) -> Self:
        """Return the form, filled with what was asked for."""
        initial = dict(more.pop("initial", {}))
        if stand is not None:
            initial |= {name: getattr(stand, name) for name in WISHES}
        return cls(request.POST or None, initial=initial, **more)

    @property
    def wanted(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self.cleaned_data[name] for name in WISHES}


class ApplyForm(WishForm):
    """A stand, and for whom."""

    association = forms.ModelChoiceField(
        Association.objects.none(), label=gettext_lazy("Association"), empty_label=None
    )
    field_order = ("association", *WISHES)

    def __init__(self, *args: Any, allowed: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = cast("forms.ModelChoiceField[Association]", self.fields["association"])
        whose.queryset = allowed


class AcceptForm(WishForm):
    """What an association gets."""

    number = PlainText(
        label=gettext_lazy("Number on the plan"),
        help_text=gettext_lazy("Such as A3. It can follow later."),
        max_length=8,
        required=False,
    )
    field_order = ("number", *WISHES)

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return self.wanted | {"number": self.cleaned_data["number"] or ""}


class WhyForm(forms.Form):
    why = PlainText(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The association reads it."),
        max_length=200,
    )


class CancelForm(forms.Form):
    why = PlainText(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody who promised to help reads it."),
        required=False,
        max_length=200,
    )


class PermitForm(forms.Form):
    """A line of the checklist."""

    kind = forms.ChoiceField(label=gettext_lazy("What about"), choices=rules.KINDS)
    what = PlainText(
        label=gettext_lazy("In your words"), max_length=120, required=False
    )
    due_on = forms.DateField(
        label=gettext_lazy("To be done until"), widget=forms.DateInput()
    )
    responsible = PlainText(
        label=gettext_lazy("Who sees to it"), max_length=120, required=False
    )

    @classmethod
    def of(cls, permit: Permit | None, request: Request) -> "PermitForm":
        """Return the form, filled with what the line says now."""
        names = ("kind", "what", "due_on", "responsible")
        initial = {name: getattr(permit, name) for name in names} if permit else {}
        return cls(request.POST or None, initial=initial)


class SettlementForm(forms.Form):
    """A stand's till."""

    lent = CentsField(
        label=gettext_lazy("Float lent in the morning, in euros"), required=False
    )
    counted = CentsField(
        label=gettext_lazy("Counted in the till, in euros"),
        help_text=gettext_lazy(
            "All that was in it in the evening, the float included."
        ),
    )
    fee = CentsField(label=gettext_lazy("Fee, in euros"), required=False)
    short = forms.BooleanField(
        label=gettext_lazy("Money is missing in the till"),
        help_text=gettext_lazy("Only if less was counted than was lent."),
        required=False,
    )

    @classmethod
    def of(
        cls, noted: Settlement | None, festival: Festival, request: Request
    ) -> "SettlementForm":
        """Return the form, filled with what was noted, else with the usual fee."""
        initial: dict[str, Any] = {"fee": festival.fee}
        if noted is not None:
            initial = {n: getattr(noted, n) for n in ("lent", "counted", "fee")}
            initial["short"] = noted.till.takings < 0
        return cls(request.POST or None, initial=initial)

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        given = self.cleaned_data
        amounts = {name: given[name] or 0 for name in ("lent", "counted", "fee")}
        return amounts | {"short": given["short"]}


class HeadcountForm(forms.Form):
    headcount = forms.IntegerField(
        label=gettext_lazy("How many people came"),
        help_text=gettext_lazy("Counted or estimated; it stands in the figures."),
        min_value=0,
        max_value=30_000,
    )

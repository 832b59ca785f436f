from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allin.core.money import MoneyField
from allin.core.text import PlainText
from allin.reports.models.dossiers import RATE, SOURCE, WHOM
from allin.reports.rules.periods import Period

QUARTERS = (
    (0, _("whole year")),
    (1, _("1st quarter")),
    (2, _("2nd quarter")),
    (3, _("3rd quarter")),
    (4, _("4th quarter")),
)


class PeriodForm(forms.Form):
    """Which year, which quarter; what nobody could choose is the present one."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    quarter = forms.ChoiceField(label=_("Period"), choices=QUARTERS, required=False)

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = [(year, str(year)) for year in years]

    def period(self, otherwise: tuple[int, int]) -> tuple[int, int]:
        """Return (year, quarter), or `otherwise` when nothing sensible was chosen."""
        if not self.is_bound or not self.is_valid():
            return otherwise
        return self.cleaned_data["year"], int(self.cleaned_data["quarter"] or 0)


class DossierForm(forms.Form):
    """Which time a dossier is about."""

    period = forms.TypedChoiceField(label=_("Period"), coerce=Period.read)

    def __init__(self, data: Any = None, *, offered: Sequence[Period]) -> None:
        super().__init__(data)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = [(str(one), called(one)) for one in offered]


def called(period: Period) -> str:
    """Name a period: "2025", or the last twelve months by their quarters."""
    if period.is_year:
        return str(period.year)
    about = {"first": period.columns[0], "last": period.columns[-1]}
    return gettext("last twelve months: %(first)s to %(last)s") % about


def _date(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class LinkForm(forms.Form):
    """For whom a link is, and until when it opens."""

    whom = PlainText(
        label=_("For whom"),
        help_text=_("An office, a faction or a committee. Only you see it."),
        max_length=WHOM,
    )
    until_on = _date(
        _("Last day it opens"),
        help_text=_("Empty: until you revoke it."),
        required=False,
    )


class RateForm(forms.Form):
    """What an hour of volunteer time is put at, and where that stands."""

    name = PlainText(
        label=_("Name of the rate"),
        help_text=_("As a notice or a programme calls it."),
        max_length=RATE,
    )
    amount = MoneyField(label=_("Euros an hour"), least=1)
    source = PlainText(
        label=_("Source"),
        help_text=_("The notice, law or page in which it stands."),
        max_length=SOURCE,
    )
    valid_from = _date(_("Valid from"))
    valid_until = _date(_("Valid until"), required=False)

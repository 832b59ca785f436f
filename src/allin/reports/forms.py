from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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

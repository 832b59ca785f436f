"""What people type about costs, staff and the day they look from."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core.money import EURO, MoneyField
from allin.core.text import PlainText
from allin.funding.forms.fields import OfHere, assumed, date
from allin.funding.models import NAME, REASON, RENT, CostLine
from allin.funding.rules.notice import MOST_MONTHS

MOST_POSTS = 100


class AmountForm(forms.Form):
    """What a line costs from a day on."""

    amount = MoneyField(label=gettext_lazy("Euros a month"))
    first_on = date(
        gettext_lazy("From which day"),
        help_text=gettext_lazy("In the middle of a month that month counts by day."),
    )
    assumed = assumed()


class LineForm(AmountForm):
    """A new line of cost."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What costs something"),
        choices=CostLine.KINDS,
        widget=forms.RadioSelect,
        initial=RENT,
    )
    name = PlainText(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Needed for “something else”."),
        max_length=NAME,
        required=False,
    )
    amount = MoneyField(label=gettext_lazy("Euros a month"), least=EURO)
    field_order = ("kind", "name", "amount", "first_on", "assumed")


class EndForm(forms.Form):
    """Until when a line costs anything."""

    last_on = date(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: it goes on."),
    )


class NoticeForm(forms.Form):
    """How the contract behind a cost ends."""

    months = forms.IntegerField(
        label=gettext_lazy("Months of notice"),
        help_text=gettext_lazy("As the contract says. Empty: not entered."),
        required=False,
        min_value=0,
        max_value=MOST_MONTHS,
    )
    ends = forms.ChoiceField(
        label=gettext_lazy("It ends with"),
        choices=CostLine.ENDS,
        widget=forms.RadioSelect,
    )
    fixed_until = date(
        gettext_lazy("It does not end before"),
        required=False,
        help_text=gettext_lazy("For a contract with a fixed time."),
    )
    assumed = assumed()

    @classmethod
    def filled(cls, line: CostLine, data: Any) -> "NoticeForm":
        """Return the form with what is entered."""
        initial = {
            "months": line.notice_months,
            "ends": line.notice_ends,
            "fixed_until": line.fixed_until,
            "assumed": line.notice_assumed,
        }
        return cls(data, initial=initial)


class PostForm(OfHere):
    """Paid staff."""

    title = PlainText(label=gettext_lazy("Which post"), max_length=NAME)
    line = forms.ModelChoiceField(
        CostLine.objects.none(),
        label=gettext_lazy("Which cost pays it"),
        empty_label=None,
    )
    posts = forms.CharField(
        label=gettext_lazy("How many full posts"),
        help_text=gettext_lazy("For example 1,5. Empty: nobody states how many."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    assumed = assumed()

    def clean_posts(self) -> int | None:
        typed: str = self.cleaned_data["posts"].strip()
        if not typed:
            return None
        if not re.fullmatch(r"\d{1,3}(?:[.,]\d{1,2})?", typed):
            raise forms.ValidationError(_("A number such as 1 or 1,5."))
        whole, _sign, rest = typed.replace(",", ".").partition(".")
        hundredths = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
        if not 0 < hundredths <= MOST_POSTS * 100:
            raise forms.ValidationError(_("Between 0,01 and 100."))
        return hundredths

    @property
    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["hundredths"] = values.pop("posts")
        return values


class OutlookForm(forms.Form):
    """From which day the money is looked at, and how far."""

    seen_on = date(
        gettext_lazy("Look from this day"),
        required=False,
        help_text=gettext_lazy("Empty: always from today."),
    )
    seen_assumed = assumed(gettext_lazy("This day is an assumption"))
    until_on = date(
        gettext_lazy("Reckon sums until"),
        required=False,
        help_text=gettext_lazy("Empty: twelve months on."),
    )
    until_assumed = assumed(gettext_lazy("This end is an assumption"))


class DayForm(forms.Form):
    """Another day to look from."""

    day = date(gettext_lazy("Day"))


class WithdrawForm(forms.Form):
    """Why an entry no longer counts."""

    why = PlainText(label=gettext_lazy("Why"), max_length=REASON)

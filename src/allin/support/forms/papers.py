"""Papers of associations."""

from typing import Any

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from allin.core.text import PlainText
from allin.support import rules
from allin.support.forms.asking import DayInput


class PaperForm(forms.Form):
    """Which paper, from when, until when, and where it lies."""

    kind = forms.ChoiceField(
        label=_("Which paper?"), choices=[("", _("choose")), *rules.PAPERS]
    )
    title = PlainText(
        label=_("Its name"),
        help_text=_("Only for another paper."),
        max_length=120,
        required=False,
    )
    dated_on = forms.DateField(label=_("Date of the paper"), widget=DayInput())
    valid_until = forms.DateField(
        label=_("Valid until"),
        help_text=_("Empty where it does not end. Reminders come before it does."),
        widget=DayInput(),
        required=False,
    )
    lies = PlainText(
        label=_("Where it lies"),
        help_text=_("For example: folder at the treasurer's. No file is kept here."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        dated, until = values.get("dated_on"), values.get("valid_until")
        if dated and until and until < dated:
            said = __("The paper would end before its own date. Check both days.")
            self.add_error("valid_until", said)
        if values.get("kind") == "other" and not values.get("title"):
            self.add_error("title", __("Say what the paper is called."))
        return values

"""What somebody types on their own page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PinForm(forms.Form):
    """The PIN that opens the own page, with its link."""

    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("Six digits."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": _("Type the six digits of the PIN.")},
    )

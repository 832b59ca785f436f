from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.core.guard import PublicForm
from allin.counselling.forms.answers import AnswersForm
from allin.counselling.rules import tidy_code
from allin.directory.models import Offer


class SlipForm(AnswersForm):
    """Three answers; the open hour is chosen on the page that comes back."""

    # Chosen before, in the search: its hours come first. What is no offer is none.
    offer = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean_offer(self) -> Offer | None:
        """Return the offer somebody came from, if it is one of this centre."""
        number = self.cleaned_data["offer"]
        if not number.isdecimal():
            return None
        found: Offer | None = (
            Offer.objects.of(self.centre).published().filter(pk=number).first()
        )
        return found


class PublicSlipForm(PublicForm, SlipForm):
    """The same, for anybody: guarded."""

    name = "slip"

    def __init__(self, *args: Any, looking: bool = False, **more: Any) -> None:
        """Ask for the next open hours only (`looking`), or for the slip itself."""
        super().__init__(*args, **more)
        self.looking = looking

    def clean(self) -> dict[str, Any]:
        """Guard what makes a slip; looking makes nothing."""
        if self.looking:
            return self.cleaned_data
        return super().clean()


class CodeForm(forms.Form):
    """A code as somebody reads it aloud."""

    code = forms.CharField(
        label=_("Code on the slip"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Type the code on the slip, such as K7-4M2.")},
    )

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has five signs, such as K7-4M2. Look at the slip again.")
            )
        return code


class StatusForm(PublicForm):
    """Code and PIN: the person's and the sender's way in."""

    name = "status"
    limits = ((60, 8), (3600, 40))

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Five signs, such as K7-4M2. It is on your slip."),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("Type the code on the slip, such as K7-4M2.")},
    )
    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("Six digits."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": _("Type the six digits of the PIN.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["code", "pin"])

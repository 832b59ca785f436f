from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from allin.accounts.models import Grant
from allin.core.text import PlainText


class InvitationForm(forms.Form):
    name = PlainText(max_length=120, label=_("Name"))
    email = forms.EmailField(
        max_length=254,
        label=_("Email address"),
        help_text=_("The link goes there. You also see it, to copy it."),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        choices=Grant.KINDS, widget=forms.RadioSelect, label=_("Role")
    )


class AccountForm(forms.Form):
    THEMES = (
        ("", _("As the device is set")),
        ("light", _("Light")),
        ("dark", _("Dark")),
        ("contrast", _("High contrast")),
    )
    name = PlainText(max_length=120, label=_("Name"))
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, widget=forms.RadioSelect, label=_("Language")
    )
    theme = forms.ChoiceField(
        choices=THEMES, widget=forms.RadioSelect, label=_("Look"), required=False
    )

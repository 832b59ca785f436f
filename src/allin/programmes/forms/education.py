"""One press counts one person; no name field exists."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.programmes.forms.enquiry import NO_DAY, language_choices
from allin.programmes.models import Setup, Theme
from allin.programmes.rules import education as rules


class VisitForm(forms.Form):
    """Language and outcome stay as they are; the theme is the button."""

    language = forms.ChoiceField(
        label=_("Language"),
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose one of these languages."),
        },
    )
    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        choices=rules.OUTCOMES,
        initial=rules.HELPED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it went.")},
    )
    held_on = forms.DateField(
        label=_("Day"),
        help_text=_("Only if it was not today."),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": NO_DAY},
    )
    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Press the theme it was about."),
            "invalid_choice": _("Press the theme it was about."),
        },
    )

    def __init__(self, *args: Any, setup: Setup, **more: Any) -> None:
        super().__init__(*args, **more)
        language: Any = self.fields["language"]
        language.choices = language_choices(_("Choose a language"))
        theme: Any = self.fields["theme"]
        theme.queryset = (
            Theme.objects.of(setup.centre)
            .standing()
            .filter(programme_id=setup.programme_id)
        )

    @property
    def themes(self) -> Iterable[Theme]:
        """The buttons."""
        field: Any = self.fields["theme"]
        found: Iterable[Theme] = field.queryset
        return found

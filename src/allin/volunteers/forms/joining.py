"""What somebody types who would like to help, and what the coordination answers."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core import languages
from allin.core.errors import Refusal
from allin.core.guard import PublicForm
from allin.core.phones import normalise
from allin.core.text import PlainText, clean
from allin.directory.models import Association
from allin.volunteers import rules
from allin.volunteers.forms import LEVEL_NAMES, language_choices
from allin.volunteers.models import Volunteer

ROWS: Final = range(1, 4)  # languages the form has room for
NO_CODE: Final = _("A code has twelve signs, such as K7M2-4QXT-9PRS.")


class ContactField(forms.CharField):
    """One way to reach somebody: an e-mail address, or a number in any notation."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            max_length=254,
            widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "email"}),
            error_messages={
                "required": _("Type one way to reach you."),
                "max_length": _("This is too long for a number or an e-mail address."),
            },
            **more,
        )

    def clean(self, value: object) -> str:
        """Return the address in small letters, or the number as it is kept."""
        typed = clean(str(super().clean(value) or ""))
        if not typed:
            return ""
        if "@" in typed:
            validate_email(typed)
            return typed.lower()
        try:
            return normalise(typed)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from None


class LanguagesForm(forms.Form):
    """Some languages, each with how well it is spoken."""

    first_needed = True

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for n in ROWS:
            needed = n == 1 and self.first_needed
            empty = _("Choose a language") if needed else _("none")
            self.fields[f"spoken_{n}"] = forms.ChoiceField(
                label=_("Language %(number)s") % {"number": n},
                choices=[("", empty), *language_choices()],
                required=needed,
                error_messages={"required": _("Choose a language.")},
            )
            self.fields[f"level_{n}"] = forms.ChoiceField(
                label=_("How well?"), choices=LEVEL_NAMES, required=False
            )

    def masks(self) -> dict[str, int]:
        """Return what was chosen, a mask a level; the better of two levels counts."""
        masks = dict.fromkeys(rules.LEVELS, 0)
        for n in ROWS:
            if code := self.cleaned_data[f"spoken_{n}"]:
                level = self.cleaned_data[f"level_{n}"] or rules.FLUENT
                masks[level] |= languages.BIT[code]
        return masks


class JoinForm(PublicForm, LanguagesForm):
    """Six answers of somebody who would like to help; two of them are free to give."""

    name = "join"
    limits = ((60, 4), (3600, 40))

    called = PlainText(
        label=_("What is your name?"),
        max_length=120,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = ContactField(
        label=_("Telephone or e-mail"),
        help_text=_("One of the two is enough. Nobody but the coordination reads it."),
    )
    wants = forms.MultipleChoiceField(
        label=_("What would you like to do?"),
        choices=rules.WANTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one. “I do not know yet” is fine as well."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    association = forms.ModelChoiceField(
        label=_("For which association?"),
        queryset=Association.objects.none(),
        required=False,
        empty_label=_("none, or I do not know yet"),
        error_messages={"invalid_choice": _("Choose one of these associations.")},
    )
    district = forms.ChoiceField(
        label=_("In which district do you live?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these districts.")},
    )

    def __init__(self, *args: Any, centre: Centre, **more: Any) -> None:
        super().__init__(*args, **more)
        association: Any = self.fields["association"]
        association.queryset = Association.objects.of(centre).standing()
        district: Any = self.fields["district"]
        district.choices = [
            ("", _("I would rather not say")),
            *((name, name) for name in centre.districts),
        ]

    def said(self) -> dict[str, Any]:
        """Return the answers as `operations.register_interest` takes them."""
        typed = self.cleaned_data
        return {
            "name": typed["called"],
            "contact": typed["contact"],
            "wants": typed["wants"],
            "association": typed["association"],
            "district": typed["district"],
            **self.masks(),
        }


class CodeForm(PublicForm):
    """The way back for who has a code and no letter."""

    name = "join_code"
    limits = ((60, 8), (3600, 40))

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": NO_CODE},
    )

    def clean_code(self) -> str:
        code = rules.tidy_code(self.cleaned_data["code"])
        if len(code.replace("-", "")) != rules.CODE_LENGTH:
            raise ValidationError(NO_CODE)
        return code


class WelcomeForm(forms.Form):
    """Whom somebody helps for, or that they are known here already."""

    association = forms.ModelChoiceField(
        label=_("Helps for"),
        queryset=Association.objects.none(),
        required=False,
        empty_label=_("choose"),
    )
    same_as = forms.ModelChoiceField(
        label=_("Is already here as"),
        help_text=_("Then only the languages are added, and nobody is there twice."),
        queryset=Volunteer.objects.none(),
        required=False,
        empty_label=_("somebody new"),
    )

    def __init__(
        self, *args: Any, centre: Centre, known: list[int], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        association: Any = self.fields["association"]
        association.queryset = Association.objects.of(centre).standing()
        if known:
            same: Any = self.fields["same_as"]
            same.queryset = Volunteer.objects.filter(pk__in=known)
        else:
            del self.fields["same_as"]

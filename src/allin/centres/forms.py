from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.centres import rules
from allin.centres.models import Centre
from allin.core import languages
from allin.core.phones import PhoneField
from allin.core.text import PlainText

CHOICES = tuple((code, languages.name(code)) for code in languages.CODES)

LABELS = {
    "keep_unaccepted_days": (
        _("Referrals nobody accepted"),
        _("Days until the person's details are deleted. Usual are 30."),
    ),
    "keep_closed_days": (
        _("Closed referrals"),
        _("Days until the person's details are deleted. Usual are 90, at most 365."),
    ),
    "answer_hours": (
        _("Time to answer"),
        _("Hours an asked volunteer has to say yes or no."),
    ),
    "answer_urgent_hours": (
        _("Time to answer when it is urgent"),
        _("Hours, when a deadline is running."),
    ),
    "remind_after_days": (
        _("Reminder"),
        _("Days without an answer until the coordination is reminded."),
    ),
}


class ContactForm(forms.Form):
    name = PlainText(max_length=120, label=_("Name of the centre"))
    short_name = PlainText(max_length=40, label=_("Short name"))
    address = PlainText(max_length=200, label=_("Address"), required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    districts = PlainText(
        max_length=4000,
        lines=True,
        label=_("Districts"),
        help_text=_("One a line. People choose among these; nobody types an address."),
        required=False,
    )
    languages = forms.MultipleChoiceField(
        choices=CHOICES,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        label=_("Languages the centre offers"),
        help_text=_("Several can be chosen."),
        required=False,
    )

    @classmethod
    def of(cls, centre: Centre, data: Any = None) -> "ContactForm":
        """Return the form filled with what holds now."""
        return cls(
            data,
            initial={
                "name": centre.name,
                "short_name": centre.short_name,
                "address": centre.address,
                "phone": centre.phone_shown,
                "districts": "\n".join(centre.districts),
                "languages": centre.languages,
            },
        )

    def clean_districts(self) -> list[str]:
        lines = self.cleaned_data["districts"].split("\n")
        return [line[:80] for line in lines if line]

    def contact(self) -> dict[str, str]:
        """Return the fields the operation calls contact."""
        names = ("name", "short_name", "address", "phone")
        return {name: self.cleaned_data[name] for name in names}


class ModulesForm(forms.Form):
    modules = forms.MultipleChoiceField(
        choices=rules.MODULES,
        widget=forms.CheckboxSelectMultiple,
        label=_("Areas in use"),
        help_text=_("What is off leaves no trace: no menu, no page, no link."),
        required=False,
    )


class PeriodsForm(forms.Form):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for rule in rules.NUMBERS:
            label, hint = LABELS[rule.name]
            self.fields[rule.name] = forms.IntegerField(
                min_value=rule.least,
                max_value=rule.most,
                label=label,
                help_text=hint,
                error_messages={
                    "min_value": _("At least %(limit_value)s."),
                    "max_value": _("At most %(limit_value)s."),
                    "invalid": _("Write a number in figures, such as 30."),
                },
            )


class AbsenceForm(forms.Form):
    away_from = forms.DateField(
        label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"})
    )
    back_on = forms.DateField(
        label=_("Back again on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    away_urgent = PlainText(
        max_length=200,
        label=_("Where urgent matters go"),
        help_text=_(
            "A service with its number. Everybody who sends somebody reads it."
        ),
    )

    @classmethod
    def of(cls, centre: Centre, data: Any = None) -> "AbsenceForm":
        """Return the form filled with what holds now."""
        names = ("away_from", "back_on", "away_urgent")
        return cls(data, initial={name: getattr(centre, name) for name in names})


class TextForm(forms.Form):
    purpose = forms.ChoiceField(choices=rules.PURPOSES, label=_("About"))
    language = forms.ChoiceField(choices=CHOICES, label=_("Language"))
    text = PlainText(
        max_length=8000,
        lines=True,
        label=_("Text"),
        help_text=_("What stands in [brackets] is for you to fill in."),
        widget=forms.Textarea(attrs={"rows": 16}),
    )


class ReviewForm(forms.Form):
    reviewer = PlainText(
        max_length=120,
        label=_("Who reviewed it?"),
        help_text=_("A person who speaks the language. A machine is nobody."),
    )

"""Dates anybody can come to: public tours, office hours; once or coming back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.core.text import PlainText
from allin.planning.recurrence import Rule
from allin.programmes.forms.dates import RepeatsForm
from allin.programmes.forms.enquiry import language_choices
from allin.programmes.operations import Wanted
from allin.programmes.rules import education, enquiry, kernel

MOST_HEADS = 6


class DatesForm(RepeatsForm):
    """A title, a language, a time and a place; who leads shows the qualification."""

    kind = ""
    qualification = ""
    label: Any = ""

    title = PlainText(
        label=_("What it is called"),
        max_length=120,
        error_messages={"required": _("Write what it is called.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose one of these languages."),
        },
    )
    heads = forms.IntegerField(
        label=_("How many people lead it"),
        min_value=1,
        max_value=MOST_HEADS,
        initial=1,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        language: Any = self.fields["language"]
        language.choices = language_choices(_("Choose a language"))
        self.order_fields(
            ["title", "language", "on", "starts", "ends", "repeats", "until", "room"]
        )

    @property
    def values(self) -> dict[str, Any]:
        """What planning takes besides time and place."""
        given = self.cleaned_data
        leads = Wanted(
            label=str(self.label),
            qualification=self.qualification,
            language=given["language"],
            least=given["heads"],
            most=given["heads"],
        )
        return {
            "kind": self.kind,
            "title": given["title"],
            "language": given["language"],
            "public": True,
            "positions": [leads],
        }


class HoursForm(DatesForm):
    """Office hours of the education counsellors: nobody registers."""

    kind = kernel.OFFICE_HOUR
    qualification = education.QUALIFICATION
    label = _("counsellor")


class PublicTourForm(DatesForm):
    """A tour anybody can join, with seats and a waiting list."""

    kind = kernel.TOUR
    qualification = enquiry.QUALIFICATION_OF[kernel.TOURS]
    label = _("guide")

    seats = forms.IntegerField(
        label=_("How many people can come"),
        min_value=1,
        max_value=enquiry.MOST_PEOPLE,
        initial=20,
        error_messages={
            "min_value": _("There has to be at least one seat."),
            "max_value": _("That many do not fit. Plan a second date."),
        },
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Who registers, registers for one tour: each date stands by itself.
        del self.fields["repeats"]
        del self.fields["until"]

    @property
    def once(self) -> Rule:
        """One date as a rule: it has its own seats, its own registration."""
        told = self.cleaned_data
        return Rule(
            first=told["on"],
            until=told["on"],
            starts=told["starts"],
            ends=told["ends"],
            zone=self.centre.tz,
        )

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {
            "capacity": self.cleaned_data["seats"],
            "registers": kernel.OPEN,
            "one_registration": True,
        }

"""
What a group is asked, and what is said about it afterwards.

No field invites anything about victims, incidents, illness or faith; where there is
room for words, the hint says so.
"""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.core import languages
from allin.core.errors import Refusal
from allin.core.guard import PublicForm
from allin.core.phones import normalise
from allin.core.text import PlainText, clean
from allin.programmes.models import Enquiry, Kit, Setup, Theme
from allin.programmes.operations.enquiry import Contact, Wish
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules import kernel
from allin.rooms.models import Room

NO_DAY = _("This day does not exist. An example: 19.3.2026")
NO_TIME = _("This time does not exist. An example: 10:30")
NO_NUMBER = _("Type a number, such as 18.")
NOTHING_OF_ANYBODY = _(
    "Nothing about what has happened to anybody: no victims, no incidents, no names. "
    "For that there is the police."
)


def language_choices(first: object) -> list[tuple[str, Any]]:
    """Return every language in the reader's words, in the order of the alphabet."""
    shown_in = get_language() or "de"
    named = [(code, languages.name(code, shown_in)) for code in languages.CODES]
    named.sort(key=lambda pair: pair[1].casefold())
    return [("", first), *named]


def _day(label: Any, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput,
        error_messages={"required": _("Choose a day."), "invalid": NO_DAY},
    )


def _time(label: Any, *, required: bool) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput,
        error_messages={"required": _("Type when it is to begin."), "invalid": NO_TIME},
    )


class EnquiryForm(forms.Form):
    """What a group wants, when, for whom; and whom to call back, which is sealed."""

    group = forms.ChoiceField(
        label=_("Who comes?"),
        choices=rules.GROUPS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of group it is.")},
    )
    institution = PlainText(
        label=_("School, course, association or club"),
        help_text=_("The name of the group, not of a person."),
        max_length=120,
        error_messages={"required": _("Write what the group is called.")},
    )
    theme = forms.ModelChoiceField(
        label=_("What about?"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("we have no wish"),
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose one of these languages."),
        },
    )
    anyway = forms.BooleanField(
        label=_("Look for somebody all the same. That may take weeks."), required=False
    )
    second_language = forms.ChoiceField(
        label=_("A second language"),
        help_text=_("Then two guides lead together, one in each language."),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these languages.")},
    )
    size = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=rules.MOST_PEOPLE,
        error_messages={
            "required": _("Type how many come, as well as you know."),
            "invalid": NO_NUMBER,
            "min_value": _("A group has at least one person."),
            "max_value": _("That many do not fit. Call, we find a way."),
        },
    )
    split = forms.BooleanField(
        label=_("The group may be divided. Each part has its own guide."),
        required=False,
    )
    on_1 = _day(_("First wish: day"), required=True)
    at_1 = _time(_("First wish: time"), required=True)
    on_2 = _day(_("Second wish: day"), required=False)
    at_2 = _time(_("Second wish: time"), required=False)
    on_3 = _day(_("Third wish: day"), required=False)
    at_3 = _time(_("Third wish: time"), required=False)
    access = forms.MultipleChoiceField(
        label=_("What should we think of?"),
        help_text=_("For the group as a whole, nothing about a single person."),
        choices=rules.ACCESS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    place = PlainText(
        label=_("Where shall we come to?"),
        help_text=_("Name of the house, street and number."),
        max_length=160,
        error_messages={"required": _("Write where the group meets.")},
    )
    person = PlainText(
        label=_("Whom do we call back?"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write a name we can ask for.")},
    )
    channel = forms.CharField(
        label=_("Telephone or e-mail"),
        help_text=_("Sealed. Only who deals with this opens it. Deleted afterwards."),
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={
            "required": _("Write one way to reach you."),
            "max_length": _("This is too long for a number or an e-mail address."),
        },
    )

    def __init__(self, *args: Any, setup: Setup, **more: Any) -> None:
        super().__init__(*args, **more)
        self.setup = setup
        one: Any = self.fields["language"]
        one.choices = language_choices(_("Choose a language"))
        theme: Any = self.fields["theme"]
        theme.queryset = (
            Theme.objects.of(setup.centre)
            .standing()
            .filter(programme_id=setup.programme_id)
        )
        if not theme.queryset.exists():
            del self.fields["theme"]
        if setup.template == kernel.TOURS:
            del self.fields["place"]
            two: Any = self.fields["second_language"]
            two.choices = language_choices(_("only one language"))
        else:
            del self.fields["second_language"]
            del self.fields["split"]
        self.ways: tuple[Any, ...] = ()

    @property
    def drawn(self) -> list[forms.BoundField]:
        """The fields to show; the two ticks only where they are asked for."""
        ticks = {"anyway": ("language", "second_language"), "split": ("size",)}
        return [
            bound
            for bound in self.visible_fields()
            if bound.name not in ticks
            or bound.data
            or any(self.errors.get(name) for name in ticks[bound.name])
        ]

    def clean_channel(self) -> str:
        """A number in any notation, or an address."""
        typed = clean(self.cleaned_data["channel"])
        if "@" in typed:
            validate_email(typed)
            return typed.lower()
        try:
            return normalise(typed)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from None

    def clean(self) -> dict[str, Any]:
        """A day has a time, and a second language is another one."""
        data = super().clean() or self.cleaned_data
        for place in range(2, rules.WISHES + 1):
            on, at = data.get(f"on_{place}"), data.get(f"at_{place}")
            if on and not at and f"at_{place}" not in self.errors:
                self.add_error(f"at_{place}", _("Type when it is to begin."))
            if at and not on and f"on_{place}" not in self.errors:
                self.add_error(f"on_{place}", _("Choose a day."))
        if data.get("language") and data.get("language") == data.get("second_language"):
            self.add_error("second_language", _("This is the first language already."))
        return data

    def wish(self) -> Wish:
        """Return what is wanted, as the operation takes it."""
        data = self.cleaned_data
        pairs: list[tuple[dt.date, dt.time]] = [
            (data[f"on_{place}"], data[f"at_{place}"])
            for place in range(1, rules.WISHES + 1)
            if data.get(f"on_{place}") and data.get(f"at_{place}")
        ]
        return Wish(
            group=data["group"],
            institution=data["institution"],
            language=data["language"],
            second_language=data.get("second_language", ""),
            size=data["size"],
            wishes=tuple(pairs),
            theme=data.get("theme"),
            access=tuple(data["access"]),
            place=data.get("place", ""),
            anyway=data["anyway"],
            split=data.get("split", False),
        )

    def contact(self) -> Contact:
        """Return whom to call back."""
        return Contact(self.cleaned_data["person"], self.cleaned_data["channel"])


class PublicEnquiryForm(PublicForm, EnquiryForm):
    """The same, for anybody: guarded."""

    name = "enquiry"
    limits = ((60, 4), (3600, 20))


class CodeForm(PublicForm):
    """The code a group was given."""

    name = "enquiry_code"
    limits = ((60, 8), (3600, 40))

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Twelve signs, such as K7MX-42QA-9BNT."),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("Type the code you were given.")},
    )


class ClaimForm(forms.Form):
    """Which of the wishes suits who takes it on."""

    starts_at = forms.ChoiceField(
        label=_("When?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the dates."),
            "invalid_choice": _("This date is no longer among them. Choose again."),
        },
    )

    def __init__(self, data: Any, *, dates: list[dt.datetime], said: list[str]) -> None:
        super().__init__(data)
        field: Any = self.fields["starts_at"]
        self.dates = {at.isoformat(): at for at in dates}
        field.choices = list(zip(self.dates, said, strict=True))
        if len(dates) == 1:
            field.initial = next(iter(self.dates))

    def clean_starts_at(self) -> dt.datetime:
        return self.dates[self.cleaned_data["starts_at"]]


class PlaceForm(forms.Form):
    """Where it is: what the partner says."""

    place = PlainText(
        label=_("Meeting point"),
        help_text=_("Such as: foyer of the museum, beside the cash desk."),
        max_length=160,
        error_messages={"required": _("Write where the group is met.")},
    )


class AgreeForm(PlaceForm):
    """Where it is, and what goes along: what the coordination says."""

    room = forms.ModelChoiceField(
        label=_("Or in one of our rooms"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("not in the house"),
        error_messages={"invalid_choice": _("Choose one of these rooms.")},
    )
    kit = forms.ModelChoiceField(
        label=_("Material"),
        queryset=Kit.objects.none(),
        required=False,
        empty_label=_("no kit"),
        error_messages={"invalid_choice": _("Choose one of these.")},
    )

    def __init__(self, data: Any, *, enquiry: Enquiry) -> None:
        first = enquiry.occasion.where if enquiry.occasion else enquiry.place
        super().__init__(data, initial={"place": first or enquiry.place})
        self.fields["place"].required = False
        room: Any = self.fields["room"]
        room.queryset = Room.objects.of(enquiry.centre).in_use()
        kit: Any = self.fields["kit"]
        kit.queryset = Kit.objects.standing().filter(
            centre_id=enquiry.centre_id, programme_id=enquiry.programme_id
        )
        if not kit.queryset.exists():
            del self.fields["kit"]


class RefuseForm(forms.Form):
    """Why not, in a sentence the group reads."""

    why = PlainText(
        label=_("Why not?"),
        help_text=_("The group reads this sentence."),
        max_length=200,
        error_messages={"required": _("Write one sentence for the group: why not.")},
    )


class ThemeForm(forms.Form):
    """A theme in three languages, and the sheet that goes with it."""

    name_de = PlainText(
        label=_("Theme in German"),
        max_length=80,
        error_messages={"required": _("Write what the theme is called.")},
    )
    name_en = PlainText(label=_("In English"), max_length=80, required=False)
    name_ar = PlainText(label=_("In Arabic"), max_length=80, required=False)
    handout = PlainText(
        label=_("Printed sheet"),
        help_text=_("What it is called, in which languages, and where it lies."),
        max_length=200,
        required=False,
    )


class KitForm(forms.Form):
    """A case of material that can be lent."""

    called = PlainText(
        label=_("What is it called?"),
        max_length=80,
        error_messages={"required": _("Write what it is called.")},
    )
    place = PlainText(label=_("Where does it lie?"), max_length=160, required=False)

"""What people type about volunteers and hours."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core import languages
from allin.core.people import BOARD, Person
from allin.core.phones import PhoneField
from allin.core.text import PlainText
from allin.directory.models import Association, AssociationQuerySet, Programme, Topic
from allin.volunteers import rules
from allin.volunteers.models import Hours, Qualification, Volunteer
from allin.volunteers.operations import Details

SPOKEN: Final = range(1, 6)  # languages one form has room for
LEVEL_NAMES: Final = (
    (rules.NATIVE, _("mother tongue")),
    (rules.FLUENT, _("fluent")),
    (rules.SOME, _("a little")),
)
_WEEKDAYS: Final = [(str(n), name) for n, name in enumerate(rules.DAYS)]
_QUARTERS: Final = [*range(15, 8 * 60 + 1, 15), *range(9 * 60, 16 * 60 + 1, 60)]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def language_choices() -> list[tuple[str, str]]:
    """Return (code, name), by name in the language of the page."""
    shown = get_language() or "de"
    return sorted(
        ((code, languages.name(code, shown)) for code in languages.CODES),
        key=lambda pair: pair[1].casefold(),
    )


def associations_for(person: Person, centre: Centre) -> AssociationQuerySet:
    """Return for whom the person may register volunteers."""
    rows: AssociationQuerySet = Association.objects.of(centre).standing()
    if person.holds(BOARD, centre_id=centre.pk):
        return rows.filter(pk__in=person.ids_of(BOARD, centre_id=centre.pk))
    return rows


class FilterForm(forms.Form):
    """What the list of volunteers is narrowed to."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=_("Association"),
        required=False,
        empty_label=_("all"),
    )

    def __init__(self, *args: Any, person: Person, centre: Centre) -> None:
        super().__init__(*args)
        language: Any = self.fields["language"]
        language.choices = [("", _("all")), *language_choices()]
        association: Any = self.fields["association"]
        association.queryset = associations_for(person, centre)


class VolunteerForm(forms.Form):
    """Who somebody is, what they speak, when they have time."""

    name = PlainText(label=_("Name"), max_length=120)
    phone = PhoneField(label=_("Telephone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(
        label=_("Letters in"),
        choices=[("de", "Deutsch"), ("en", "English"), ("ar", "العربية")],
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        help_text=_("Only so that a person's wish can be honoured."),
        choices=Volunteer.GENDERS,
        required=False,
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        help_text=_("Nothing ticked means: any topic."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    morning = forms.MultipleChoiceField(
        label=_("In the morning, 8 to 12"),
        choices=_WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    afternoon = forms.MultipleChoiceField(
        label=_("In the afternoon, 12 to 17"),
        choices=_WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    evening = forms.MultipleChoiceField(
        label=_("In the evening, 17 to 21"),
        choices=_WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    districts = forms.MultipleChoiceField(
        label=_("Districts"),
        help_text=_("Nothing ticked means: everywhere."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    share = forms.IntegerField(
        label=_("Referrals agreed for a quarter"),
        help_text=_("0 means: only when nobody else can."),
        min_value=0,
        max_value=20,
    )
    legal_level = forms.ChoiceField(label=_("Legal questions"), choices=Volunteer.LEGAL)
    guided_by = PlainText(
        label=_("Guided by"),
        help_text=_("The lawyer who gives the guidance, if there is one."),
        max_length=120,
        required=False,
    )
    guided_until = forms.DateField(
        label=_("Guidance agreed until"), widget=DayInput(), required=False
    )

    def __init__(self, *args: Any, centre: Centre, **more: Any) -> None:
        super().__init__(*args, **more)
        self.bits = {
            str(topic.bit): topic for topic in Topic.objects.of(centre).standing()
        }
        topics: Any = self.fields["topics"]
        topics.choices = [(bit, str(topic)) for bit, topic in self.bits.items()]
        districts: Any = self.fields["districts"]
        districts.choices = [(name, name) for name in centre.districts]
        levels = LEVEL_NAMES
        spoken: dict[str, forms.Field] = {}
        for n in SPOKEN:
            spoken[f"spoken_{n}"] = forms.ChoiceField(
                label=_("Language %(number)s") % {"number": n},
                choices=[("", _("none")), *language_choices()],
                required=False,
            )
            spoken[f"level_{n}"] = forms.ChoiceField(
                label=_("How well?"), choices=levels, required=False
            )
        self.fields.update(spoken)
        self.order_fields(
            ["association", "name", "phone", "email", "language", "gender", *spoken]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        guided = cleaned.get("legal_level") == rules.SUPERVISED
        if guided and not cleaned.get("guided_by"):
            self.add_error("guided_by", _("Who gives the guidance?"))
        if guided and not cleaned.get("guided_until"):
            self.add_error("guided_until", _("Until when is it agreed?"))
        return cleaned

    def details(self) -> Details:
        """Return what was typed as the operations take it."""
        typed = self.cleaned_data
        told: Details = {
            "name": typed["name"],
            "phone": typed["phone"],
            "email": typed["email"],
            "language": typed["language"],
            "gender": typed["gender"],
            "topics": sum(1 << int(bit) for bit in typed["topics"]),
            "available": rules.half_days(
                (int(day), part) for part in rules.PARTS for day in typed[part]
            ),
            "districts": typed["districts"],
            "share": typed["share"],
            "legal_level": typed["legal_level"],
            "guided_by": typed["guided_by"],
            "guided_until": typed["guided_until"],
        }
        masks = dict.fromkeys(rules.LEVELS, 0)
        for n in SPOKEN:
            if code := typed[f"spoken_{n}"]:
                masks[typed[f"level_{n}"] or rules.FLUENT] |= languages.BIT[code]
        told["native"] = masks[rules.NATIVE]
        told["fluent"] = masks[rules.FLUENT]
        told["some"] = masks[rules.SOME]
        return told


def initial_of(volunteer: Volunteer) -> dict[str, Any]:
    """Return a volunteer as the form shows them."""
    slots = rules.slots_in(volunteer.available)
    shown: dict[str, Any] = {
        field: getattr(volunteer, field)
        for field in (
            "name", "phone", "email", "language", "gender", "share",
            "legal_level", "guided_by", "guided_until",
        )
    }  # fmt: skip
    for part in rules.PARTS:
        shown[part] = [str(day) for day, of in slots if of == part]
    shown["topics"] = [str(bit) for bit in range(63) if volunteer.topics >> bit & 1]
    shown["districts"] = volunteer.district_list
    for n, (level, code) in zip(SPOKEN, volunteer.spoken, strict=False):
        shown[f"spoken_{n}"], shown[f"level_{n}"] = code, level
    return shown


class RegisterForm(VolunteerForm):
    """As VolunteerForm, and for whom."""

    association = forms.ModelChoiceField(
        Association.objects.none(), label=_("Association")
    )

    def __init__(self, *args: Any, person: Person, centre: Centre) -> None:
        available = {part: [str(day) for day in range(7)] for part in rules.PARTS}
        super().__init__(
            *args, centre=centre, initial={"share": 3, "language": "de"} | available
        )
        association: Any = self.fields["association"]
        association.queryset = associations_for(person, centre)


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Last day away"),
        help_text=_("Empty means: back from today."),
        widget=DayInput(),
        required=False,
    )


class BindForm(forms.Form):
    signed_on = forms.DateField(label=_("Signed on"), widget=DayInput())
    until = forms.DateField(
        label=_("Holds until"),
        help_text=_("Empty means: one year."),
        widget=DayInput(),
        required=False,
    )


class ShowForm(forms.Form):
    kind = forms.ChoiceField(label=_("What was shown?"), choices=Qualification.KINDS)
    seen_on = forms.DateField(label=_("Seen on"), widget=DayInput())
    seen_by = PlainText(label=_("Seen by"), max_length=120)
    valid_until = forms.DateField(
        label=_("Counts until"), widget=DayInput(), required=False
    )


class LeaveForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DayInput())


class HoursForm(forms.Form):
    """Work that was done: which day, how long, what."""

    worked_on = forms.DateField(label=_("Day"), widget=DayInput())
    minutes = forms.TypedChoiceField(label=_("How long?"), coerce=int)
    kind = forms.ChoiceField(label=_("What was it?"), choices=Hours.KINDS)

    def __init__(self, *args: Any, minutes: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        steps = sorted({*_QUARTERS, minutes} - {0})
        length: Any = self.fields["minutes"]
        length.choices = [(n, f"{n // 60}:{n % 60:02}") for n in steps]


class OwnHoursForm(HoursForm):
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Programme"),
        required=False,
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, centre: Centre, today: dt.date) -> None:
        super().__init__(*args, initial={"worked_on": today, "minutes": 60})
        programme: Any = self.fields["programme"]
        programme.queryset = Programme.objects.of(centre)

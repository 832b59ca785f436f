"""Planning duty weeks, the people of the roster, deployments, the control's list."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core import languages
from allin.core.text import PlainText
from allin.planning.recurrence import Hour, instant
from allin.planning.roster import monday_of
from allin.programmes.models import DutyMember
from allin.programmes.rules import duty as rules
from allin.volunteers.models import Volunteer

ONE_DAY: Final = dt.timedelta(days=1)
HALF_A_YEAR: Final = dt.timedelta(days=26 * 7)


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def time_field(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


class PlanForm(forms.Form):
    """For which time duty weeks are planned."""

    first = day_field(
        _("First day"), help_text=_("Weeks begin on Monday at 8 in the morning.")
    )
    until = day_field(
        _("Last day"), help_text=_("Drafts of this time are planned anew.")
    )

    def __init__(self, data: Any, *, today: dt.date) -> None:
        begin = monday_of(today) + dt.timedelta(days=7)
        initial = {"first": begin, "until": begin + HALF_A_YEAR - ONE_DAY}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, until = data.get("first"), data.get("until")
        if first and until and until < first:
            self.add_error("until", _("The end has to be after the start."))
        return data


class ReadyForm(forms.Form):
    """Certificate, refresher, badge."""

    certificate_on = day_field(_("Certificate of"), required=False)
    refresher_due_on = day_field(_("Refresher due on"), required=False)
    badge = PlainText(
        label=_("Number of vest or pass"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @classmethod
    def of(cls, data: Any, companion: DutyMember) -> "ReadyForm":
        """Return the form with what is known of somebody."""
        known = ("certificate_on", "refresher_due_on", "badge")
        return cls(data, initial={name: getattr(companion, name) for name in known})


class JoinForm(ReadyForm):
    """Who comes to the roster, and how they agreed."""

    volunteer = forms.ModelChoiceField(
        Volunteer.objects.none(), label=_("Who"), empty_label=_("Choose somebody")
    )
    channel = forms.ChoiceField(label=_("How they agreed"), choices=rules.CHANNELS)
    language = forms.ChoiceField(label=_("Language of the text they read"))
    agreed = forms.BooleanField(
        label=_("The person has agreed that the centre keeps, sealed, that they belong"
                " to this roster, and names them to the control centre."),
        error_messages={
            "required": _("Without consent nobody is entered. Ask the person first.")
        },
    )  # fmt: skip
    field_order = (
        "volunteer", "certificate_on", "refresher_due_on", "badge", "language",
        "channel", "agreed",
    )  # fmt: skip

    def __init__(self, *args: Any, centre: Centre) -> None:
        super().__init__(*args)
        who: Any = self.fields["volunteer"]
        who.queryset = (
            Volunteer.objects.standing().filter(centre=centre).order_by("name", "pk")
        )
        language: Any = self.fields["language"]
        language.choices = spoken_here(centre)


class BlockForm(forms.Form):
    """A week somebody cannot have."""

    day = day_field(
        _("A day of the week"),
        help_text=_("The whole week, Monday to Monday, is free."),
    )


class LinkForm(forms.Form):
    """Who gets the address of the list."""

    label = PlainText(
        label=_("Who gets it"),
        max_length=80,
        help_text=_("For example the name of the control centre."),
        error_messages={"required": _("Say who gets the address.")},
    )


class PinForm(forms.Form):
    """The six digits that open the list."""

    pin = forms.CharField(
        label=_("PIN"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        ),
        error_messages={"required": _("Type the PIN.")},
    )


def spoken_here(centre: Centre) -> list[tuple[str, str]]:
    """Return (code, name) of the centre's languages, then all others."""
    shown_in = get_language() or "de"
    first = [code for code in centre.languages if code in languages.BIT]
    codes = [*first, *(code for code in languages.CODES if code not in first)]
    return [(code, languages.name(code, shown_in)) for code in codes]


class LogForm(forms.Form):
    """A deployment, afterwards: times and lists, no field for words."""

    on = day_field(_("Day of the alarm"))
    alarm = time_field(_("Alarm"))
    arrived = time_field(_("Arrived"))
    ended = time_field(
        _("End"), help_text=_("After midnight: the clock of the next day.")
    )
    companions = forms.MultipleChoiceField(
        label=_("Who went"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say who went.")},
    )
    requested_by = forms.ChoiceField(label=_("Asked by"), choices=rules.REQUESTED_BY)
    keyword = forms.ChoiceField(label=_("What it was"), choices=rules.KEYWORDS)
    district = forms.ChoiceField(label=_("District"), required=False)
    spoken_codes = forms.MultipleChoiceField(
        label=_("Languages spoken"), widget=forms.CheckboxSelectMultiple, required=False
    )
    adults = forms.ChoiceField(label=_("Adults"), choices=rules.RANGES)
    children = forms.ChoiceField(label=_("Children"), choices=rules.RANGES)
    handed_to = forms.ChoiceField(label=_("Handed over to"), choices=rules.HANDED_TO)
    follow_up = forms.BooleanField(
        label=_("Somebody wishes to be called again"), required=False
    )

    def __init__(
        self, data: Any, *, centre: Centre, people: Mapping[int, str], today: dt.date
    ) -> None:
        super().__init__(data, initial={"on": today})
        self.centre = centre
        who: Any = self.fields["companions"]
        who.choices = [(str(pk), name) for pk, name in people.items()]
        places: Any = self.fields["district"]
        places.choices = [
            ("", _("outside or not known")),
            *((name, name) for name in centre.districts),
        ]
        spoken: Any = self.fields["spoken_codes"]
        spoken.choices = spoken_here(centre)[:SHOWN_LANGUAGES]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names = ("on", "alarm", "arrived", "ended")
        if any(data.get(name) is None for name in names):
            return data
        before = data["on"], data["alarm"]
        for name in ("alarm", "arrived", "ended"):
            day = before[0]
            if data[name] < before[1]:  # past midnight
                day += ONE_DAY
            at, hour = instant(day, data[name], self.centre.tz)
            if hour is Hour.MISSING:
                self.add_error(name, _("This hour does not exist: the clocks change."))
            data[f"{name}_at"] = at
            before = day, data[name]
        return data

    def told(self) -> dict[str, Any]:
        """Return what the operation asks for."""
        wall = ("on", "alarm", "arrived", "ended")
        kept = {k: v for k, v in self.cleaned_data.items() if k not in wall}
        kept["companions"] = [int(pk) for pk in kept["companions"]]
        return kept


SHOWN_LANGUAGES: Final = 16

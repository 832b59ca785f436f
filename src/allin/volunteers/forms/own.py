"""What somebody types on their own page."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core import languages
from allin.core.phones import PhoneField
from allin.volunteers import rules
from allin.volunteers.forms import LEVEL_NAMES, DayInput, OwnHoursForm, language_choices
from allin.volunteers.models import Volunteer

LETTERS: Final = (
    ("de", "Deutsch"), ("en", "English"), ("ar", "العربية"), ("uk", "Українська"),
)  # fmt: skip
FEWEST_ROWS: Final = 4
_WEEKDAYS: Final = [(str(n), name) for n, name in enumerate(rules.DAYS)]


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


class MineHoursForm(OwnHoursForm):
    """Hours from the phone; of some only the month is known."""

    only_month = forms.BooleanField(
        label=_("I only know the month, not the day"), required=False
    )

    def said(self) -> dict[str, Any]:
        """Return the answers as `operations.enter_own_hours` takes them."""
        typed = dict(self.cleaned_data)
        only_month = typed.pop("only_month")
        return {**typed, "dated": not only_month}


class ReachForm(forms.Form):
    """How somebody is reached, and in which language letters are."""

    phone = PhoneField(label=_("Telephone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Letters in"), choices=LETTERS)


class SpokenForm(forms.Form):
    """All languages somebody speaks, each with how well; one row is always free."""

    def __init__(self, *args: Any, volunteer: Volunteer, **more: Any) -> None:
        super().__init__(*args, **more)
        spoken = volunteer.spoken
        self.rows = range(1, max(FEWEST_ROWS, len(spoken) + 2))
        for n in self.rows:
            level, code = spoken[n - 1] if n <= len(spoken) else ("", "")
            self.fields[f"spoken_{n}"] = forms.ChoiceField(
                label=_("Language %(number)s") % {"number": n},
                choices=[("", _("none")), *language_choices()],
                required=False,
                initial=code,
            )
            self.fields[f"level_{n}"] = forms.ChoiceField(
                label=_("How well?"),
                choices=LEVEL_NAMES,
                required=False,
                initial=level or rules.FLUENT,
            )

    def clean(self) -> dict[str, Any]:
        """Somebody speaks at least one language."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"spoken_{n}") for n in self.rows):
            self.add_error("spoken_1", _("Choose a language."))
        return cleaned

    def masks(self) -> dict[str, Any]:
        """Return what was chosen, a mask a level."""
        masks = dict.fromkeys(rules.LEVELS, 0)
        for n in self.rows:
            if code := self.cleaned_data[f"spoken_{n}"]:
                level = self.cleaned_data[f"level_{n}"] or rules.FLUENT
                masks[level] |= languages.BIT[code]
        return dict(masks)


def _half_days(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=_WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class TimesForm(forms.Form):
    """When somebody has time, where, and how much of it at most."""

    morning = _half_days(_("In the morning, 8 to 12"))
    afternoon = _half_days(_("In the afternoon, 12 to 17"))
    evening = _half_days(_("In the evening, 17 to 21"))
    districts = forms.MultipleChoiceField(
        label=_("Districts"),
        help_text=_("Nothing ticked means: everywhere."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    week_hours = forms.IntegerField(
        label=_("Hours a week at most"),
        help_text=_("Empty means: no limit."),
        min_value=1,
        max_value=rules.MOST_WEEK_HOURS,
        required=False,
    )
    run_days = forms.IntegerField(
        label=_("Days in a row at most"),
        help_text=_("Empty means: no limit."),
        min_value=1,
        max_value=rules.MOST_RUN_DAYS,
        required=False,
    )

    def __init__(self, *args: Any, centre: Centre, **more: Any) -> None:
        super().__init__(*args, **more)
        districts: Any = self.fields["districts"]
        districts.choices = [(name, name) for name in centre.districts]

    def said(self) -> dict[str, Any]:
        """Return the answers as `operations.tell` takes them."""
        typed = self.cleaned_data
        return {
            "available": rules.half_days(
                (int(day), part) for part in rules.PARTS for day in typed[part]
            ),
            "districts": typed["districts"],
            "week_hours": typed["week_hours"],
            "run_days": typed["run_days"],
        }


def times_of(volunteer: Volunteer) -> dict[str, Any]:
    """Return somebody's times as the form shows them."""
    slots = rules.slots_in(volunteer.available)
    return {
        **{part: [str(day) for day, of in slots if of == part] for part in rules.PARTS},
        "districts": volunteer.district_list,
        "week_hours": volunteer.week_hours,
        "run_days": volunteer.run_days,
    }


class AwayForm(forms.Form):
    """Some days on which somebody has no time."""

    starts_on = forms.DateField(label=_("First day away"), widget=DayInput())
    ends_on = forms.DateField(label=_("Last day away"), widget=DayInput())


class CertificateForm(forms.Form):
    """For which time service is certified, and whether the check page says the name."""

    first_on = forms.DateField(label=_("From"), widget=DayInput())
    last_on = forms.DateField(label=_("To"), widget=DayInput())
    language = forms.ChoiceField(
        label=_("Second language"),
        help_text=_("German always stands first."),
        choices=LETTERS,
    )
    name_shown = forms.BooleanField(
        label=_("The page that checks the certificate may show my name"),
        help_text=_("Without this it only says whether the certificate holds."),
        required=False,
    )

    def __init__(self, *args: Any, today: dt.date, language: str, **more: Any) -> None:
        first = {
            "first_on": dt.date(today.year - 1, 1, 1),
            "last_on": today,
            "language": language if language in dict(LETTERS) else "de",
        }
        super().__init__(*args, **{"initial": first} | more)

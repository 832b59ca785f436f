"""What the coordination and companions type on somebody's way to citizenship."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.core import languages
from allin.core.errors import Refusal
from allin.core.http import Request
from allin.core.phones import normalise
from allin.core.text import PlainText, clean
from allin.programmes.models import Companion, Path
from allin.programmes.operations.naturalisation import Contact
from allin.programmes.rules import pathway as rules
from allin.programmes.rules.pathway import Gap, Stage
from allin.volunteers.models import Volunteer

NO_DAY = _("This day does not exist. An example: 19.3.2026")


class TakeInForm(forms.Form):
    """Somebody wants to be accompanied: language, name, one way to reach them."""

    language = forms.ChoiceField(
        label=_("Language"), error_messages={"required": _("Choose a language.")}
    )
    first_name = PlainText(
        label=_("First name or what the person is called"),
        max_length=80,
        error_messages={
            "required": _("Type a first name, or any name they answer to.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    channel = forms.CharField(
        label=_("Telephone or e-mail"),
        help_text=_("One way to reach the person is enough."),
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={
            "required": _("Type one way to reach the person."),
            "max_length": _("This is too long for a number or an e-mail address."),
        },
    )
    note = PlainText(
        label=_("What the next step needs"),
        help_text=_(
            "At most 500 characters. No reasons for flight, faith, illness, file "
            "numbers or other people."
        ),
        max_length=rules.NOTE_LENGTH,
        lines=True,
        required=False,
    )
    read_by = PlainText(label=_("Text read aloud by"), max_length=80, required=False)
    agreed = forms.BooleanField(
        label=_("The person agrees"),
        help_text=_(
            "ALL IN keeps name and contact, sealed, until 90 days after the end. The "
            "coordination and the companion may open them. The person can take this "
            "back at any time."
        ),
        error_messages={
            "required": _("Without the person's consent nothing is kept. Ask first.")
        },
    )

    def __init__(self, *args: Any, request: Request, **more: Any) -> None:
        super().__init__(*args, **more)
        shown_in = get_language() or "de"
        own = [code for code in request.centre.languages if code in languages.BIT]
        codes = [*own, *(code for code in languages.CODES if code not in own)]
        choices = [(code, languages.name(code, shown_in)) for code in codes]
        self.fields["language"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]

    def clean_channel(self) -> str:
        """Return a number in one notation, or an address; anything else is refused."""
        typed = clean(self.cleaned_data["channel"])
        if "@" in typed:
            validate_email(typed)
            return typed.lower()
        try:
            return normalise(typed)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from None

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "language": said["language"],
            "contact": Contact(said["first_name"], said["channel"], said["note"]),
            "agreed": said["agreed"],
            "read_by": said["read_by"],
        }


class AdvanceForm(forms.Form):
    """The next stage; the day of filing or the reason where it needs one."""

    to = forms.ChoiceField(
        label=_("What comes now"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what comes now."),
            "invalid_choice": _("This stage does not follow. Choose one of these."),
        },
    )
    filed_on = forms.DateField(
        label=_("Day of the application"),
        help_text=_("Only for “application filed”."),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": NO_DAY},
    )
    reason = forms.ChoiceField(
        label=_("Why it ends early"),
        help_text=_("Only for “ended early”. It is counted, not told."),
        required=False,
        choices=(("", _("not ended early")), *rules.REASONS),
    )

    def __init__(self, *args: Any, path: Path, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(one.value, one.label) for one in path.can_become]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        if Stage.FILED not in path.can_become:
            del self.fields["filed_on"]
        if Stage.DROPPED not in path.can_become:
            del self.fields["reason"]


class NextForm(forms.Form):
    step = forms.ChoiceField(
        label=_("What comes next"),
        choices=rules.NEXT_STEPS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes next.")},
    )
    on = forms.DateField(
        label=_("Until when"),
        widget=forms.DateInput,
        error_messages={"required": _("Choose a day."), "invalid": NO_DAY},
    )


class LookForm(forms.Form):
    """What is still open by today's rules; the day of arrival is not kept."""

    since = forms.DateField(
        label=_("Living in Germany lawfully since"),
        help_text=_("Only the earliest day of filing is kept, never this day."),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": NO_DAY},
    )
    gaps = forms.MultipleChoiceField(
        label=_("What is still open"),
        choices=[(g.value, g.label) for g in Gap if g is not Gap.TIME],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class VisitForm(forms.Form):
    held_on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput,
        error_messages={"required": _("Choose a day."), "invalid": NO_DAY},
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=960,
        error_messages={
            "required": _("Type the minutes, such as 60."),
            "invalid": _("Type the minutes as a number, such as 60."),
            "min_value": _("One entry holds between 1 minute and 16 hours."),
            "max_value": _("One entry holds between 1 minute and 16 hours."),
        },
    )


class CompanionForm(forms.Form):
    volunteer = forms.ModelChoiceField(
        Volunteer.objects.none(),
        label=_("Who becomes a companion"),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose one of these people."),
        },
    )

    def __init__(
        self, *args: Any, programme_id: int, day: dt.date, **more: Any
    ) -> None:
        centre = more.pop("centre")
        super().__init__(*args, **more)
        there = Companion.objects.standing().filter(programme_id=programme_id)
        field = self.fields["volunteer"]
        field.queryset = (  # type: ignore[attr-defined]
            Volunteer.objects.standing()
            .filter(centre=centre, confidentiality_until__gte=day)
            .exclude(pk__in=there.values("volunteer_id"))
            .order_by("name", "pk")
        )


class CandidateForm(forms.Form):
    volunteer = forms.IntegerField(
        error_messages={
            "required": _("Choose whom to ask."),
            "invalid": _("Choose whom to ask."),
        }
    )

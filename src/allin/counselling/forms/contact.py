"""A contact passed on: eight answers, three ticks, none of them preset."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.operations import consent_languages
from allin.centres.rules import FEEDBACK, PASS_ON, RELEASE
from allin.core import languages
from allin.core.errors import Refusal
from allin.core.guard import PublicForm
from allin.core.phones import normalise
from allin.core.text import PlainText, clean
from allin.counselling.forms.answers import AnswersForm, explained
from allin.counselling.operations.refer import Consents, Contact
from allin.counselling.rules import NOTE_LENGTH, DayTime, Gender, Urgency
from allin.directory.models import Association, Partner

FURTHEST = dt.timedelta(days=400)
NO_CONSENT = _(
    "Without the person's consent nothing can be passed on. A slip needs no consent: "
    "it carries no name."
)
CONSENTS = (
    (
        PASS_ON,
        explained(_("Passing on"), _("ALL IN gives this information to an adviser.")),
    ),
    (
        RELEASE,
        explained(
            _("Release from confidentiality"),
            _(
                "We may tell ALL IN these things. Needed only if you are bound to "
                "secrecy."
            ),
        ),
    ),
    (
        FEEDBACK,
        explained(
            _("An answer to us"),
            _("We learn “arrived”, “did not come” or “closed”, nothing else."),
        ),
    ),
)
URGENT = (
    (
        Urgency.DEADLINE,
        explained(
            Urgency.DEADLINE.label, _("Then first: the migration advice service.")
        ),
    ),
    (Urgency.TWO_WEEKS, Urgency.TWO_WEEKS.label),
    (Urgency.NO_HURRY, Urgency.NO_HURRY.label),
)


class ContactForm(AnswersForm):
    """What a contact passed on says; name, channel and note go to the vault."""

    urgency = forms.ChoiceField(
        label=_("3. How urgent is it?"),
        choices=URGENT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how urgent it is.")},
    )
    deadline_on = forms.DateField(
        label=_("Last day of the deadline"),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": _("This day does not exist. An example: 19.3.2026")},
    )
    wish_gender = forms.ChoiceField(
        label=_("5. Whom would the person rather talk to?"),
        choices=Gender.choices,
        required=False,
    )
    wish_time = forms.ChoiceField(
        label=_("When would it suit?"), choices=DayTime.choices, required=False
    )
    not_from = forms.ModelMultipleChoiceField(
        label=_("Nobody from"),
        help_text=_(
            "Nobody from these associations is asked or learns of it. A single person "
            "is named to the coordination by telephone."
        ),
        queryset=Association.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of these associations.")},
    )
    first_name = PlainText(
        label=_("6. First name or what the person is called"),
        max_length=80,
        error_messages={
            "required": _("Type a first name, or any name they answer to.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    channel = forms.CharField(
        label=_("7. Telephone or e-mail"),
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
        max_length=NOTE_LENGTH,
        lines=True,
        required=False,
    )
    read_by = PlainText(
        label=_("Read aloud by"),
        help_text=_(
            "Only where there is no reviewed text in the person's language yet."
        ),
        max_length=80,
        required=False,
    )
    consents = forms.MultipleChoiceField(
        label=_("8. The person agrees to"),
        widget=forms.CheckboxSelectMultiple,
        choices=CONSENTS,
        error_messages={"required": NO_CONSENT},
    )

    def __init__(self, *args: Any, partner: Partner | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["district"].label = _("4. District")
        self.fields["language"].label = _("2. Language of the person")
        self.partner = partner
        self.reviewed = consent_languages(self.centre, PASS_ON)
        not_from = self.fields["not_from"]
        assert isinstance(not_from, forms.ModelMultipleChoiceField)  # noqa: S101
        not_from.queryset = Association.objects.of(self.centre).standing()
        ticks = self.fields["consents"]
        assert isinstance(ticks, forms.MultipleChoiceField)  # noqa: S101
        ticks.choices = [tick for tick in CONSENTS if tick[0] in self.ticks]

    def clean_channel(self) -> str:
        """A number in any notation, or an address; never both."""
        typed = clean(self.cleaned_data["channel"])
        if "@" in typed:
            validate_email(typed)
            return typed.lower()
        try:
            return normalise(typed)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from None

    def clean_consents(self) -> list[str]:
        """Passing on is a condition; the release where the sender is bound."""
        given = list(self.cleaned_data["consents"])
        if PASS_ON not in given:
            raise ValidationError(NO_CONSENT)
        if self.partner and self.partner.bound_to_secrecy and RELEASE not in given:
            raise ValidationError(
                _("You are bound to secrecy. The person has to release you from it.")
            )
        return given

    def clean(self) -> dict[str, Any]:
        """A deadline has a day to come; a text nobody reviewed has a reader."""
        data = super().clean() or self.cleaned_data
        spoken = data.get("language")
        if spoken and spoken not in self.reviewed and not data.get("read_by"):
            name = languages.name(spoken, get_language() or "de")
            self.add_error(
                "read_by",
                _(
                    "There is no reviewed text in %(language)s yet. Who read it to "
                    "the person?"
                )
                % {"language": name},
            )
        if data.get("urgency") != Urgency.DEADLINE:
            data["deadline_on"] = None
        return data

    @property
    def ticks(self) -> list[str]:
        """The purposes this form really offers."""
        if self.partner is None:
            return [PASS_ON]
        if not self.partner.bound_to_secrecy:
            return [PASS_ON, FEEDBACK]
        return [PASS_ON, RELEASE, FEEDBACK]

    def check_deadline(self, today: dt.date) -> bool:
        """Refuse a deadline that is over or further away than a year."""
        last = self.cleaned_data.get("deadline_on")
        if last is not None and last < today:
            self.add_error(
                "deadline_on", _("This day is over. Look at the letter again.")
            )
        elif last is not None and last > today + FURTHEST:
            self.add_error("deadline_on", _("This day is more than a year away."))
        return not self.errors

    def said(self) -> dict[str, Any]:
        """Return the answers as `operations.pass_on` takes them."""
        data = self.cleaned_data
        spoken = data["language"]
        return {
            "topic": data["topic"],
            "language": spoken,
            "district": data["district"],
            "urgency": Urgency(data["urgency"]),
            "deadline_on": data["deadline_on"],
            "wish_gender": data["wish_gender"],
            "wish_time": data["wish_time"],
            "not_from": list(data["not_from"]),
            "contact": Contact(data["first_name"], data["channel"], data["note"]),
            "consents": Consents(
                pass_on=PASS_ON in data["consents"],
                release=RELEASE in data["consents"],
                feedback=FEEDBACK in data["consents"],
                language=spoken if spoken in self.reviewed else "de",
                read_by=data["read_by"] if spoken not in self.reviewed else "",
            ),
        }


class PublicContactForm(PublicForm, ContactForm):
    """The same, for anybody: guarded."""

    name = "contact"
    limits = ((60, 4), (3600, 20))

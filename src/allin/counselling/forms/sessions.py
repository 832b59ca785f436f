"""What is written down of a talk: no name field exists here (C1)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.core.text import PlainText
from allin.counselling.forms.answers import AnswersForm
from allin.counselling.models import LONGEST
from allin.counselling.rules import Outcome
from allin.directory.models import Association, Partner, Topic

TOO_MANY = _("A session lasts between 0 and 600 minutes.")


def minutes_field(first: int | None = 30) -> forms.IntegerField:
    """Return the field for minutes; three taps need a usual value in it."""
    return forms.IntegerField(
        label=_("Minutes"),
        min_value=0,
        max_value=LONGEST,
        initial=first,
        error_messages={
            "required": _("Type the minutes, 0 if it was very short."),
            "invalid": _("Minutes are a number, such as 30."),
            "min_value": TOO_MANY,
            "max_value": TOO_MANY,
        },
    )


class CloseForm(forms.Form):
    """Outcome and minutes."""

    outcome = forms.TypedChoiceField(
        label=_("How did it go?"),
        choices=Outcome.choices,
        coerce=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it went.")},
    )
    minutes = minutes_field()


class HandOnForm(forms.Form):
    """To which professional service a deadline went, and when."""

    to = PlainText(
        label=_("Which service?"),
        max_length=120,
        error_messages={"required": _("Write which service it went to.")},
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput,
        error_messages={
            "required": _("Type the day."),
            "invalid": _("This day does not exist. An example: 19.3.2026"),
        },
    )


class _ForAssociation(AnswersForm):
    association = forms.ModelChoiceField(
        label=_("Association"),
        queryset=Association.objects.none(),
        empty_label=_("Choose an association"),
        error_messages={
            "required": _("Choose the association that helped."),
            "invalid_choice": _("Choose one of these associations."),
        },
    )

    def __init__(
        self, *args: Any, own: frozenset[int] | None = None, **more: Any
    ) -> None:
        """Offer one's own associations, or all of the centre's (`own` is None)."""
        super().__init__(*args, **more)
        self.fields["district"].required = False
        field = self.fields["association"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        offered = Association.objects.of(self.centre).standing()
        field.queryset = offered if own is None else offered.filter(pk__in=own)
        if own is not None and len(own) == 1:
            self.initial.setdefault("association", next(iter(own)))
            field.widget = field.hidden_widget()


class WalkInForm(_ForAssociation):
    """One anonymous contact in thirty seconds."""

    outcome = forms.TypedChoiceField(
        label=_("How did it go?"),
        choices=[pair for pair in Outcome.choices if pair[0] != Outcome.NOT_ARRIVED],
        coerce=Outcome,
        widget=forms.RadioSelect,
        initial=Outcome.HELPED,
        error_messages={"required": _("Choose how it went.")},
    )
    minutes = minutes_field()
    partner = forms.ModelChoiceField(
        label=_("Sent by"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=_("came by themselves"),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["topic"].label = _("Topic")
        self.fields["language"].label = _("Language")
        self.fields["district"].label = _("District")
        field = self.fields["partner"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = Partner.objects.of(self.centre).standing()
        self.order_fields(
            ["topic", "language", "minutes", "outcome", "district", "partner"]
        )


class TallyForm(_ForAssociation):
    """One press counts one person of an open hour; the topic is the button."""

    minutes = minutes_field(15)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.pop("district")
        self.fields["language"].label = _("Language")
        self.fields["topic"].widget = forms.HiddenInput()
        self.order_fields(["language", "minutes", "association"])

    def clean(self) -> dict[str, Any]:
        """One press is one person, of this centre."""
        data = super().clean() or self.cleaned_data
        return data | {"count": 1, "centre": self.centre}

    @property
    def topics(self) -> Iterable[Topic]:
        """The buttons."""
        return Topic.objects.of(self.centre).standing()

    @property
    def usual(self) -> dict[str, Any]:
        """What stays as it is for the next press."""
        return {
            "language": self.cleaned_data["language"],
            "minutes": self.cleaned_data["minutes"],
        }

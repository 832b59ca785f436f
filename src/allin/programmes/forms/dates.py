"""What forms of dates share: wall time, place, what comes back."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core import languages
from allin.core.errors import Refusal, WayOut
from allin.core.http import Request
from allin.core.text import PlainText
from allin.planning.recurrence import Hour, Occurrence, Rule, between
from allin.rooms.models import Room

T = TypeVar("T")
ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"
FIFTH: Final = 5


def tried(
    form: forms.Form, operation: Callable[..., T], **values: Any
) -> tuple[T | None, tuple[WayOut, ...]]:
    """
    Call an operation; put its refusal beside the field it belongs to.

    :returns: what it made, or None and what it offers instead
    """
    try:
        return operation(**values), ()
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field if not refusal.ways_out else None, refusal.sentence)
        return None, refusal.ways_out


def spoken(centre: Centre) -> list[tuple[str, str]]:
    """Return the languages to choose from, the centre's own first."""
    shown_in = get_language() or "de"
    first = [code for code in centre.languages if code in languages.BIT]
    codes = [*first, *(code for code in languages.CODES if code not in first)]
    return [(code, languages.name(code, shown_in)) for code in codes]


class WhenWhereForm(forms.Form):
    """A span of wall time, and a place: one of the house's rooms, or in words."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput())
    starts = forms.TimeField(label=gettext_lazy("From"), widget=forms.TimeInput())
    ends = forms.TimeField(label=gettext_lazy("To"), widget=forms.TimeInput())
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=gettext_lazy("Room"),
        help_text=gettext_lazy("It is booked for it."),
        required=False,
        empty_label=gettext_lazy("somewhere else"),
    )
    place = PlainText(
        label=gettext_lazy("Place in words"),
        help_text=gettext_lazy("Only if it is not in one of the rooms."),
        required=False,
        max_length=160,
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = request.centre
        rooms = cast("forms.ModelChoiceField[Room]", self.fields["room"])
        rooms.queryset = Room.objects.of(self.centre).in_use().select_related("centre")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        on, starts, ends = (values.get(name) for name in ("on", "starts", "ends"))
        if on and starts is not None and ends is not None:
            if ends == starts:
                self.add_error("ends", _("The end has to be after the start."))
            self.occurrence = between(on, starts, ends, self.centre.tz)
            if self.occurrence.hour is Hour.MISSING:
                self.add_error(
                    "starts",
                    _("The clocks go forward that night: the hour does not exist."),
                )
        return values

    occurrence: Occurrence

    @property
    def when_where(self) -> dict[str, Any]:
        """What the operations take."""
        return {
            "starts_at": self.occurrence.starts_at,
            "ends_at": self.occurrence.ends_at,
            "room": self.cleaned_data["room"],
            "place": self.cleaned_data["place"],
        }


class RepeatsForm(WhenWhereForm):
    """The same, once or coming back."""

    repeats = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=(
            (ONCE, gettext_lazy("once")),
            (WEEKLY, gettext_lazy("every week")),
            (FORTNIGHTLY, gettext_lazy("every two weeks")),
            (MONTHLY, gettext_lazy("every month, on the same weekday")),
        ),
        widget=forms.RadioSelect,
        initial=ONCE,
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Only if it comes back."),
        required=False,
        widget=forms.DateInput(),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        comes_back = values.get("repeats", ONCE) != ONCE
        if comes_back and not values.get("until") and "until" not in self.errors:
            self.add_error("until", _("Until when does it come back?"))
        return values

    @property
    def rule(self) -> Rule | None:
        """The rule of what comes back; None when it is for once."""
        values = self.cleaned_data
        if values.get("repeats", ONCE) == ONCE:
            return None
        on = values["on"]
        nth = min((on.day - 1) // 7 + 1, FIFTH)
        return Rule(
            first=on,
            until=values["until"],
            starts=values["starts"],
            ends=values["ends"],
            zone=self.centre.tz,
            every=2 if values["repeats"] == FORTNIGHTLY else 1,
            nth=cast("Any", -1 if nth == FIFTH else nth)
            if values["repeats"] == MONTHLY
            else 0,
        )

    @property
    def mark(self) -> str:
        """What the dates shown to the person were about; another one, other dates."""
        values, rule = self.cleaned_data, self.rule
        room = values["room"].pk if values["room"] else ""
        return f"{room} {rule.rrule if rule else ''} {values['starts']}"

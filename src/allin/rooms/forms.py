"""What people type about rooms."""

import datetime as dt
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core import people
from allin.core.http import Request
from allin.core.text import PlainText
from allin.directory.models import Association
from allin.planning.recurrence import Hour, Occurrence, Rule, between
from allin.rooms.models import Booking, Equipment, Room
from allin.rooms.permissions import can_settle

MIDNIGHT: Final = dt.time(0)
ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"


def associations_for(request: Request) -> "list[Association]":
    """Return whom the person may book for, in their order."""
    of_here = Association.objects.of(request.centre).standing()
    if not can_settle(request.person, request.centre):
        own = request.person.ids_of(people.BOARD, centre_id=request.centre.pk)
        of_here = of_here.filter(pk__in=own)
    return list(of_here)


class TimeForm(forms.Form):
    """A room and a span of wall time on one day."""

    room = forms.ModelChoiceField(
        Room.objects.none(), label=gettext_lazy("Room"), empty_label=None
    )
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput())
    starts = forms.TimeField(label=gettext_lazy("From"), widget=forms.TimeInput())
    ends = forms.TimeField(label=gettext_lazy("To"), widget=forms.TimeInput())

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = request.centre
        rooms = cast("forms.ModelChoiceField[Room]", self.fields["room"])
        rooms.queryset = Room.objects.of(self.centre).in_use().select_related("centre")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = values.get("starts"), values.get("ends")
        if starts is not None and ends is not None and MIDNIGHT != ends <= starts:
            self.add_error("ends", _("The end has to be after the beginning."))
        elif values.get("on") and starts is not None and ends is not None:
            self.occurrence = between(values["on"], starts, ends, self.centre.tz)
            if self.occurrence.hour is Hour.MISSING:
                self.add_error(
                    "starts",
                    _("The clocks go forward that night: the hour does not exist."),
                )
        return values

    occurrence: Occurrence


class BookingForm(TimeForm):
    """Everything a new booking needs, once or coming back."""

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
        help_text=gettext_lazy("Only if it comes back. At most a year."),
        required=False,
        widget=forms.DateInput(),
    )
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=gettext_lazy("For"),
        required=False,
        empty_label=gettext_lazy("the house itself"),
    )
    title = PlainText(
        label=gettext_lazy("What for"),
        help_text=gettext_lazy("Only you and the coordination can read it."),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        allowed = associations_for(request)
        whom = cast("forms.ModelChoiceField[Association]", self.fields["association"])
        whom.queryset = Association.objects.filter(pk__in=[a.pk for a in allowed])
        if not can_settle(request.person, request.centre):
            whom.required, whom.empty_label = True, None
            if len(allowed) == 1:
                whom.widget = forms.HiddenInput()
                whom.required, whom.initial = False, allowed[0].pk
                self.only = allowed[0]
        self.pieces = {
            f"equipment_{one.pk}": one
            for one in Equipment.objects.of(self.centre).in_use()
        }
        for name, one in self.pieces.items():
            self.fields[name] = forms.IntegerField(
                label=one.name, required=False, min_value=0, max_value=200
            )

    only: Association | None = None

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.only is not None:
            values["association"] = self.only
        comes_back = values.get("repeats", ONCE) != ONCE
        if comes_back and not values.get("until") and "until" not in self.errors:
            self.add_error("until", _("Until when does it come back?"))
        return values

    @property
    def equipment(self) -> list[Equipment]:
        """Each piece as often as it is wanted."""
        wanted: list[Equipment] = []
        for name, one in self.pieces.items():
            wanted += [one] * (self.cleaned_data.get(name) or 0)
        return wanted

    @property
    def rule(self) -> Rule | None:
        """The rule of a booking that comes back; None when it is for once."""
        values = self.cleaned_data
        if values["repeats"] == ONCE:
            return None
        on: dt.date = values["on"]
        nth = min((on.day - 1) // 7 + 1, 5)
        return Rule(
            first=on,
            until=values["until"],
            starts=values["starts"],
            ends=values["ends"],
            zone=self.centre.tz,
            every=2 if values["repeats"] == FORTNIGHTLY else 1,
            nth=cast("Any", -1 if nth == 5 else nth)  # noqa: PLR2004  (a fifth: the last)
            if values["repeats"] == MONTHLY
            else 0,
        )

    @property
    def mark(self) -> str:
        """What the dates shown to the person were about; another one, other dates."""
        values = self.cleaned_data
        rule = self.rule
        return f"{values['room'].pk} {rule.rrule if rule else ''} {values['starts']}"


class MoveForm(TimeForm):
    """Another room or another time for a booking."""

    @classmethod
    def of(cls, booking: Booking, request: Request) -> "MoveForm":
        """Return the form, filled with where the booking is now."""
        here = request.centre.tz
        starts, ends = (
            booking.starts_at.astimezone(here),
            booking.ends_at.astimezone(here),
        )
        return cls(
            request.POST or None,
            request=request,
            initial={
                "room": request.GET.get("room", booking.room_id),
                "on": request.GET.get("on", starts.date()),
                "starts": request.GET.get("starts", f"{starts:%H:%M}"),
                "ends": request.GET.get("ends", f"{ends:%H:%M}"),
            },
        )


class TitleForm(forms.Form):
    title = PlainText(label=gettext_lazy("What for"), required=False, max_length=120)


class CancelForm(forms.Form):
    why = PlainText(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The association reads it."),
        required=False,
        max_length=200,
    )

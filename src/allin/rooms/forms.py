"""What people type about rooms."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core import people
from allin.core.errors import Refusal, WayOut
from allin.core.http import Request
from allin.core.text import PlainText
from allin.directory.models import Association
from allin.directory.models.hours import WEEKDAYS
from allin.planning.recurrence import Hour, Occurrence, Rule, between
from allin.rooms import rules
from allin.rooms.models import Booking, Equipment, Room
from allin.rooms.permissions import can_settle

T = TypeVar("T")
MIDNIGHT: Final = dt.time(0)
ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"


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

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return {
            "room": self.cleaned_data["room"],
            "starts_at": self.occurrence.starts_at,
            "ends_at": self.occurrence.ends_at,
        }


class TitleForm(forms.Form):
    title = PlainText(label=gettext_lazy("What for"), required=False, max_length=120)


class CancelForm(forms.Form):
    why = PlainText(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The association reads it."),
        required=False,
        max_length=200,
    )


class RoomForm(forms.Form):
    name = PlainText(label=gettext_lazy("Name"), max_length=60)
    short_name = PlainText(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("For the plan, at most 16 characters."),
        required=False,
        max_length=16,
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Seats"), required=False, min_value=0, max_value=2000
    )
    step_free = forms.BooleanField(label=gettext_lazy("Step-free"), required=False)
    note = PlainText(label=gettext_lazy("Where it is"), required=False, max_length=200)
    part_of = forms.ModelChoiceField(
        Room.objects.none(),
        label=gettext_lazy("Part of"),
        help_text=gettext_lazy("Booking the whole takes all its parts."),
        required=False,
        empty_label=gettext_lazy("a room of its own"),
    )
    opens = forms.TimeField(label=gettext_lazy("Opens"), widget=forms.TimeInput())
    closes = forms.TimeField(label=gettext_lazy("Closes"), widget=forms.TimeInput())
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Open on"),
        choices=[(str(number), name) for number, name in WEEKDAYS],
        widget=forms.CheckboxSelectMultiple,
    )
    closed_on_holidays = forms.BooleanField(
        label=gettext_lazy("Closed on public holidays"), required=False
    )
    tidy_before = forms.IntegerField(
        label=gettext_lazy("Minutes to set up"),
        required=False,
        min_value=0,
        max_value=rules.BUFFER,
    )
    tidy_after = forms.IntegerField(
        label=gettext_lazy("Minutes to tidy up"),
        required=False,
        min_value=0,
        max_value=rules.BUFFER,
    )

    @classmethod
    def of(cls, room: Room | None, request: Request) -> "RoomForm":
        """Return the form, filled with what the room is now."""
        hours = (room.hours if room else []) or [[rules.OPENS, rules.CLOSES]] * 7
        usual = next((day for day in hours if day), [rules.OPENS, rules.CLOSES])
        initial: dict[str, Any] = {
            "opens": usual[0],
            "closes": "00:00" if usual[1] == "24:00" else usual[1],
            "days": [str(number) for number, day in enumerate(hours) if day],
            "closed_on_holidays": True,
        }
        if room is not None:
            initial |= {name: getattr(room, name) for name in PLAIN}
        form = cls(request.POST or None, initial=initial)
        halls = cast("forms.ModelChoiceField[Room]", form.fields["part_of"])
        of_here = Room.objects.of(request.centre).in_use()
        halls.queryset = of_here.exclude(pk=room.pk) if room else of_here
        return form

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = values.get("opens"), values.get("closes")
        if opens is not None and closes is not None and MIDNIGHT != closes <= opens:
            self.add_error("closes", _("The end has to be after the beginning."))
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        given = self.cleaned_data
        closes = f"{given['closes']:%H:%M}"
        day = [f"{given['opens']:%H:%M}", "24:00" if closes == "00:00" else closes]
        hours = [day if str(number) in given["days"] else [] for number in range(7)]
        numbers = ("seats", "tidy_before", "tidy_after")
        return (
            {name: given[name] for name in PLAIN}
            | {name: given[name] or 0 for name in numbers}
            | {"hours": hours}
        )


PLAIN: Final = (
    "name", "short_name", "seats", "step_free", "note", "part_of",
    "closed_on_holidays", "tidy_before", "tidy_after",
)  # fmt: skip


class EquipmentForm(forms.Form):
    name = PlainText(label=gettext_lazy("Name"), max_length=60)
    stock = forms.IntegerField(
        label=gettext_lazy("How many pieces"),
        help_text=gettext_lazy("0 takes it out of use."),
        min_value=0,
        max_value=200,
    )

    @classmethod
    def of(cls, one: Equipment | None, request: Request) -> "EquipmentForm":
        """Return the form, filled with what there is now."""
        initial = {"name": one.name, "stock": getattr(one, "stock", 1)} if one else {}
        return cls(request.POST or None, initial=initial)

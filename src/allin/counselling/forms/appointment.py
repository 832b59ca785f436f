"""When and where the two meet, and what is lent with the room."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.text import PlainText
from allin.counselling.models import Appointment
from allin.counselling.operations import appointment as meeting
from allin.planning.recurrence import Hour, instant
from allin.rooms.models import Equipment, Room
from allin.ui.templatetags.times import span

KEEP: Final = "keep"  # the time and place it has; only the equipment changes
FURTHEST: Final = dt.timedelta(days=366)
TIMED: Final = frozenset(
    {Appointment.Place.ROOM, Appointment.Place.PHONE, Appointment.Place.OWN}
)


class AgreeForm(forms.Form):
    """An offered time; or a room, the telephone, the own place at another one."""

    how = forms.ChoiceField(
        label=_("When and where?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    room = forms.ModelChoiceField(
        label=_("Room"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("Choose a room"),
        error_messages={"invalid_choice": _("Choose one of these rooms.")},
    )
    on = forms.DateField(
        label=_("Day"),
        help_text=_("Only if you choose the time yourself."),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": _("This day does not exist. An example: 19.3.2026")},
    )
    at = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput)
    place = PlainText(label=_("Own place"), max_length=120, required=False)
    equipment = forms.ModelMultipleChoiceField(
        label=_("With the room"),
        queryset=Equipment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("The house no longer has this.")},
    )

    def __init__(
        self,
        data: Any,
        *,
        times: Sequence[meeting.FreeTime],
        centre: Centre,
        now: dt.datetime,
        stands: Appointment | None = None,
    ) -> None:
        """
        Offer some times, and everything else there is.

        :param stands: the appointment to be moved
        """
        lent = meeting.equipment_of(stands)
        super().__init__(data, initial={"equipment": lent})
        self.centre, self.now, self.stands, self.lent = centre, now, stands, lent
        self.occurs: dt.datetime | None = None
        room: Any = self.fields["room"]
        room.queryset = Room.objects.of(centre).in_use()
        equipment: Any = self.fields["equipment"]
        there = Equipment.objects.of(centre).in_use()
        equipment.queryset = there.filter(units__retired_at__isnull=True).distinct()
        if not equipment.queryset.exists():
            del self.fields["equipment"]
        self.offer(times)

    def offer(self, times: Sequence[meeting.FreeTime]) -> None:
        """Offer these times; one offered earlier may still be sent back."""
        how: Any = self.fields["how"]
        chosen = str(self.data.get("how", "")) if self.is_bound else ""
        earlier = meeting.time_of(chosen, centre=self.centre)
        self.times = {time.key: time for time in times}
        how.choices = [
            *self._as_it_is(),
            *((time.key, _said(time)) for time in times),
            (Appointment.Place.ROOM, _("In one of our rooms, at this time:")),
            *self._call_first(),
            (Appointment.Place.PHONE, _("By telephone, at this time:")),
            (Appointment.Place.OWN, _("At our own place, at this time:")),
        ]
        if earlier is not None and chosen not in self.times and not self.is_refused:
            self.times[chosen] = earlier
            how.choices = [(chosen, _said(earlier)), *how.choices]

    is_refused = False

    def refuse(self, refusal: Refusal, near: Sequence[meeting.FreeTime]) -> None:
        """Say what is in the way, and offer what is free near it."""
        self.is_refused = True
        about = refusal.field == "equipment" and "equipment" in self.fields
        self.add_error("equipment" if about else None, refusal.sentence)
        if near:
            self.offer(near)
            self.add_error(None, str(_("Free near it are the times offered below.")))

    def _call_first(self) -> list[tuple[str, Any]]:
        if self.stands is not None and self.stands.starts_at is not None:
            return []
        return [(Appointment.Place.CALL_FIRST, _("I call first"))]

    def _as_it_is(self) -> list[tuple[str, Any]]:
        one = self.stands
        if one is None or one.starts_at is None or one.ends_at is None:
            return []
        return [
            (
                KEEP,
                _("As it is: %(when)s") % {"when": span(one.starts_at, one.ends_at)},
            )
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        how = cleaned.get("how", "")
        if how in TIMED:
            self._check_time(cleaned)
        if how == Appointment.Place.ROOM and not cleaned.get("room"):
            self._say("room", _("Which room?"))
        if how == Appointment.Place.OWN and not cleaned.get("place"):
            self._say("place", _("Where do you meet?"))
        if cleaned.get("equipment") and how and self._room() is None:
            self._say(
                "equipment", _("This is lent with one of our rooms. Choose a room.")
            )
        return cleaned

    def _say(self, field: str, sentence: Any) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)

    def _check_time(self, cleaned: dict[str, Any]) -> None:
        on, at = cleaned.get("on"), cleaned.get("at")
        for field in ("on", "at"):
            if not cleaned.get(field) and cleaned.get(field) != dt.time(0):
                self._say(field, _("Day and time are both needed."))
        if on is None or at is None:
            return
        today = self.now.astimezone(self.centre.tz).date()
        if on < today:
            self._say("on", _("This day is over. Choose one that is still to come."))
        elif on > today + FURTHEST:
            self._say("on", _("This day is more than a year away."))
        else:
            self.occurs, clocks = instant(on, at, self.centre.tz)
            if clocks is Hour.MISSING:
                self._say(
                    "at",
                    _("The clocks go forward that night: the hour does not exist."),
                )

    def _room(self) -> Room | None:
        how = self.cleaned_data.get("how", "")
        if how in self.times:
            return self.times[how].room
        if how == KEEP and self.stands is not None:
            return meeting.room_of(self.stands)
        if how == Appointment.Place.ROOM:
            found: Room | None = self.cleaned_data.get("room")
            return found
        return None

    def agreed(self) -> dict[str, Any]:
        """Return what was chosen as the operations take it."""
        how, room = self.cleaned_data["how"], self._room()
        chosen: dict[str, Any] = {
            "equipment": list(self.cleaned_data.get("equipment") or ()),
            "room": room,
        }
        if how == Appointment.Place.CALL_FIRST:
            return {"place_kind": Appointment.Place.CALL_FIRST}
        if how == KEEP and self.stands is not None:
            return chosen | {
                "place_kind": Appointment.Place(self.stands.place_kind),
                "starts_at": self.stands.starts_at,
                "ends_at": self.stands.ends_at,
                "place": self.stands.place,
            }
        starts_at = self.times[how].starts_at if how in self.times else self.occurs
        if starts_at is None:
            return chosen
        in_room = how in self.times
        return chosen | {
            "place_kind": Appointment.Place.ROOM if in_room else Appointment.Place(how),
            "starts_at": starts_at,
            "ends_at": starts_at + meeting.LENGTH,
            "place": "" if room is not None else self.cleaned_data["place"],
        }


def _said(time: meeting.FreeTime) -> Any:
    return _("%(when)s, %(room)s") % {
        "when": span(time.starts_at, time.ends_at),
        # Isolated: a room's name keeps its own direction.
        "room": f"\u2068{time.room.name}\u2069",
    }

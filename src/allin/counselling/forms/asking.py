"""Who is asked, what they answer, when they meet."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core.text import PlainText
from allin.counselling.models import Appointment, Ask
from allin.counselling.operations.appointment import LENGTH, FreeTime
from allin.directory.models import Association
from allin.ui.templatetags.times import span
from allin.volunteers.models import Volunteer


class AskForm(forms.Form):
    """Ticked people in the order of the page, and how they are asked."""

    mode = forms.TypedChoiceField(choices=Ask.Mode.choices, coerce=Ask.Mode)
    whom = forms.MultipleChoiceField()

    def __init__(self, data: Any, *, centre: Centre) -> None:
        super().__init__(data)
        self.centre = centre
        whom: Any = self.fields["whom"]
        sent = data.getlist("whom") if hasattr(data, "getlist") else []
        whom.choices = [(key, key) for key in sent if key[1:].isdecimal()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        keys = cleaned.pop("whom", [])
        ids = {kind: [int(k[1:]) for k in keys if k[0] == kind] for kind in "va"}
        people = {
            one.pk: one
            for one in Volunteer.objects.standing()
            .filter(centre_id=self.centre.pk, pk__in=ids["v"])
            .select_related("association", "centre")
        }
        contacts = Association.objects.of(self.centre).standing()
        cleaned["people"] = [people[pk] for pk in ids["v"] if pk in people]
        cleaned["contacts"] = list(contacts.filter(pk__in=ids["a"]))
        return cleaned


class PinForm(forms.Form):
    """The six digits that open the person."""

    pin = forms.CharField(
        label=_("PIN"),
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "dir": "ltr",
            }
        ),
        error_messages={"required": _("Type the PIN.")},
    )


class AgreeForm(forms.Form):
    """When and where: an offered time, call first, telephone, the own place."""

    how = forms.ChoiceField(
        label=_("When and where?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    on = forms.DateField(
        label=_("Day"),
        help_text=_("Only for telephone and own place."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    at = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = PlainText(label=_("Own place"), max_length=120, required=False)

    def __init__(self, data: Any, *, times: Sequence[FreeTime], centre: Centre) -> None:
        super().__init__(data)
        self.centre = centre
        self.times = {time.key: time for time in times}
        how: Any = self.fields["how"]
        how.choices = [
            *(
                (
                    time.key,
                    _("%(when)s, %(room)s")
                    % {
                        "when": span(time.starts_at, time.ends_at),
                        # Isolated: a room's name keeps its own direction.
                        "room": f"\u2068{time.room.name}\u2069",
                    },
                )
                for time in times
            ),
            (Appointment.Place.CALL_FIRST, _("I call first")),
            (Appointment.Place.PHONE, _("By telephone, at this time:")),
            (Appointment.Place.OWN, _("At our own place, at this time:")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        how = cleaned.get("how", "")
        if how in {Appointment.Place.PHONE, Appointment.Place.OWN}:
            for field in ("on", "at"):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, _("Day and time are both needed."))
            if how == Appointment.Place.OWN and not cleaned.get("place"):
                self.add_error("place", _("Where do you meet?"))
        return cleaned

    def agreed(self) -> dict[str, Any]:
        """Return what was chosen as the operation takes it."""
        how = self.cleaned_data["how"]
        if how in self.times:
            time = self.times[how]
            return {
                "place_kind": Appointment.Place.ROOM,
                "starts_at": time.starts_at,
                "ends_at": time.ends_at,
                "room": time.room,
            }
        kind = Appointment.Place(how)
        if kind == Appointment.Place.CALL_FIRST:
            return {"place_kind": kind}
        wall = dt.datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"])
        starts_at = wall.replace(tzinfo=self.centre.tz).astimezone(dt.UTC)
        return {
            "place_kind": kind,
            "starts_at": starts_at,
            "ends_at": starts_at + LENGTH,
            "place": self.cleaned_data["place"],
        }

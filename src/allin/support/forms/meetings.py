"""Workshops, the round, and what comes of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.core.people import Person
from allin.core.text import PlainText
from allin.directory.models import Association
from allin.planning.recurrence import Hour, Occurrence, between
from allin.rooms.models import Room
from allin.support import rules
from allin.support.forms.asking import AssociationChoice, DayInput
from allin.support.models import AgendaItem, Meeting, SignUp

MOST_HEADS: Final = 50
MOST_MINUTES: Final = 6000


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MoveForm(forms.Form):
    """When and where: wall time of the centre, a room of the house or a place."""

    on = forms.DateField(label=_("Day"), widget=DayInput())
    starts = forms.TimeField(label=_("Begins at"), widget=TimeInput())
    ends = forms.TimeField(label=_("Ends at"), widget=TimeInput())
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("Room"),
        required=False,
        empty_label=_("somewhere else"),
    )
    place = PlainText(
        label=_("Place"),
        help_text=_("Only if it is none of these rooms."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, centre: Centre, **more: Any) -> None:
        super().__init__(*args, **more)
        self.centre = centre
        field: Any = self.fields["room"]
        field.queryset = Room.objects.of(centre).in_use().select_related("centre")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if {"on", "starts", "ends"} <= values.keys():
            if values["ends"] <= values["starts"]:
                self.add_error("ends", __("The end has to be after the beginning."))
            else:
                self.occurrence = between(
                    values["on"], values["starts"], values["ends"], self.centre.tz
                )
                if self.occurrence.hour is Hour.MISSING:
                    self.add_error(
                        "starts",
                        __(
                            "The clocks go forward that night: the hour does not exist."
                        ),
                    )
        return values

    occurrence: Occurrence

    @property
    def told(self) -> dict[str, Any]:
        """What an operation needs, with instants for wall times."""
        values = dict(self.cleaned_data)
        for name in ("on", "starts", "ends"):
            del values[name]
        return values | {
            "starts_at": self.occurrence.starts_at,
            "ends_at": self.occurrence.ends_at,
        }

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """Return what stands in the form for a meeting there is."""
        zone = meeting.centre.tz
        starts, ends = (
            at.astimezone(zone) for at in (meeting.starts_at, meeting.ends_at)
        )
        return {
            "on": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "room": meeting.room_id,
            "place": meeting.place,
        }


class MeetingForm(MoveForm):
    """A new workshop or round."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Meeting.KINDS)
    title = PlainText(label=_("Title"), max_length=120)
    topic = forms.ChoiceField(label=_("Topic"), choices=rules.TOPICS, initial="other")
    invitation = PlainText(
        label=_("What the invitation says"),
        max_length=2000,
        lines=True,
        required=False,
    )
    field_order = ("kind", "title", "topic", "on", "starts", "ends", "room", "place")


class InviteForm(forms.Form):
    """Whom to invite; all who are not yet are ticked."""

    associations = forms.ModelMultipleChoiceField(
        Association.objects.none(),
        label=_("Associations"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: Meeting, **more: Any) -> None:
        super().__init__(*args, **more)
        had = SignUp.objects.filter(meeting=meeting).values("association_id")
        rows = Association.objects.of(meeting.centre).standing().exclude(pk__in=had)
        field: Any = self.fields["associations"]
        field.queryset = rows.select_related("centre")
        field.initial = list(rows.values_list("pk", flat=True))


class SignUpForm(forms.Form):
    """With how many an association comes."""

    association = AssociationChoice()
    heads = forms.IntegerField(
        label=_("How many people come?"),
        help_text=_("0 means that nobody can."),
        min_value=0,
        max_value=MOST_HEADS,
        initial=2,
    )

    def __init__(
        self, *args: Any, person: Person, meeting: Meeting, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["association"]
        field.open_to(person, meeting.centre)
        invited = SignUp.objects.filter(meeting=meeting).values("association_id")
        field.queryset = field.queryset.filter(pk__in=invited)


class HoldForm(forms.Form):
    """Who came, what came of each point, and what it took."""

    minutes = forms.IntegerField(
        label=_("Minutes of the coordination, with preparation"),
        min_value=0,
        max_value=MOST_MINUTES,
        initial=180,
    )
    words = PlainText(
        label=_("Minutes, in a few sentences"),
        help_text=_("All who are invited read it."),
        max_length=4000,
        lines=True,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        sign_ups: Sequence[SignUp],
        points: Sequence[AgendaItem],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.came = {f"came_{one.association_id}": one for one in sign_ups}
        self.points = {f"point_{one.pk}": one for one in points}
        for name, one in self.came.items():
            before = one.heads if one.attended is None else one.attended
            self.fields[name] = forms.IntegerField(
                label=one.association.name,
                min_value=0,
                max_value=MOST_HEADS,
                initial=before,
            )
        for name, point in self.points.items():
            self.fields[name] = PlainText(
                label=point.title,
                max_length=2000,
                lines=True,
                required=False,
                initial=point.result,
            )
        self.order_fields([*self.came, *self.points, "words", "minutes"])

    @property
    def told(self) -> dict[str, Any]:
        """What the operation needs."""
        values = self.cleaned_data
        return {
            "attended": {
                one.association_id: values[name] for name, one in self.came.items()
            },
            "results": {one.pk: values[name] for name, one in self.points.items()},
            "minutes": values["minutes"],
            "words": values["words"],
        }


class MaterialForm(forms.Form):
    """A link or a text."""

    title = PlainText(label=_("Title"), max_length=120)
    url = forms.URLField(
        label=_("Link"), required=False, assume_scheme="https", max_length=200
    )
    text = PlainText(label=_("Text"), max_length=4000, lines=True, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not values.get("url") and not values.get("text"):
            self.add_error("url", __("Give a link or a text."))
        return values


class PointsForm(forms.Form):
    """Points for the agenda: what associations ask about, and an own one."""

    topics = forms.MultipleChoiceField(
        label=_("What associations ask about"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title = PlainText(label=_("Another point"), max_length=160, required=False)

    def __init__(
        self, *args: Any, proposals: Sequence[tuple[str, int]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["topics"]
        labels = dict(rules.TOPICS)
        field.choices = [
            (topic, f"{labels[topic]} ({_askers(number)})")
            for topic, number in proposals
        ]
        field.initial = [topic for topic, _number in proposals]
        if not proposals:
            del self.fields["topics"]


def _askers(number: int) -> str:
    return ngettext(
        "%(number)d association asks", "%(number)d associations ask", number
    ) % {"number": number}


class TaskForm(forms.Form):
    """Who does what by when."""

    title = PlainText(label=_("What is to be done"), max_length=160)
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=_("Who"),
        required=False,
        empty_label=_("the coordination"),
    )
    due_on = forms.DateField(label=_("By when"), widget=DayInput())

    def __init__(self, *args: Any, centre: Centre, today: dt.date, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["association"]
        field.queryset = (
            Association.objects.of(centre).standing().select_related("centre")
        )
        self.fields["due_on"].initial = today + dt.timedelta(days=28)

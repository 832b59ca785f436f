"""What, when and where: a festival, its acts, its shifts."""

import datetime as dt
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core.http import Request
from allin.core.text import PlainText
from allin.directory.models import Association
from allin.planning.recurrence import Hour, Occurrence, between, instant
from allin.programmes.forms.festival.money import CentsField
from allin.programmes.models import Festival, Shift, Slot, Stage
from allin.programmes.rules import festival as rules

MISSING: Final = gettext_lazy(
    "The clocks go forward that night: the hour does not exist."
)


def associations_of(request: Request) -> Any:
    """Return the associations of the centre, in their order."""
    return Association.objects.of(request.centre).standing().order_by("name")


class FestivalForm(forms.Form):
    """A festival in one page: what, when, where, stages, area."""

    title = PlainText(label=gettext_lazy("Name"), max_length=120)
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput())
    opens = forms.TimeField(label=gettext_lazy("Opens"), widget=forms.TimeInput())
    closes = forms.TimeField(
        label=gettext_lazy("Closes"),
        help_text=gettext_lazy("A time before the opening means the next morning."),
        widget=forms.TimeInput(),
    )
    last_on = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Only if it takes several days."),
        required=False,
        widget=forms.DateInput(),
    )
    place = PlainText(label=gettext_lazy("Place"), max_length=160)
    host = forms.ModelChoiceField(
        Association.objects.none(),
        label=gettext_lazy("Association that takes helpers in"),
        help_text=gettext_lazy("Who comes from no association counts as its helper."),
        empty_label=None,
    )
    stages = PlainText(
        label=gettext_lazy("Stages"),
        help_text=gettext_lazy("One a line. More can be added later."),
        lines=True,
        max_length=400,
        required=False,
    )
    change_over = forms.IntegerField(
        label=gettext_lazy("Minutes to change over"),
        help_text=gettext_lazy("Between two acts on a stage."),
        min_value=0,
        max_value=rules.CHANGE_OVER,
        initial=15,
    )
    area = PlainText(
        label=gettext_lazy("Where the stands are"), max_length=160, required=False
    )
    area_metres = forms.IntegerField(
        label=gettext_lazy("Metres of front for stands"),
        min_value=0,
        max_value=2000,
        required=False,
    )
    power_watts = forms.IntegerField(
        label=gettext_lazy("Power there is, in watts"),
        min_value=0,
        max_value=500_000,
        required=False,
    )
    fee = CentsField(label=gettext_lazy("Fee of a stand, in euros"), required=False)
    apply_until = forms.DateField(
        label=gettext_lazy("Stands can be asked for until"),
        required=False,
        widget=forms.DateInput(),
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = request.centre
        host = cast("forms.ModelChoiceField[Association]", self.fields["host"])
        host.queryset = associations_of(request)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"on", "opens", "closes"} <= values.keys():
            return values
        last = values.get("last_on") or values["on"]
        if last < values["on"]:
            self.add_error("last_on", _("The last day is before the first."))
            return values
        night = last == values["on"] and values["closes"] <= values["opens"]
        after = last + dt.timedelta(days=1) if night else last
        self.starts_at, first = instant(values["on"], values["opens"], self.centre.tz)
        self.ends_at, second = instant(after, values["closes"], self.centre.tz)
        if Hour.MISSING in {first, second}:
            self.add_error("opens", str(MISSING))
        elif self.ends_at - self.starts_at > rules.LONGEST:
            self.add_error("last_on", _("A festival lasts ten days at most."))
        return values

    starts_at: dt.datetime
    ends_at: dt.datetime

    @classmethod
    def of(cls, festival: Festival, request: Request) -> "FestivalForm":
        """Return the form, filled with what the festival is; stages have their own."""
        opens = wall(festival, festival.occasion.starts_at)
        closes = wall(festival, festival.occasion.ends_at)
        names = ("area", "area_metres", "power_watts", "fee", "apply_until")
        night = closes.date() - opens.date() <= dt.timedelta(days=1) and (
            closes.time() <= opens.time()
        )
        form = cls(
            request.POST or None,
            request=request,
            initial={name: getattr(festival, name) for name in names}
            | {
                "title": festival.occasion.title,
                "place": festival.occasion.place,
                "host": festival.host_id,
                "on": opens.date(),
                "opens": f"{opens:%H:%M}",
                "closes": f"{closes:%H:%M}",
                "last_on": None
                if night or closes.date() == opens.date()
                else closes.date(),
            },
        )
        for name in ("stages", "change_over"):
            del form.fields[name]
        return form

    @property
    def changes(self) -> dict[str, Any]:
        """What changing takes."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": given["place"],
            "host": given["host"],
            "area": given["area"] or "",
            "area_metres": given["area_metres"] or 0,
            "power_watts": given["power_watts"] or 0,
            "fee": given["fee"] or 0,
            "apply_until": given["apply_until"],
        }

    @property
    def values(self) -> dict[str, Any]:
        """What setting up takes."""
        given = self.cleaned_data
        names = [line.strip()[:60] for line in (given["stages"] or "").split("\n")]
        return self.changes | {
            "stages": list(dict.fromkeys(name for name in names if name)),
            "change_over": given["change_over"],
        }


class SpanForm(forms.Form):
    """A day and two wall times; an end before the beginning is the next day."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput())
    starts = forms.TimeField(label=gettext_lazy("From"), widget=forms.TimeInput())
    ends = forms.TimeField(
        label=gettext_lazy("To"),
        help_text=gettext_lazy("A time before the beginning means after midnight."),
        widget=forms.TimeInput(),
    )

    def __init__(self, *args: Any, festival: Festival, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.festival = festival

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if {"on", "starts", "ends"} <= values.keys():
            if values["starts"] == values["ends"]:
                self.add_error("ends", _("The end has to be after the beginning."))
                return values
            zone = self.festival.centre.tz
            self.occurrence = between(
                values["on"], values["starts"], values["ends"], zone
            )
            if self.occurrence.hour is Hour.MISSING:
                self.add_error("starts", str(MISSING))
        return values

    occurrence: Occurrence

    @property
    def note(self) -> str:
        """What to say of an hour that comes twice; "" for any other."""
        if self.occurrence.hour is Hour.TWICE:
            return _("The clocks go back that night: the first such hour is meant.")
        return ""


def wall(festival: Festival, at: dt.datetime) -> dt.datetime:
    """Return an instant as the clock on the festival's wall shows it."""
    return at.astimezone(festival.centre.tz)


class SlotForm(SpanForm):
    """An act on a stage."""

    stage = forms.ModelChoiceField(
        Stage.objects.none(), label=gettext_lazy("Stage"), empty_label=None
    )
    act = PlainText(label=gettext_lazy("Who plays"), max_length=120)
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=gettext_lazy("Association"),
        required=False,
        empty_label=gettext_lazy("none of the centre's"),
    )
    field_order = ("stage", "act", "association", "on", "starts", "ends")

    def __init__(
        self, *args: Any, festival: Festival, request: Request, **kwargs: Any
    ) -> None:
        super().__init__(*args, festival=festival, **kwargs)
        stages = cast("forms.ModelChoiceField[Stage]", self.fields["stage"])
        stages.queryset = Stage.objects.filter(festival=festival).select_related(
            "festival__occasion", "festival__centre"
        )
        whose = cast("forms.ModelChoiceField[Association]", self.fields["association"])
        whose.queryset = associations_of(request)

    @classmethod
    def of(cls, festival: Festival, slot: Slot | None, request: Request) -> "SlotForm":
        """Return the form, filled with where the act is now."""
        if slot is None:
            begins = wall(festival, festival.occasion.starts_at)
            initial: dict[str, Any] = {
                "on": request.GET.get("on") or begins.date(),
                "stage": request.GET.get("stage", ""),
            }
        else:
            begins = wall(festival, slot.starts_at)
            initial = {
                "on": begins.date(),
                "starts": f"{begins:%H:%M}",
                "ends": f"{wall(festival, slot.ends_at):%H:%M}",
                "stage": slot.stage_id,
                "act": slot.act,
                "association": slot.association_id,
            }
        return cls(
            request.POST or None, festival=festival, request=request, initial=initial
        )

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        given = self.cleaned_data
        return {
            "stage": given["stage"],
            "act": given["act"],
            "association": given["association"],
            "starts_at": self.occurrence.starts_at,
            "ends_at": self.occurrence.ends_at,
        }


class StageForm(forms.Form):
    name = PlainText(label=gettext_lazy("Name"), max_length=60)
    change_over = forms.IntegerField(
        label=gettext_lazy("Minutes to change over"),
        help_text=gettext_lazy("Between two acts. It holds for those that stand, too."),
        min_value=0,
        max_value=rules.CHANGE_OVER,
    )

    @classmethod
    def of(cls, stage: Stage | None, request: Request) -> "StageForm":
        """Return the form, filled with what the stage is now."""
        initial = {
            "name": stage.name if stage else "",
            "change_over": stage.change_over if stage else 15,
        }
        return cls(request.POST or None, initial=initial)


class ShiftForm(SpanForm):
    """A shift at a post, and those that follow it."""

    post = PlainText(
        label=gettext_lazy("Where people help"),
        help_text=gettext_lazy("Such as drinks, stage, taking down."),
        max_length=60,
    )
    least = forms.IntegerField(
        label=gettext_lazy("At least so many people"), min_value=0, max_value=200
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most so many people"), min_value=1, max_value=200
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many shifts, one after the other"),
        help_text=gettext_lazy("With 3, the first from 10 to 12 goes on until 16."),
        min_value=1,
        max_value=50,
        initial=1,
    )
    food = forms.BooleanField(
        label=gettext_lazy("Food is handled"),
        help_text=gettext_lazy("Only with an instruction the centre has seen."),
        required=False,
    )
    field_order = ("post", "on", "starts", "ends", "times", "least", "most", "food")

    @classmethod
    def of(cls, festival: Festival, request: Request) -> "ShiftForm":
        """Return the form, with the first day of the festival."""
        begins = wall(festival, festival.occasion.starts_at)
        initial = {
            "on": request.GET.get("day") or begins.date(),
            "starts": f"{begins:%H:%M}",
            "post": request.GET.get("post", ""),
        }
        return cls(request.POST or None, festival=festival, initial=initial)

    @classmethod
    def changing(cls, shift: Shift, request: Request) -> "ShiftForm":
        """Return the form, filled with what a shift is now."""
        festival, position = shift.festival, shift.position
        begins = wall(festival, position.occasion.starts_at)
        initial = {
            "post": shift.post.name,
            "on": begins.date(),
            "starts": f"{begins:%H:%M}",
            "ends": f"{wall(festival, position.occasion.ends_at):%H:%M}",
            "least": position.least,
            "most": position.most,
            "food": position.qualification == rules.FOOD,
        }
        form = cls(request.POST or None, festival=festival, initial=initial)
        del form.fields["times"]
        return form

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        names = ("post", "least", "most", "times", "food")
        given = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return given | {
            "starts_at": self.occurrence.starts_at,
            "ends_at": self.occurrence.ends_at,
        }

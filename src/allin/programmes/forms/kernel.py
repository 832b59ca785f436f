"""Setting up, planning, moving, cancelling; positions and attendance."""

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
from allin.directory.models import Association, Partner, Programme
from allin.planning.recurrence import Hour, Occurrence, Rule, between
from allin.programmes.models import Assignment, Occasion
from allin.programmes.operations import Wanted, usual_minutes
from allin.programmes.rules import kernel as rules
from allin.programmes.rules import settings
from allin.rooms.models import Room
from allin.volunteers.models import Qualification
from allin.volunteers.rules import LONGEST_DAY

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


class SetUpForm(forms.Form):
    """A programme from a template: which one, with whom, the template's numbers."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=gettext_lazy("Programme in the catalogue"),
        help_text=gettext_lazy("If it is not there yet, enter its name below."),
        required=False,
        empty_label=gettext_lazy("a new one"),
    )
    name = PlainText(label=gettext_lazy("Name"), required=False, max_length=120)
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=gettext_lazy("With whom"),
        required=False,
        empty_label=gettext_lazy("nobody else"),
    )
    about = PlainText(
        label=gettext_lazy("What it is, in two sentences"),
        required=False,
        max_length=2000,
        lines=True,
    )

    def __init__(
        self, *args: Any, request: Request, template: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        centre = request.centre
        known = cast("forms.ModelChoiceField[Programme]", self.fields["programme"])
        known.queryset = Programme.objects.of(centre).filter(setup__isnull=True)
        partners = cast("forms.ModelChoiceField[Partner]", self.fields["partner"])
        partners.queryset = Partner.objects.of(centre).standing()
        self.numbers = settings.of(template)
        for key, one in self.numbers.items():
            self.fields[key] = forms.IntegerField(
                label=str(one.label),
                help_text=str(one.help),
                min_value=one.least,
                max_value=one.most,
                initial=one.usual,
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("programme") and not values.get("name"):
            self.add_error("name", _("A programme needs a name."))
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        given = dict(self.cleaned_data)
        numbers = {key: given.pop(key) for key in self.numbers}
        return given | {"settings": numbers}


class SettingsForm(forms.Form):
    """The numbers of a programme, as they are."""

    def __init__(
        self, *args: Any, template: str, kept: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for key, one in settings.of(template).items():
            self.fields[key] = forms.IntegerField(
                label=str(one.label),
                help_text=str(one.help),
                min_value=one.least,
                max_value=one.most,
                initial=kept.get(key, one.usual),
            )


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


class PlanForm(RepeatsForm):
    """What takes place, when, where, and how many people are needed for it."""

    title = PlainText(label=gettext_lazy("What takes place"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=rules.KINDS)
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=gettext_lazy("Who hosts it"),
        required=False,
        empty_label=gettext_lazy("the house itself"),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    label = PlainText(
        label=gettext_lazy("What people do at it"),
        help_text=gettext_lazy("Such as: lead, welcome, interpret."),
        required=False,
        max_length=80,
    )
    heads = forms.IntegerField(
        label=gettext_lazy("How many are needed"),
        required=False,
        min_value=1,
        max_value=200,
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        hosts = cast("forms.ModelChoiceField[Association]", self.fields["association"])
        hosts.queryset = Association.objects.of(self.centre).standing()
        language = cast("forms.ChoiceField", self.fields["language"])
        language.choices = [("", _("German")), *spoken(self.centre)]
        self.order_fields(
            ["title", "kind", "on", "starts", "ends", "repeats", "until", "room"]
        )

    @property
    def values(self) -> dict[str, Any]:
        """What planning takes besides time and place."""
        given = self.cleaned_data
        wanted = (
            [
                Wanted(
                    label=given["label"],
                    least=given["heads"] or 1,
                    most=given["heads"] or 1,
                )
            ]
            if given["label"]
            else []
        )
        names = ("title", "kind", "association", "language")
        return {name: given[name] for name in names} | {"positions": wanted}


class MoveForm(WhenWhereForm):
    """Another time or place for an occasion."""

    @classmethod
    def of(cls, occasion: Occasion, request: Request) -> "MoveForm":
        """Return the form, filled with when and where it is now."""
        here = request.centre.tz
        starts, ends = (
            occasion.starts_at.astimezone(here),
            occasion.ends_at.astimezone(here),
        )
        return cls(
            request.POST or None,
            request=request,
            initial={
                "on": starts.date(),
                "starts": f"{starts:%H:%M}",
                "ends": f"{ends:%H:%M}",
                "room": occasion.room_id,
                "place": occasion.place,
            },
        )


class WhyForm(forms.Form):
    why = PlainText(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody who is asked or registered reads it."),
        required=False,
        max_length=200,
    )


class PositionForm(forms.Form):
    """What people do, how many, what they have to bring."""

    label = PlainText(
        label=gettext_lazy("What people do at it"),
        help_text=gettext_lazy("Such as: lead, welcome, interpret."),
        max_length=80,
    )
    least = forms.IntegerField(
        label=gettext_lazy("At least how many"), min_value=0, max_value=200, initial=1
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most how many"), min_value=1, max_value=200, initial=1
    )
    qualification = forms.ChoiceField(
        label=gettext_lazy("Certificate they need"),
        choices=[("", gettext_lazy("none")), *Qualification.KINDS],
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language they speak"), required=False
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = cast("forms.ChoiceField", self.fields["language"])
        language.choices = [("", _("any")), *spoken(request.centre)]


CAME, MISSED, OPEN = "came", "missed", ""


class AttendanceForm(forms.Form):
    """Who was there and for how long; how many people it reached."""

    headcount = forms.IntegerField(
        label=gettext_lazy("How many people came"),
        help_text=gettext_lazy("Everybody who took part, without those who helped."),
        min_value=0,
        max_value=rules.MOST,
    )

    def __init__(
        self,
        *args: Any,
        occasion: Occasion,
        people: list[Assignment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["headcount"].initial = occasion.headcount
        self.people = people
        for one in people:
            self.fields[f"came_{one.pk}"] = forms.ChoiceField(
                label=str(one.volunteer),
                choices=(
                    (CAME, gettext_lazy("was there")),
                    (MISSED, gettext_lazy("did not come")),
                ),
                initial=MISSED if one.state == rules.MISSED else CAME,
                widget=forms.RadioSelect,
            )
            self.fields[f"minutes_{one.pk}"] = forms.IntegerField(
                label=_("Minutes: %(name)s") % {"name": one.volunteer},
                required=False,
                min_value=1,
                max_value=LONGEST_DAY,
                initial=one.minutes or usual_minutes(occasion),
            )

    @property
    def came(self) -> dict[int, int | None]:
        """Minutes by assignment; None for who did not come."""
        given = self.cleaned_data
        return {
            one.pk: (given[f"minutes_{one.pk}"] or 0)
            if given[f"came_{one.pk}"] == CAME
            else None
            for one in self.people
        }

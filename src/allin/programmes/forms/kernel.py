"""Setting up, planning, moving, cancelling; positions and attendance."""

from typing import Any, cast

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core.http import Request
from allin.core.text import PlainText
from allin.directory.models import Association, Partner, Programme
from allin.programmes.forms.dates import RepeatsForm, WhenWhereForm, spoken
from allin.programmes.models import Assignment, Occasion, Setup
from allin.programmes.operations import Wanted, usual_minutes
from allin.programmes.rules import kernel as rules
from allin.programmes.rules import settings
from allin.volunteers.models import Qualification
from allin.volunteers.rules import LONGEST_DAY


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
        if template not in dict(rules.TEMPLATES):
            raise Http404
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

    def __init__(self, *args: Any, setup: Setup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, one in settings.of(setup.template).items():
            self.fields[key] = forms.IntegerField(
                label=str(one.label),
                help_text=str(one.help),
                min_value=one.least,
                max_value=one.most,
                initial=setup.settings.get(key, one.usual),
            )


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

    def __init__(self, *args: Any, occasion: Occasion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["headcount"].initial = occasion.headcount
        asked = Assignment.objects.of(occasion).standing().select_related("volunteer")
        self.people = list(asked.order_by("volunteer__name", "pk"))
        for one in self.people:
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

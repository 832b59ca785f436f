"""Who helps, and how long they were there."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core import phones
from allin.core.errors import Refusal
from allin.core.guard import PublicForm
from allin.core.http import Request
from allin.core.text import PlainText
from allin.directory.models import Association
from allin.programmes.forms.festival.times import associations_of
from allin.programmes.models import Festival, Shift
from allin.programmes.operations import usual_minutes
from allin.programmes.operations.festival import Contact
from allin.programmes.rules import kernel
from allin.volunteers.models import Volunteer
from allin.volunteers.rules import LONGEST_DAY


class PutDownForm(forms.Form):
    """Somebody who said yes by telephone."""

    volunteer = forms.ModelChoiceField(
        Volunteer.objects.none(),
        label=gettext_lazy("Who said yes"),
        empty_label=gettext_lazy("choose"),
    )

    def __init__(self, *args: Any, shift: Shift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = shift.position.assignments.standing().values("volunteer_id")
        who = cast("forms.ModelChoiceField[Volunteer]", self.fields["volunteer"])
        who.queryset = (
            Volunteer.objects.standing()
            .filter(centre_id=shift.centre_id)
            .exclude(pk__in=there)
            .order_by("name", "pk")
        )


class PresenceForm(forms.Form):
    """Minutes each person was there; 0 did not come."""

    def __init__(self, *args: Any, shift: Shift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = usual_minutes(shift.position.occasion)
        standing = shift.position.assignments.standing()
        self.people = {
            f"minutes_{one.pk}": one
            for one in standing.select_related("volunteer").order_by("volunteer__name")
        }
        for name, one in self.people.items():
            self.fields[name] = forms.IntegerField(
                label=str(one.volunteer),
                min_value=0,
                max_value=LONGEST_DAY,
                initial=0
                if one.state == kernel.MISSED
                else (one.minutes if one.minutes is not None else usual),
            )

    @property
    def minutes(self) -> dict[int, int]:
        """Minutes by assignment."""
        return {one.pk: self.cleaned_data[name] for name, one in self.people.items()}


class SignUpForm(PublicForm):
    """A name and one way to reach somebody: all a festival needs to know."""

    name = "festival_help"

    called = PlainText(label=gettext_lazy("Your name"), max_length=120)
    channel = PlainText(
        label=gettext_lazy("Telephone or e-mail"),
        help_text=gettext_lazy("One of both is enough, in case something changes."),
        max_length=120,
    )
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=gettext_lazy("Which association do you come from?"),
        required=False,
        empty_label=gettext_lazy("from none"),
    )
    agree = forms.BooleanField(
        label=gettext_lazy(
            "The centre may keep my name and this contact for the festival."
        ),
        help_text=gettext_lazy(
            "On your own page you can change your mind at any time. Both are deleted "
            "30 days after the festival."
        ),
    )

    def __init__(
        self, *args: Any, request: Request, festival: Festival, **kwargs: Any
    ) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.fields["called"].widget.attrs["autocomplete"] = "name"
        self.fields["channel"].widget.attrs["dir"] = "ltr"
        whose = cast("forms.ModelChoiceField[Association]", self.fields["association"])
        whose.queryset = associations_of(request)
        self.festival = festival

    def clean_channel(self) -> str:
        typed: str = self.cleaned_data["channel"]
        if "@" in typed:
            try:
                validate_email(typed)
            except ValidationError:
                raise ValidationError(
                    _("This is no e-mail address. An example: name@example.org."),
                    code="invalid",
                ) from None
            return typed
        try:
            return phones.normalise(typed)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code="invalid") from refusal

    def contact(self, language: str) -> Contact:
        """Return who it is, with the language they read the page in."""
        channel: str = self.cleaned_data["channel"]
        is_mail = "@" in channel
        return Contact(
            name=self.cleaned_data["called"],
            phone="" if is_mail else channel,
            email=channel if is_mail else "",
            language=language.split("-", maxsplit=1)[0],
        )

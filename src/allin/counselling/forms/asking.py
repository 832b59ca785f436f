"""Who is asked, and the PIN that opens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core.text import PlainText
from allin.counselling.models import Ask
from allin.directory.models import Association
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


class NamedForm(forms.Form):
    """Who of an association without named advisers does it."""

    named = PlainText(
        label=_("Who of you does it?"),
        help_text=_("Only the coordination sees the name."),
        max_length=80,
        error_messages={"required": _("Type the name of who does it.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

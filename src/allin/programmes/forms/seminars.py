"""Planning a series, registering for one, noting who was there."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core import pictures
from allin.core.errors import Refusal
from allin.core.guard import PublicForm
from allin.core.http import Request
from allin.core.text import PlainText
from allin.programmes.forms.dates import RepeatsForm, spoken
from allin.programmes.models import ListHead
from allin.programmes.models.listhead import COLUMNS, FUNDER
from allin.programmes.operations import Wanted
from allin.programmes.rules import kernel as rules
from allin.volunteers.forms.joining import ContactField


class ListForm(forms.Form):
    """What the funder of a programme wants to see on its lists to sign."""

    funder = PlainText(
        label=gettext_lazy("Who funds it"),
        help_text=gettext_lazy("The list says “Funded by …”. Empty: it says nothing."),
        max_length=FUNDER,
        required=False,
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("What the list asks besides name and signature"),
        help_text=gettext_lazy(
            "Only what the funder demands. It is written in by hand and kept nowhere"
            " here."
        ),
        choices=COLUMNS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo of the funder"),
        help_text=gettext_lazy("PNG or JPEG, up to 200 KB."),
        required=False,
        allow_empty_file=True,
    )
    without_logo = forms.BooleanField(
        label=gettext_lazy("Take the logo away"), required=False
    )

    def __init__(self, *args: Any, head: ListHead | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if head is None or not head.logo_kind:
            del self.fields["without_logo"]
        else:
            self.fields["logo"].label = _("Another logo")

    def clean_logo(self) -> pictures.Picture | None:
        sent = self.cleaned_data["logo"]
        if sent is None:
            return None
        try:
            return pictures.read(sent.read(pictures.LARGEST + 1))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class SeriesForm(RepeatsForm):
    """A seminar series: what, when, how many seats, what the certificate asks for."""

    title = PlainText(label=gettext_lazy("Title"), max_length=120)
    about = PlainText(
        label=gettext_lazy("What it is about"),
        help_text=gettext_lazy("Everybody reads it on the page of registration."),
        required=False,
        max_length=2000,
        lines=True,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"), min_value=1, max_value=rules.MOST, initial=15
    )
    certificate_share = forms.IntegerField(
        label=gettext_lazy("Percent of the dates for the certificate"),
        min_value=1,
        max_value=100,
        initial=rules.CERTIFICATE_SHARE,
    )
    label = PlainText(
        label=gettext_lazy("What people do at it"),
        help_text=gettext_lazy("Such as: lead. For every date somebody is asked."),
        required=False,
        max_length=80,
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        language = cast("forms.ChoiceField", self.fields["language"])
        language.choices = [("", _("German")), *spoken(self.centre)]
        self.fields["repeats"].initial = "weekly"
        self.order_fields(
            ["title", "about", "on", "starts", "ends", "repeats", "until", "room"]
        )

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes besides the dates."""
        given = self.cleaned_data
        names = ("title", "about", "language", "capacity", "certificate_share")
        return {name: given[name] for name in names} | {
            "kind": rules.SEMINAR,
            "registers": rules.OPEN,
            "public": True,
            "one_registration": True,
            "room": given["room"],
            "place": given["place"],
            "positions": [Wanted(label=given["label"])] if given["label"] else [],
        }


class SignUpForm(PublicForm):
    """A name and one way to reach somebody: all a seat needs."""

    name = "sign_up"
    limits = ((60, 4), (3600, 40))

    called = PlainText(
        label=gettext_lazy("What is your name?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = ContactField(
        label=gettext_lazy("Telephone or e-mail"),
        help_text=gettext_lazy(
            "One of the two is enough. By e-mail you get a letter when something "
            "changes; else we call."
        ),
    )


class EnterForm(forms.Form):
    """The same, entered by the coordination for somebody at the telephone."""

    called = PlainText(label=gettext_lazy("Name"), max_length=120)
    contact = ContactField(label=gettext_lazy("Telephone or e-mail"))
    language = forms.ChoiceField(label=gettext_lazy("Language of the letters"))

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = cast("forms.ChoiceField", self.fields["language"])
        language.choices = spoken(request.centre)
        language.initial = "de"

    @property
    def values(self) -> dict[str, str]:
        """What the operation takes."""
        given = self.cleaned_data
        named = {"name": given["called"], "contact": given["contact"]}
        return named | {"language": given["language"]}


class SeatsForm(forms.Form):
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"), min_value=1, max_value=rules.MOST
    )


class OthersForm(forms.Form):
    """Who came without being registered; the others are ticked by name."""

    others = forms.IntegerField(
        label=gettext_lazy("Others who came without registration"),
        min_value=0,
        max_value=rules.MOST,
        initial=0,
    )

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.core import languages
from allin.core.people import Centre
from allin.core.phones import PhoneField
from allin.core.text import PlainText
from allin.directory.models import Association, Closure, Offer, Partner, Topic
from allin.directory.models.hours import WEEKDAYS
from allin.directory.operations import Wanted
from allin.directory.rules import folding

YES_NO = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))
AFTER = [(f"{hour:02}:00", f"{hour}:00") for hour in range(8, 21)]


def _by_name() -> dict[str, str]:
    """Return folded language name -> code, in German, English and Arabic."""
    known: dict[str, str] = {}
    for code in languages.CODES:
        for shown in ("de", "en", "ar"):
            name = languages.name(code, shown)
            for way in (name, name.split(" (", maxsplit=1)[0], code):
                known.setdefault(" ".join(map(folding.plain, folding.words(way))), code)
    return known


class LanguagesField(PlainText):
    """Names of languages, separated by commas, in any of the page's languages."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=400, **more)

    def prepare_value(self, value: object) -> object:
        if isinstance(value, int):
            shown = get_language() or "de"
            codes = languages.codes_in(value)
            return ", ".join(languages.name(code, shown) for code in codes)
        return value

    def clean(self, value: object) -> int:
        text = super().clean(value) or ""
        known, bits, strange = _by_name(), 0, []
        for part in text.replace(";", ",").replace("/", ",").split(","):
            key = " ".join(map(folding.plain, folding.words(part)))
            if key in known:
                bits |= languages.BIT[known[key]]
            elif key:
                strange.append(part.strip())
        if strange:
            raise ValidationError(
                _("We do not know the language “%(name)s”. Write its usual name."),
                params={"name": strange[0]},
            )
        return bits


class FindForm(forms.Form):
    """What somebody looks for; a value nobody could choose is as if none were."""

    q = PlainText(
        label=_("What do you need?"),
        help_text=_("In your own words, in any language."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    day = forms.ChoiceField(
        label=_("Day"), required=False, choices=[("", _("any day")), *WEEKDAYS]
    )
    after = forms.ChoiceField(
        label=_("Still open after"),
        required=False,
        choices=[("", _("any time")), *AFTER],
    )
    step_free = forms.BooleanField(label=_("Step-free"), required=False)
    now = forms.BooleanField(label=_("Open now"), required=False)
    topic = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any, *, spoken: Sequence[str]) -> None:
        super().__init__(data)
        shown = get_language() or "de"
        names = sorted((languages.name(code, shown), code) for code in spoken)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = [("", _("any language")), *((c, name) for name, c in names)]

    @property
    def wanted(self) -> Wanted:
        """What was understood; what was not is left out."""
        self.is_valid()
        given = self.cleaned_data
        day, after = given.get("day", ""), given.get("after", "")
        return Wanted(
            text=given.get("q", ""),
            topic=given.get("topic", ""),
            language=given.get("language", ""),
            weekday=int(day) if day else None,
            after=dt.time.fromisoformat(after) if after else None,
            step_free=given.get("step_free", False),
            open_now=given.get("now", False),
        )


class AssociationForm(forms.ModelForm[Association]):
    name = PlainText(label=_("Name"), max_length=120)
    short_name = PlainText(
        label=_("Short name"),
        help_text=_("For narrow places such as the room plan."),
        max_length=40,
        required=False,
    )
    legal_form = forms.ChoiceField(
        label=_("Legal form"), choices=Association.LEGAL_FORMS
    )
    about = PlainText(
        label=_("What the association does"),
        max_length=2000,
        lines=True,
        required=False,
    )
    language_bits = LanguagesField(
        label=_("Languages"),
        help_text=_("Separated by commas, for example: Arabic, French."),
        required=False,
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    contact_name = PlainText(label=_("Contact person"), max_length=120, required=False)
    name_private = forms.BooleanField(
        label=_("Do not publish the name"), required=False
    )
    contact_phone = PhoneField(label=_("Telephone"), required=False)
    phone_private = forms.BooleanField(
        label=_("Do not publish the telephone number"), required=False
    )
    contact_email = forms.EmailField(label=_("Email"), required=False)
    email_private = forms.BooleanField(
        label=_("Do not publish the email address"), required=False
    )

    class Meta:
        model = Association
        fields = (
            "name", "short_name", "legal_form", "about", "language_bits", "website",
            "contact_name", "name_private", "contact_phone", "phone_private",
            "contact_email", "email_private",
        )  # fmt: skip


class NoteForm(forms.Form):
    note = PlainText(
        label=_("Note of the coordination"), max_length=2000, lines=True, required=False
    )


class OfferForm(forms.ModelForm[Offer]):
    title = PlainText(label=_("Title"), max_length=120)
    title_en = PlainText(label=_("Title in English"), max_length=120, required=False)
    title_ar = PlainText(label=_("Title in Arabic"), max_length=120, required=False)
    about = PlainText(
        label=_("What is offered"), max_length=2000, lines=True, required=False
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    language_bits = LanguagesField(
        label=_("Languages of the counsellors"),
        help_text=_("Separated by commas, for example: Arabic, French."),
    )
    place = PlainText(label=_("Place"), max_length=120, required=False)
    room_name = PlainText(label=_("Room"), max_length=60, required=False)
    place_private = forms.BooleanField(
        label=_("Do not publish the place"), required=False
    )
    step_free = forms.TypedChoiceField(
        label=_("Step-free"),
        choices=YES_NO,
        coerce=lambda word: word == "yes",
        empty_value=None,
        required=False,
    )
    takes_walk_in = forms.BooleanField(
        label=_("People can come without an appointment"), required=False
    )
    by_appointment = forms.BooleanField(label=_("By appointment too"), required=False)
    full_until = forms.DateField(
        label=_("Takes nobody until"),
        help_text=_("After that day the offer takes people again by itself."),
        required=False,
    )
    legal_level = forms.ChoiceField(
        label=_("Legal advice"),
        choices=Offer.LEGAL_LEVELS,
        widget=forms.RadioSelect,
    )
    supervisor = PlainText(
        label=_("Supervisor"),
        help_text=_("Qualified for judicial office, for legal help only."),
        max_length=120,
        required=False,
    )
    instructed_on = forms.DateField(label=_("Instructed on"), required=False)
    supervised_until = forms.DateField(label=_("Supervised until"), required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=Offer.STATES, widget=forms.RadioSelect
    )

    class Meta:
        model = Offer
        fields = (
            "title", "about", "language_bits", "place", "room_name", "place_private",
            "step_free", "takes_walk_in", "by_appointment", "full_until",
            "legal_level", "supervisor", "instructed_on", "supervised_until", "state",
        )  # fmt: skip

    field_order = ("title", "title_en", "title_ar", "about", "topics", "language_bits")

    def __init__(self, *args: Any, centre: Centre, **more: Any) -> None:
        super().__init__(*args, **more)
        topics = self.fields["topics"]
        assert isinstance(topics, forms.ModelMultipleChoiceField)  # noqa: S101  (above)
        topics.queryset = Topic.objects.of(centre).standing()
        if self.instance.pk:
            self.initial["topics"] = list(
                self.instance.topics.values_list("pk", flat=True)
            )
            known = {True: "yes", False: "no", None: ""}
            self.initial["step_free"] = known[self.instance.step_free]
            for code in ("en", "ar"):
                self.initial[f"title_{code}"] = self.instance.titles.get(code, "")

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as the operation takes it."""
        given = dict(self.cleaned_data)
        titles = {code: given.pop(f"title_{code}") for code in ("en", "ar")}
        given["titles"] = {code: text for code, text in titles.items() if text}
        given["topics"] = list(given["topics"])
        return given


class HourForm(forms.Form):
    NTHS = (
        ("", _("every week")),
        ("1", _("the first of the month")),
        ("2", _("the second of the month")),
        ("3", _("the third of the month")),
        ("4", _("the fourth of the month")),
        ("1,3", _("the first and third of the month")),
        ("2,4", _("the second and fourth of the month")),
        ("-1", _("the last of the month")),
    )

    weekday = forms.TypedChoiceField(label=_("Day"), choices=WEEKDAYS, coerce=int)
    nths = forms.ChoiceField(label=_("How often"), choices=NTHS, required=False)
    starts = forms.TimeField(label=_("From"))
    ends = forms.TimeField(label=_("Until"))
    in_school_holidays = forms.BooleanField(
        label=_("In school holidays too"), initial=True, required=False
    )
    on_public_holidays = forms.BooleanField(
        label=_("On public holidays too"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        nths = given.get("nths") or ""
        given["nths"] = [int(part) for part in nths.split(",") if part]
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("An open hour has to end after it starts."))
        return given


class ExceptionForm(forms.Form):
    on = forms.DateField(label=_("Day"))
    starts = forms.TimeField(
        label=_("From"),
        help_text=_("Leave both times empty if it is closed on that day."),
        required=False,
    )
    ends = forms.TimeField(label=_("Until"), required=False)


class PartnerForm(forms.ModelForm[Partner]):
    name = PlainText(label=_("Name"), max_length=120)
    short_name = PlainText(label=_("Short name"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Partner.KINDS)
    bound_to_secrecy = forms.BooleanField(
        label=_("Bound to professional secrecy"), required=False
    )
    contact_name = PlainText(label=_("Contact person"), max_length=120, required=False)
    contact_email = forms.EmailField(label=_("Email"), required=False)
    migration_advice = forms.BooleanField(
        label=_("Professional migration advice"),
        help_text=_("MBE, JMD or alike: whom a deadline goes to first."),
        required=False,
    )
    advice_place = PlainText(
        label=_("Where the advice is"), max_length=160, required=False
    )
    advice_phone = PlainText(
        label=_("Telephone of the advice"), max_length=60, required=False
    )

    class Meta:
        model = Partner
        fields = (
            "name", "short_name", "kind", "bound_to_secrecy", "contact_name",
            "contact_email", "migration_advice", "advice_place", "advice_phone",
        )  # fmt: skip


class AdviceHourForm(forms.Form):
    """Every week, in wall time."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=WEEKDAYS, coerce=int)
    starts = forms.TimeField(label=_("From"))
    ends = forms.TimeField(label=_("Until"))


class AddressForm(forms.Form):
    label = PlainText(
        label=_("For whom"),
        help_text=_("For example the team or the front desk."),
        max_length=80,
        required=False,
    )


class InviteForm(forms.Form):
    name = PlainText(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Email"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    language = forms.ChoiceField(
        label=_("The letter speaks"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        initial="de",
        required=False,
    )


class ClosureForm(forms.ModelForm[Closure]):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Closure.KINDS, widget=forms.RadioSelect
    )
    name = PlainText(label=_("Name"), max_length=80)
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))

    class Meta:
        model = Closure
        fields = ("kind", "name", "starts_on", "ends_on")

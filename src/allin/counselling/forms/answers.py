"""The answers every way in has in common: topic, language, district."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core import languages
from allin.core.errors import Refusal
from allin.core.text import clean
from allin.directory.models import Topic

# In their own words, for those who look for their language on a page in another.
OWN: dict[str, str] = {
    "de": "Deutsch", "en": "English", "ar": "العربية", "tr": "Türkçe",
    "uk": "Українська", "bg": "Български", "ro": "Română", "fa": "فارسی",
    "fa-AF": "دری", "so": "Soomaali", "pl": "Polski", "ru": "Русский",
    "ti": "ትግርኛ", "fr": "Français", "kmr": "Kurmancî", "ckb": "سۆرانی",
    "ps": "پښتو", "am": "አማርኛ", "sq": "Shqip", "es": "Español",
    "pt": "Português", "it": "Italiano", "el": "Ελληνικά", "vi": "Tiếng Việt",
    "ur": "اردو", "zh": "中文", "hu": "Magyar", "sr": "Српски", "hr": "Hrvatski",
    "bs": "Bosanski", "mk": "Македонски", "hy": "Հայերեն", "ka": "ქართული",
}  # fmt: skip


def language_choices(first: str = "") -> list[tuple[str, str]]:
    """Return every language with its own name, in the order people look for them."""
    shown_in = get_language() or "de"
    named = []
    for code in languages.CODES:
        here, own = languages.name(code, shown_in), OWN.get(code, "")
        named.append((code, f"{here} · {own}" if own and own != here else here))
    named.sort(key=lambda pair: pair[1].casefold())
    return [("", first or str(_("Choose a language"))), *named]


ELSEWHERE = "-"
LONGEST_NUMBER = 16


@contextmanager
def told_on(form: forms.Form) -> Iterator[None]:
    """Say what an operation refuses on the form it came from; nothing typed is lost."""
    try:
        yield
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)


def _draw(word: object, line: object) -> SafeString:
    return format_html("{}<small>{}</small>", word, line)


_drawn = lazy(_draw, SafeString)


def explained(word: object, line: object) -> Any:
    """Return a choice with a small line under its word."""
    return _drawn(word, line)


def known_of(sent: Mapping[str, str], centre: Centre) -> dict[str, Any]:
    """
    Return what an address may say beforehand: topic (its key), language, offer.

    Anything else in it, and whatever does not exist here, is passed over.
    """
    known: dict[str, Any] = {}
    key = clean(sent.get("topic", "")[:40])
    for one in Topic.objects.of(centre).standing().filter(key=key):
        known["topic"] = one.pk
    if sent.get("language") in languages.CODES:
        known["language"] = sent["language"]
    if sent.get("offer", "").isdecimal() and len(sent["offer"]) < LONGEST_NUMBER:
        known["offer"] = sent["offer"]
    return known


class AnswersForm(forms.Form):
    """Topic, language, district: nothing about anybody."""

    topic = forms.ModelChoiceField(
        label=_("1. Topic"),
        queryset=Topic.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    language = forms.ChoiceField(
        label=_("2. Language"),
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose one of these languages."),
        },
    )
    district = forms.ChoiceField(
        label=_("3. District"),
        error_messages={
            "required": _("Choose a district."),
            "invalid_choice": _("Choose one of these districts."),
        },
    )

    def __init__(self, *args: Any, centre: Centre, **more: Any) -> None:
        super().__init__(*args, **more)
        self.centre = centre
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)  # noqa: S101  (says the type)
        topic.queryset = Topic.objects.of(centre).standing()
        language = self.fields["language"]
        district = self.fields["district"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101
        assert isinstance(district, forms.ChoiceField)  # noqa: S101
        language.choices = language_choices()
        district.choices = [
            ("", _("Choose a district")),
            *[(name, name) for name in centre.districts],
            (ELSEWHERE, _("Another place")),
        ]

    def clean_district(self) -> str:
        """A place outside the list is no place we would keep."""
        chosen = str(self.cleaned_data["district"])
        return "" if chosen == ELSEWHERE else chosen

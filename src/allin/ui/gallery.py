"""The things the gallery shows: an invented form, week and menu."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator

from allin.ui.calendar import Bar, Day, Lane, Tone
from allin.ui.menu import Item
from allin.ui.samples import Words

TUESDAY: Final = dt.date(2026, 3, 10)


class SampleForm(forms.Form):
    """One field of every kind, in the words of a language."""

    title = forms.CharField(max_length=80)
    day = forms.DateField()
    starts = forms.TimeField(required=False)
    language = forms.ChoiceField()
    phone = forms.CharField(
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "off", "dir": "ltr"}
        ),
    )
    email = forms.EmailField(required=False)
    often = forms.ChoiceField(widget=forms.RadioSelect)
    wishes = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    list_file = forms.FileField(required=False)
    agreed = forms.BooleanField()

    def __init__(self, words: Words, data: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="id_%s" if data is None else "wrong_%s")
        for name, field in self.fields.items():
            key = {"list_file": "file", "language": ""}.get(name, name)
            field.label = words[f"label_{key}"] if key else words["language"]
        self.fields["title"].help_text = words["hint_title"]
        self._offer("language", (("ti", "tigrinya"), ("ar", "arabic")), words)
        self._offer("often", (("once", "once"), ("weekly", "weekly")), words)
        self._offer("wishes", (("pass", "pass"), ("feedback", "feedback")), words)

    def _offer(
        self, name: str, pairs: tuple[tuple[str, str], ...], words: Words
    ) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, words[key]) for value, key in pairs]


def menu(words: Words) -> list[Item]:
    """Return a menu as the coordination has it."""
    places = (
        ("today", "sun-horizon", 0, True),
        ("referral", "handshake", 4, True),
        ("rooms", "door-open", 0, True),
        ("associations", "users-three", 1, False),
        ("volunteers", "hand-heart", 12, False),
    )
    return [
        Item(
            key=key,
            label=words[key],
            url=f"#{key}",
            icon=icon,
            count=count,
            current=key == "today",
            phone=phone,
        )
        for key, icon, count, phone in places
    ]


def week(words: Words) -> list[Day]:
    """Return three days of three rooms with every kind of bar."""

    def lane(key: str, *bars: tuple[int, int, str, Tone]) -> Lane:
        return Lane(
            words[key], [Bar(a, b, words[text], tone) for a, b, text, tone in bars]
        )

    evening: tuple[int, int, str, Tone] = (32, 40, "counselling", "own")
    return [
        Day(
            "Mo" if words["role"] == "Koordination" else "الاثنين",
            dt.date(2026, 3, 9),
            lanes=[
                lane("bureau1", (4, 16, "occupied", "taken"), evening),
                lane("bureau2", (8, 16, "occupied", "taken")),
                lane("assembly", (36, 44, "parents", "asked")),
            ],
        ),
        Day(
            "Di" if words["role"] == "Koordination" else "الثلاثاء",
            TUESDAY,
            is_today=True,
            lanes=[
                lane("bureau1", (4, 12, "occupied", "taken"), evening),
                lane("bureau2", (8, 14, "counselling", "own")),
                lane(
                    "assembly",
                    (6, 10, "occupied", "taken"),
                    (36, 50, "occupied", "taken"),
                ),
            ],
        ),
        Day(
            "So" if words["role"] == "Koordination" else "الأحد",
            dt.date(2026, 3, 15),
            lanes=[
                lane("bureau1", (0, 56, "closed", "closed")),
                lane("assembly", (12, 28, "counselling", "own")),
            ],
        ),
    ]  # fmt: skip


def context(words: Words, *, now: dt.datetime) -> dict[str, Any]:
    """Return everything the gallery's template asks for."""
    days = week(words)
    stair = ("sent", "asked_step", "appointment", "counselled", "answered")
    languages = (("arabic", 412), ("ukrainian", 230), ("tigrinya", 61), ("dari", None))
    return {
        "w": words,
        "menu": menu(words),
        "role_label": words["role"],
        "form": SampleForm(words),
        "wrong": SampleForm(words, {"title": "", "phone": "0151 2345"}),
        "steps": [words[key] for key in stair],
        "days": days,
        "today": days[1:2],
        "now": now,
        "page": Paginator(range(214), 20).page(2),
        "bars": [(words[key], value) for key, value in languages],
    }

"""Money is integer cents: read as people type it, said as they write it."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Cents = int

EURO: Final = 100
MOST: Final = 100_000_000 * EURO
LONGEST: Final = 40  # signs; an amount nobody means is not even looked at
_TYPED: Final = re.compile(
    r"(?:€|EUR|Euro)?\s*([\d\s.,'’]+?)\s*(?:€|EUR|Euro)?", re.IGNORECASE
)
_THOUSANDS: Final = re.compile(r"[.,'’\s](?=\d{3}(?!\d))")
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d{1,2})?")


def read(typed: str) -> Cents | None:
    """
    Return cents from "1.400", "1 400,50 €" or "1400.5"; None for what is no amount.

    Three digits behind a sign are thousands: no amount of money has three decimals.
    """
    text = typed.strip()
    found = _TYPED.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    digits = _THOUSANDS.sub("", found[1].strip())
    if not _PLAIN.fullmatch(digits):
        return None
    euros, _sign, rest = digits.replace(",", ".").partition(".")
    return int(euros) * EURO + int(rest.ljust(2, "0") or 0)


def said(cents: Cents, language: str) -> str:
    """Return "5.000 €", "1.250,50 €"; English "€5,000"; western digits everywhere."""
    euros, rest = divmod(abs(cents), EURO)
    minus = "\u2212" if cents < 0 else ""
    if language.startswith("en"):
        return f"{minus}€{euros:,}" + (f".{rest:02}" if rest else "")
    number = f"{euros:,}".replace(",", ".") + (f",{rest:02}" if rest else "")
    return f"{minus}{number}\u00a0€"


def typed(cents: Cents) -> str:
    """Return an amount as a field shows it: "1400" or "1400,50"."""
    euros, rest = divmod(cents, EURO)
    return f"{euros}" + (f",{rest:02}" if rest else "")


class MoneyField(forms.CharField):
    """A field for an amount in euros; its value is cents."""

    default_error_messages = {
        "invalid": _("This is no amount in euros. Examples: 1400 or 1.400,50."),
        "least": ngettext_lazy(
            "At least %(least)d euro.", "At least %(least)d euros.", "least"
        ),
        "most": _("This is more than there is room for."),
    }

    def __init__(self, *, least: Cents = 0, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        self.least = least
        super().__init__(**more)

    def to_python(self, value: object) -> Any:
        if isinstance(value, int):
            return value
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        cents = read(text)
        if cents is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if cents > MOST:
            raise forms.ValidationError(self.error_messages["most"], code="most")
        if cents < self.least:
            raise forms.ValidationError(
                self.error_messages["least"],
                code="least",
                params={"least": self.least // EURO},
            )
        return cents

    def prepare_value(self, value: object) -> object:
        return typed(value) if isinstance(value, int) else value

"""Telephone numbers: any notation in, one notation kept, a sentence otherwise."""

import unicodedata
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat

from allin.core.errors import Refusal
from allin.core.text import clean

LONGEST = 60  # what somebody may type, blanks and brackets included
_TOO_SHORT = _("Some digits are missing. A mobile number usually has 11 or 12.")
_TOO_LONG = _("These are too many digits. A mobile number usually has 11 or 12.")
_NO_NUMBER = _("This is no telephone number. An example: 0151 23456789.")
_UNKNOWN = _("This area code does not exist. An example: 0151 23456789.")
_COUNTRY = 49
_FEW, _MANY = 7, 15


def normalise(text: str, *, region: str = "DE") -> str:
    """
    Return the number in international form, such as "+4915123456789".

    :param region: the country a number without a country code is from
    :raises Refusal: if it is no number, or digits are missing or too many
    """
    typed = clean(text)[:LONGEST].replace("(0)", "")
    # Arabic and Persian digits are digits
    typed = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in typed
    )
    digits = sum(sign.isdigit() for sign in typed)
    letters = any(sign.isalpha() for sign in typed)
    if not digits or letters:
        raise Refusal(str(_NO_NUMBER))
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        if digits > _MANY:
            raise Refusal(str(_TOO_LONG)) from None
        raise Refusal(str(_TOO_SHORT if digits < _FEW else _NO_NUMBER)) from None
    if not phonenumbers.is_valid_number(number):
        raise Refusal(_what_is_wrong(number, digits))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _what_is_wrong(number: phonenumbers.PhoneNumber, digits: int) -> str:
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == phonenumbers.ValidationResult.TOO_LONG or digits > _MANY:
        return str(_TOO_LONG)
    # A German mobile prefix (15x, 16x, 17x) with too few digits is "possible" as a
    # landline, so the library alone would not say that digits are missing.
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE or str(
        number.national_number
    ).startswith(("15", "16", "17")):
        return str(_TOO_SHORT)
    return str(_UNKNOWN)


def shown(number: str) -> str:
    """Return a kept number as people here read it: national for Germany."""
    try:
        parsed = phonenumbers.parse(number, "DE")
    except phonenumbers.NumberParseException:
        return number
    national = parsed.country_code == _COUNTRY
    form = PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


class PhoneField(forms.CharField):
    """A telephone number in any notation; the form's data holds the normalised one."""

    def __init__(self, *, region: str = "DE", **more: Any) -> None:
        self.region = region
        more.setdefault(
            "widget",
            forms.TextInput(
                attrs={
                    "type": "tel",
                    "inputmode": "tel",
                    "autocomplete": "tel",
                    "dir": "ltr",
                }
            ),
        )
        super().__init__(**more)

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        try:
            return normalise(text, region=self.region)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from None

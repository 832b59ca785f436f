"""Amounts as people write them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allin.programmes.rules import festival as rules


class CentsField(forms.Field):
    """An amount in euros as people write it, kept in cents; nothing typed is None."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**more)

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return rules.cents(text)
        except ValueError:
            raise ValidationError(
                _("This is no amount. An example: 120,50."), code="invalid"
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return rules.euros(value) if isinstance(value, int) else value

"""Amounts as people write them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allin.programmes.rules import festival as rules


class CentsField(forms.CharField):
    """An amount in euros as people write it, kept in cents."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=16, **more)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return 0
        try:
            return rules.cents(text)
        except ValueError:
            raise ValidationError(
                _("This is no amount. An example: 120,50."), code="invalid"
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return rules.euros(value) if isinstance(value, int) else value

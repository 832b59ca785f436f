"""What the forms about a motion share."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from allin.core.text import PlainText
from allin.council.models import PAPER
from allin.funding.models import NAME, REASON


class WebField(forms.URLField):
    """An address on the web, and nothing else one could be led to."""

    default_error_messages = {
        "invalid": _("This is no address on the web. It begins with https://."),
    }
    default_validators = [URLValidator(schemes=["https", "http"])]

    def __init__(self, **more: Any) -> None:
        super().__init__(
            assume_scheme="https", max_length=200, required=False, **more
        )  # fmt: skip
        for validator in self.validators:
            if isinstance(validator, URLValidator):
                validator.message = self.error_messages["invalid"]


def person(label: Any, hint: Any = "") -> PlainText:
    return PlainText(label=label, help_text=hint, max_length=NAME, required=False)


def paper(label: Any = None) -> PlainText:
    return PlainText(
        label=label or _("Document"),
        help_text=_("As people quote it, such as “Minutes of 28 October, item 7”."),
        max_length=PAPER,
        required=False,
    )


def web(label: Any = None) -> WebField:
    return WebField(label=label or _("Where it can be read"))


def note(label: Any = None) -> PlainText:
    return PlainText(label=label or _("Note"), max_length=REASON, required=False)

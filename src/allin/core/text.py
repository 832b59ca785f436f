"""What people type, made safe to keep: it stays text, whatever it looks like."""

import re
import unicodedata
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

# Overrides and isolates can turn a line round; marks (200E, 200F) and the joiners
# (200C, 200D) belong to Arabic and Persian spelling and stay.
_TURNERS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN: Final = re.compile("[\u200b\u2060\ufeff\u00ad\ufff9-\ufffb]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


def clean(text: str, *, lines: bool = False) -> str:
    """
    Return `text` without control signs and direction overrides, in composed form.

    :param lines: keep line breaks, at most one empty line in a row; otherwise
        everything becomes one line
    """
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
    for unwanted in (_TURNERS, _UNSEEN, _CONTROLS):
        text = unwanted.sub("", text)
    text = "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", text).strip()


TOO_LONG = _(
    "This has %(show_value)d characters, there is room for %(limit_value)d. "
    "Shorten it a little."
)


class PlainText(forms.CharField):
    """A text field of a form: cleaned, limited, with a sentence when it is too long."""

    def __init__(self, *, max_length: int, lines: bool = False, **more: Any) -> None:
        if lines:
            more.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        self.lines = lines
        super().__init__(max_length=max_length, **more)
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = TOO_LONG

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        # The browser would cut what was pasted without a word.
        attrs.pop("maxlength", None)
        attrs["dir"] = "auto"
        return attrs

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        return clean(text, lines=self.lines) if text else text

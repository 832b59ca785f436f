"""
Markup written in Python: for words that stand dozens of times on a page.

Filling a template of three lines takes ten times as long as writing the three lines;
what is long, or stands once on a page, is a template.
"""

import datetime as dt
import html
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# These point along the line of reading, so they turn with it.
TURNING: Final = frozenset(
    {"caret-left", "caret-right", "arrow-left", "arrow-right", "list", "sign-out"}
)


def esc(value: object) -> str:
    """Return a value as a template shows it: what is not marked safe is escaped."""
    if type(value) is str:
        return html.escape(value)
    if isinstance(value, SafeString):
        return value
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    shown: Any = localize(value)
    return str(conditional_escape(shown))


def attributes(given: Mapping[str, object]) -> str:
    """Write attributes: True is the bare name, False is none."""
    parts = []
    for name, value in given.items():
        if value is True:
            parts.append(f" {esc(name)}")
        elif value is not False:
            parts.append(f' {esc(name)}="{_text(value)}"')
    return "".join(parts)


def _text(value: object) -> str:
    # As `stringformat:"s"`: the value as it stands, in nobody's number format.
    return esc(value if isinstance(value, SafeString) else str(value))


def value_of(value: object) -> str:
    """Write the value of a control; None has none."""
    return "" if value is None else f' value="{_text(value)}"'


@lru_cache(maxsize=1024)
def icon(name: str, size: int = 20, flip: bool | None = None) -> SafeString:  # noqa: FBT001  (a template's argument)
    """Draw an icon of the sprite; a word stands beside it, so it is silent."""
    turns = name in TURNING if flip is None else flip
    return mark_safe(
        f'<svg class="icon icon-{size}{" flip" if turns else ""}" width="{size}"'
        f' height="{size}" viewBox="0 0 256 256" aria-hidden="true"'
        f' focusable="false"><use href="{esc(static("ui/icons.svg"))}#{esc(name)}">'
        "</use></svg>"
    )


def badge(tone: str, text: object, icon_name: str) -> SafeString:
    return mark_safe(
        f'<span class="badge badge-{esc(tone)}">{icon(icon_name, 16)}{esc(text)}</span>'
    )


def button(text: object, url: object, kind: str, icon_name: str = "") -> SafeString:
    sign = icon(icon_name) if icon_name else ""
    return mark_safe(
        f'<a class="button button-{esc(kind)}" href="{esc(url)}">{sign}'
        f"<span>{esc(text)}</span></a>"
    )


def submit(
    text: object, kind: str, icon_name: str = "", name: str = "", value: object = ""
) -> SafeString:
    sign = icon(icon_name) if icon_name else ""
    named = f' name="{esc(name)}" value="{esc(value)}"' if name else ""
    return mark_safe(
        f'<button class="button button-{esc(kind)}" type="submit"{named}>{sign}'
        f"<span>{esc(text)}</span></button>"
    )

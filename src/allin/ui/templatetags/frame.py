"""What the frame around every page needs."""

from typing import Final

from django import template
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

THEME_COOKIE: Final = "allin_theme"


@register.simple_tag(takes_context=True)
def theme(context: Context) -> SafeString:
    """Give `<html>` the look a person chose: `data-theme` and `data-contrast`."""
    request = context.get("request")
    chosen = context.get("theme") or (
        request.COOKIES.get(THEME_COOKIE, "") if request is not None else ""
    )
    if chosen in {"light", "dark"}:
        return format_html(' data-theme="{}"', chosen)
    if chosen == "contrast":
        return mark_safe(' data-contrast="more"')
    return mark_safe("")


@register.filter
def tone(message: Message) -> str:
    """Turn the level of a message into the tone of a notice."""
    return {"success": "good", "warning": "wait", "error": "bad"}.get(
        message.level_tag, "plain"
    )


@register.filter
def said(message: Message) -> tuple[str, str]:
    """Part a message into its first sentence, which stands bold, and the rest."""
    head, stop, rest = str(message).partition(". ")
    return head + stop.strip(), rest

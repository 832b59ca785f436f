"""What the frame around every page needs."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from django import template
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from allin.ui.menu import Item
from allin.ui.templatetags.ui import draw

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


@register.simple_tag
def items(menu: Iterable[Item]) -> SafeString:
    """List the places of a menu; three frames of one page show the same ones."""
    return _items(tuple(menu), get_language() or "de")


@lru_cache(maxsize=512)
def _items(menu: tuple[Item, ...], language: str) -> SafeString:
    del language  # the words are in it, so what is kept is kept for it
    return draw("items", menu=menu)


@register.simple_tag
def language_menu(languages: Iterable[Sequence[str]]) -> SafeString:
    """Let people choose the language of the page."""
    return _languages(tuple(map(tuple, languages)), get_language() or "de")


@lru_cache(maxsize=32)
def _languages(languages: tuple[Sequence[str], ...], language: str) -> SafeString:
    return draw("languages", languages=languages, LANGUAGE_CODE=language)

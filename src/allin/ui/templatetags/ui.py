"""
The words pages are written in.

One word is one tag of this name and one style file (`components/<word>.css`); its
markup is a template (`ui/<word>.html`), or stands here where it is short and often
drawn. An unknown argument fails when a template compiles. The tags are builtins: no
template loads them.
"""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template import Context, Engine, Template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from allin.core import ways
from allin.ui import markup
from allin.ui.markup import esc
from allin.ui.tones import BADGE_ICONS, NOTICE_ICONS

register = template.Library()


@lru_cache
def _template(word: str) -> Template:
    return Engine.get_default().get_template(f"ui/{word}.html")


def draw(word: str, **given: object) -> SafeString:
    """Render the template of a component."""
    return _template(word).render(Context(given))


@register.simple_tag
def way(name: str, **about: object) -> str:
    """Return the URL of a way up, or nothing when there is none."""
    return ways.resolve(name, **about) or ""


register.simple_tag(markup.icon, name="icon")


@register.filter
def isolate(text: object) -> str:
    """Keep a name from turning the line round that runs from right to left."""
    return f"\u2068{text}\u2069" if get_language_bidi() else str(text)


@register.simple_tag
def badge(tone: str, text: str, icon: str = "") -> SafeString:
    """Draw a state: its icon and its bold word, in the tone's colour."""
    return markup.badge(tone, text, icon or BADGE_ICONS[tone])


@register.simple_tag
def button(text: str, url: str, kind: str = "secondary", icon: str = "") -> SafeString:
    """Draw a link that looks like a button; kind: primary, secondary, danger, text."""
    return markup.button(text, url, kind, icon)


@register.simple_block_tag
def page_header(
    content: str, *, title: str, lead: str = "", crumb: str = "", crumb_url: str = ""
) -> SafeString:
    """Begin a page: one level up, the h1, how things stand; at most one button."""
    up = (
        f'<p class="crumb"><a href="{esc(crumb_url)}">{esc(crumb)}</a></p>'
        if crumb
        else ""
    )
    action = (
        f'<div class="page-header-action">{content}</div>' if content.strip() else ""
    )
    how = f'<p class="lead">{esc(lead)}</p>' if lead else ""
    return mark_safe(
        f'<header class="page-header">{up}<div class="page-header-line">'
        f"<h1>{esc(title)}</h1>{action}</div>{how}</header>"
    )


@register.simple_block_tag
def notice(content: str, *, title: str = "", tone: str = "plain") -> SafeString:
    """Tell what happened or what is wrong; at most one on a page."""
    role = 'role="alert" tabindex="-1" data-focus' if tone == "bad" else 'role="status"'
    head = f"<strong>{esc(title)}</strong> " if title else ""
    return mark_safe(
        f'<div class="notice notice-{esc(tone)}" {role}>'
        f"{markup.icon(NOTICE_ICONS[tone], 24)}<div>{head}{content}</div></div>"
    )


@register.simple_block_tag
def panel(
    content: str,
    *,
    title: str = "",
    aside: str = "",
    variant: str = "",
    level: int = 2,
    id: str = "",  # noqa: A002  (the attribute's name)
) -> SafeString:
    """
    Draw a section: a rule, its heading, at the end of the line a count or links.

    :param aside: plain text, or safe markup made by `{% filter %}`/`format_html`
    :param variant: "sealed" for personal data that was opened
    """
    named = f' id="{esc(id)}"' if id else ""
    kind = f" panel-{esc(variant)}" if variant else ""
    head = ""
    if title:
        beside = f'<p class="panel-aside">{esc(aside)}</p>' if aside else ""
        tag = "h3" if level == 3 else "h2"  # noqa: PLR2004  (the heading's level)
        head = f'<div class="panel-head"><{tag}>{esc(title)}</{tag}>{beside}</div>'
    return mark_safe(f'<section class="panel{kind}"{named}>{head}{content}</section>')


@register.simple_block_tag
def columns(content: str) -> SafeString:
    """Put `{% work %}` and `{% side %}` beside each other where there is room."""
    return mark_safe(f'<div class="columns">{content}</div>')


@register.simple_block_tag
def work(content: str) -> SafeString:
    """Hold the wide column."""
    return mark_safe(f'<div class="column">{content}</div>')


@register.simple_block_tag
def side(content: str) -> SafeString:
    """Hold the narrow column."""
    return mark_safe(f'<div class="column">{content}</div>')


@register.simple_block_tag
def facts(content: str, *, layout: str = "down") -> SafeString:
    """Hold facts: down (beneath each other), across (in a header), big (figures)."""
    return mark_safe(f'<dl class="facts facts-{esc(layout)}">{content}</dl>')


@register.simple_block_tag
def fact(content: str, *, term: str) -> SafeString:
    """State one fact inside `{% facts %}`."""
    return mark_safe(f'<div class="fact"><dt>{esc(term)}</dt><dd>{content}</dd></div>')


@register.simple_block_tag
def action_row(content: str) -> SafeString:
    """Put buttons in a row: primary first, danger last."""
    return mark_safe(f'<div class="action-row">{content}</div>')


@register.simple_tag
def steps(labels: Sequence[str], current: int) -> SafeString:
    """
    Draw the stair of at most five steps.

    :param current: number of the present step, from 1; 0 before the first
    """
    stair = [
        {
            "label": label,
            "state": "done" if n < current else "current" if n == current else "next",
            "number": n,
        }
        for n, label in enumerate(labels, start=1)
    ]
    return draw("steps", stair=stair)


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """Hold `{% moment %}`s, oldest first."""
    return mark_safe(f'<ol class="timeline">{content}</ol>')


@register.simple_block_tag
def moment(content: str, date: str, title: str, state: str = "past") -> SafeString:
    """Tell what happened (past), happens (now) or is to come (future)."""
    step = ' aria-current="step"' if state == "now" else ""
    return mark_safe(
        f'<li class="moment moment-{esc(state)}"{step}>'
        f'<span class="moment-date">{esc(date)}</span><div class="moment-words">'
        f"<strong>{esc(title)}</strong><div>{content}</div></div></li>"
    )


@register.simple_block_tag
def figure(content: str, caption: str) -> SafeString:
    """Hold a drawing under the sentence it proves."""
    return draw("figure", content=content, caption=caption)


@register.simple_block_tag(name="help")
def help_(content: str, question: str, icon: str = "question") -> SafeString:
    """Answer a question to those who open it."""
    return draw("help", content=content, question=question, sign=icon)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002
    """Ask before something that cannot be undone; opened by `data-opens="<id>"`."""
    return draw("dialog", content=content, id=id, title=title)


@register.simple_block_tag
def menu(content: str, title: str, icon: str = "") -> SafeString:
    """Hold links that drop down; opens without JavaScript."""
    return draw("menu", content=content, title=title, icon=icon)

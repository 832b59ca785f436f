"""
The words pages are written in.

One word is one template (`ui/<word>.html`), one style file (`components/<word>.css`)
and one tag of this name; an unknown argument fails when a template compiles. The
tags are builtins: no template loads them.
"""

from collections.abc import Sequence
from typing import Final

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from allin.core import ways
from allin.ui.tones import BADGE_ICONS, NOTICE_ICONS

register = template.Library()

# These point along the line of reading, so they turn with it.
TURNING: Final = frozenset(
    {"caret-left", "caret-right", "arrow-left", "arrow-right", "list", "sign-out"}
)


def draw(word: str, **given: object) -> SafeString:
    """Render the template of a component."""
    return mark_safe(get_template(f"ui/{word}.html").render(given))


@register.simple_tag
def way(name: str, **about: object) -> str:
    """Return the URL of a way up, or nothing when there is none."""
    return ways.resolve(name, **about) or ""


@register.simple_tag
def icon(name: str, size: int = 20, flip: bool | None = None) -> SafeString:  # noqa: FBT001  (a template's argument)
    """Draw an icon of the sprite; a word stands beside it, so it is silent."""
    turns = name in TURNING if flip is None else flip
    return format_html(
        '<svg class="icon icon-{}{}" width="{}" height="{}" viewBox="0 0 256 256"'
        ' aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        size,
        " flip" if turns else "",
        size,
        size,
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def badge(tone: str, text: str, icon: str = "") -> SafeString:
    """Draw a state: its icon and its bold word, in the tone's colour."""
    return draw("badge", tone=tone, text=text, icon=icon or BADGE_ICONS[tone])


@register.simple_tag
def button(text: str, url: str, kind: str = "secondary", icon: str = "") -> SafeString:
    """Draw a link that looks like a button; kind: primary, secondary, danger, text."""
    return draw("button", text=text, url=url, kind=kind, icon=icon)


@register.simple_block_tag
def page_header(
    content: str, *, title: str, lead: str = "", crumb: str = "", crumb_url: str = ""
) -> SafeString:
    """Begin a page: one level up, the h1, how things stand; at most one button."""
    return draw(
        "page_header",
        content=content.strip() and content,
        title=title,
        lead=lead,
        crumb=crumb,
        crumb_url=crumb_url,
    )


@register.simple_block_tag
def notice(content: str, *, title: str = "", tone: str = "plain") -> SafeString:
    """Tell what happened or what is wrong; at most one on a page."""
    return draw(
        "notice", content=content, title=title, tone=tone, icon=NOTICE_ICONS[tone]
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
    return draw(
        "panel",
        content=content,
        title=title,
        aside=aside,
        variant=variant,
        level=level,
        id=id,
    )


@register.simple_block_tag
def columns(content: str) -> SafeString:
    """Put `{% work %}` and `{% side %}` beside each other where there is room."""
    return format_html('<div class="columns">{}</div>', mark_safe(content))


@register.simple_block_tag
def work(content: str) -> SafeString:
    """Hold the wide column."""
    return format_html('<div class="column">{}</div>', mark_safe(content))


@register.simple_block_tag
def side(content: str) -> SafeString:
    """Hold the narrow column."""
    return format_html('<div class="column">{}</div>', mark_safe(content))


@register.simple_block_tag
def facts(content: str, *, layout: str = "down") -> SafeString:
    """Hold facts: down (beneath each other), across (in a header), big (figures)."""
    return draw("facts", content=content, layout=layout)


@register.simple_block_tag
def fact(content: str, *, term: str) -> SafeString:
    """State one fact inside `{% facts %}`."""
    return draw("fact", content=content, term=term)


@register.simple_block_tag
def action_row(content: str) -> SafeString:
    """Put buttons in a row: primary first, danger last."""
    return draw("action_row", content=content)


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
    return draw("timeline", content=content)


@register.simple_block_tag
def moment(content: str, date: str, title: str, state: str = "past") -> SafeString:
    """Tell what happened (past), happens (now) or is to come (future)."""
    return draw("moment", content=content, date=date, title=title, state=state)


@register.simple_block_tag
def figure(content: str, caption: str) -> SafeString:
    """Hold a drawing under the sentence it proves."""
    return draw("figure", content=content, caption=caption)


@register.simple_block_tag(name="help")
def help_(content: str, question: str) -> SafeString:
    """Answer a question to those who open it."""
    return draw("help", content=content, question=question)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002
    """Ask before something that cannot be undone; opened by `data-opens="<id>"`."""
    return draw("dialog", content=content, id=id, title=title)


@register.simple_block_tag
def menu(content: str, title: str, icon: str = "") -> SafeString:
    """Hold links that drop down; opens without JavaScript."""
    return draw("menu", content=content, title=title, icon=icon)

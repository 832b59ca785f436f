"""
The words pages are written in.

One word is one template (`ui/<word>.html`), one style file (`components/<word>.css`)
and one tag of this name; an unknown argument fails when a template compiles. The
tags are builtins: no template loads them.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from allin.core import ways
from allin.core.errors import WayOut
from allin.ui.tones import BADGE_ICONS, NOTICE_ICONS

register = template.Library()

THEME_COOKIE: Final = "allin_theme"

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


@register.simple_tag
def submit(
    text: str, kind: str = "primary", name: str = "", value: str = "", icon: str = ""
) -> SafeString:
    """Draw the button that sends the form around it."""
    return draw("submit", text=text, kind=kind, name=name, value=value, icon=icon)


@register.simple_tag(takes_context=True)
def post(  # noqa: PLR0917  (a template writes them in this order)
    context: Context,
    url: str,
    text: str,
    kind: str = "secondary",
    next: str = "",  # noqa: A002  (the name a form field has)
    icon: str = "",
) -> SafeString:
    """Draw a form of one button: something is done, so it is a POST."""
    return draw(
        "post",
        url=url,
        text=text,
        kind=kind,
        next=next,
        icon=icon,
        token=_token(context),
    )


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
def listing(content: str, *, caption: str = "", variant: str = "") -> SafeString:
    """
    Hold a table: `<thead>` and `<tbody>` inside. On a phone it becomes a list.

    :param variant: "figures" stays a table on a phone, for rows of numbers
    """
    return draw("listing", content=content, caption=caption, variant=variant)


@register.simple_block_tag
def tasks(content: str) -> SafeString:
    """Hold the work list: `{% task %}` and `{% task_group %}` inside."""
    return draw("tasks", content=content)


@register.simple_block_tag(takes_context=True)
def task(
    context: Context,
    content: str,
    *,
    title: str,
    icon: str = "",
    url: str = "",
    label: str = "",
    primary: bool = False,
    badge: str = "",
    badge_tone: str = "wait",
    now: bool = False,
    quiet: bool = False,
    id: str = "",  # noqa: A002  (the attribute's name)
) -> SafeString:
    """
    State one thing to do, with the button that does it.

    :param content: one sentence; `{% action %}…{% endaction %}` in it is the button
    :param now: the row of here and now, on its own ground
    :param quiet: a link in place of the button, for what is done already
    """
    return draw(
        "task",
        content=content,
        title=title,
        icon=icon,
        url=url,
        label=label,
        kind="text" if quiet else "primary" if primary else "secondary",
        badge=badge,
        badge_tone=badge_tone,
        badge_icon=BADGE_ICONS[badge_tone],
        now=now,
        id=id,
        action=context.render_context.dicts[-1].pop("task action", ""),
    )


@register.simple_block_tag(takes_context=True)
def action(context: Context, content: str) -> str:
    """Keep what `{% task %}` shows in its column of actions."""
    context.render_context["task action"] = mark_safe(content)
    return ""


@register.simple_tag
def task_group(text: str) -> SafeString:
    """Begin a group inside `{% tasks %}`: a small bold line such as "This week"."""
    return format_html('<li class="task-group">{}</li>', text)


@register.simple_block_tag
def action_row(content: str) -> SafeString:
    """Put buttons in a row: primary first, danger last."""
    return draw("action_row", content=content)


@register.simple_tag
def empty(text: str, url: str = "", label: str = "") -> SafeString:
    """Say why a list is empty and what would fill it."""
    return draw("empty", text=text, url=url, label=label)


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


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any]) -> SafeString:
    """Lead to the pages before and after; keeps what is filtered."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None

    def address(number: int) -> str:
        if query is None:
            return f"?page={number}"
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return draw(
        "pager",
        page=page,
        before=address(page.previous_page_number()) if page.has_previous() else "",
        after=address(page.next_page_number()) if page.has_next() else "",
    )


@register.simple_block_tag(takes_context=True)
def form(
    context: Context,
    content: str,
    form: BaseForm,
    *,
    submit: str,
    after: str = "",
    action: str = "",
    method: str = "post",
    fields: bool = True,
    kind: str = "primary",
    keep: str = "",
    ways: Iterable[WayOut] = (),
    cancel: str = "",
) -> SafeString:
    """
    Draw a whole form: what is wrong, the fields, what is inside the tag, the button.

    :param after: what happens next, beneath the button
    :param fields: False when `{% field %}`s stand inside the tag, in panels
    :param keep: a name under which the browser keeps what is typed until it is sent
    :param ways: what a Refusal offers instead
    :param cancel: URL of "Cancel"
    """
    return draw(
        "form",
        content=content,
        form=form,
        submit=submit,
        after=after,
        action=action,
        method=method,
        fields=fields,
        kind=kind,
        keep=keep,
        ways=tuple(ways),
        cancel=cancel,
        token=_token(context) if method == "post" else "",
    )


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Draw one field: label, hint, error, control."""
    return bound.as_field_group()


def _token(context: Context) -> str:
    return str(conditional_escape(context.get("csrf_token") or ""))


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

"""Rows of things: tables, work to do, people who could, and what to say of none."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from allin.ui import markup
from allin.ui.markup import esc
from allin.ui.templatetags.ui import draw
from allin.ui.tones import BADGE_ICONS

register = template.Library()


@register.simple_block_tag
def listing(content: str, *, caption: str = "", variant: str = "") -> SafeString:
    """
    Hold a table: `<thead>` and `<tbody>` inside. On a phone it becomes a list.

    :param variant: "figures" stays a table on a phone, for rows of numbers; "story"
        begins with a day and reads from its second column on a phone
    """
    kind = f" listing-{esc(variant)}" if variant else ""
    scrolls = (
        f' tabindex="0" role="region" aria-label="{esc(caption)}"'
        if variant == "figures"
        else ""
    )
    said = f'<caption class="hidden">{esc(caption)}</caption>' if caption else ""
    return mark_safe(
        f'<div class="listing{kind}"{scrolls}><table>{said}{content}</table></div>'
    )


class Figure(Protocol):
    @property
    def text(self) -> str: ...


class Figures(Protocol):
    """A word and its figures, written."""

    @property
    def label(self) -> str: ...

    @property
    def cells(self) -> Sequence[Figure]: ...


@register.filter
def figure_row(row: Figures) -> SafeString:
    """Write a row of a listing of figures; a report has hundreds of them."""
    cells = "".join(f'<td class="number">{esc(cell.text)}</td>' for cell in row.cells)
    return mark_safe(
        f'<tr><th scope="row"><bdi>{esc(row.label)}</bdi></th>{cells}</tr>'
    )


@register.simple_block_tag
def tasks(content: str) -> SafeString:
    """Hold the work list: `{% task %}` and `{% task_group %}` inside."""
    return mark_safe(f'<ul class="tasks">{content}</ul>')


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
    done = context.render_context.dicts[-1].pop("task action", "")
    if not done and url:
        kind = "text" if quiet else "primary" if primary else "secondary"
        done = markup.button(label, url, kind)
    column = f'<div class="task-action">{done}</div>' if done else ""
    state = markup.badge(badge_tone, badge, BADGE_ICONS[badge_tone]) if badge else ""
    in_title = f" {state}" if state and (quiet or now) else ""
    before = f"{state} " if state and not in_title else ""
    named = f' id="{esc(id)}"' if id else ""
    sign = markup.icon(icon, 24) if icon else ""
    return mark_safe(
        f'<li class="task{" task-now" if now else ""}"{named}>{sign}'
        f'<div class="task-words"><h3>{esc(title)}{in_title}</h3>'
        f"<p>{before}{content}</p></div>{column}</li>"
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


@register.simple_tag
def empty(text: str, url: str = "", label: str = "") -> SafeString:
    """Say why a list is empty and what would fill it."""
    link = f'<p><a href="{esc(url)}">{esc(label)}</a></p>' if url else ""
    return mark_safe(f'<div class="empty"><p>{esc(text)}</p>{link}</div>')


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


@register.simple_block_tag
def candidates(content: str, *, title: str, aside: str = "") -> SafeString:
    """
    Hold people who could, in words; nobody is scored.

    :param aside: the rule of the order, in words
    """
    return draw("candidates", content=content, title=title, aside=aside)


@register.simple_block_tag(takes_context=True)
def candidate(
    context: Context,
    content: str,
    *,
    name: str,
    value: object,
    association: str = "",
    place: int = 0,
    wish: str = "",
    checked: bool = False,
    field: str = "volunteer",
    control: str = "checkbox",
) -> SafeString:
    """
    State one person who could; the content is the reason, `{% action %}` small links.

    :param place: order of asking, from 1; 0 shows none
    :param wish: the wish that is not met
    """
    links = context.render_context.dicts[-1].pop("task action", "")
    links = f'<div class="candidate-actions">{links}</div>' if links else ""
    ticked = " checked" if checked else ""
    turn = f"<b>{esc(place)}.</b>" if place else ""
    unmet = f"{markup.badge('wait', wish, 'warning')}<br>" if wish else ""
    return mark_safe(
        f'<li class="candidate"><label class="candidate-choice">'
        f'<input type="{esc(control)}" name="{esc(field)}" value="{esc(value)}"'
        f"{ticked}>"
        f'{turn}<span class="candidate-who"><strong>{esc(name)}</strong>'
        f"<small>{esc(association)}</small></span></label>"
        f'<div class="candidate-why">{unmet}{content}</div>{links}</li>'
    )

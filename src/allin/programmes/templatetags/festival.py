"""Rows of a festival, written in Python: a page may have hundreds of them."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allin.programmes.operations.festival.standing import Grid, Line
from allin.programmes.rules import festival as rules
from allin.programmes.rules.festival import Staffing
from allin.ui import dates, markup
from allin.ui.markup import esc
from allin.ui.tones import BADGE_ICONS

register = template.Library()


@register.filter
def euros(amount: int) -> str:
    """Write cents as people do: "1.234,50 €"."""
    return rules.euros(amount)


@register.simple_tag
def staffing(line: Line) -> SafeString:
    """Say how a shift stands, in a word and its colour."""
    return _staffing(line.coming, line.least, line.most, get_language() or "de")


@lru_cache(maxsize=2048)
def _staffing(coming: int, least: int, most: int, language: str) -> SafeString:
    del language  # the words are in it, so what is kept is kept for it
    how = rules.staffing(coming, least=least, most=most)
    if how is Staffing.SHORT:
        lacks = least - coming
        said = ngettext("%(number)d missing", "%(number)d missing", lacks)
        return _badge("bad", said % {"number": lacks})
    if how is Staffing.ENOUGH:
        free = most - coming
        said = ngettext("enough, %(number)d free", "enough, %(number)d free", free)
        return _badge("good", said % {"number": free})
    return _badge("plain", _("full"))


def _in_short(coming: int, least: int, most: int, language: str) -> SafeString:
    """Say it in a word where the figures stand beside it."""
    if rules.staffing(coming, least=least, most=most) is Staffing.ENOUGH:
        return _badge("good", _("enough"))
    return _staffing(coming, least, most, language)


def _badge(tone: str, said: str) -> SafeString:
    return markup.badge(tone, said, BADGE_ICONS[tone])


class _Names(dict[str, str]):
    """Names of posts as markup; the same stands in many rows."""

    def __missing__(self, name: str) -> str:
        said = self[name] = esc(name)
        return said


class _Hours(dict[tuple[dt.datetime, dt.datetime], str]):
    """The hours of shifts in words; many shifts are at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.zone, self.language = get_current_timezone(), get_language() or "de"

    def __missing__(self, span: tuple[dt.datetime, dt.datetime]) -> str:
        first, last = (at.astimezone(self.zone).time() for at in span)
        said = self[span] = dates.hours(first, last, self.language)
        return said


@register.simple_tag(takes_context=True)
def shift_rows(
    context: Context,
    choices: Iterable[Any],
    base: str,
    *,
    posts: bool = False,
) -> SafeString:
    """
    Write the rows people choose shifts from.

    :param base: an address; with a shift's number it leads to signing up, or, for
        somebody who has a page of their own, takes the shift at once
    :param posts: say the post in each row
    """
    own = "/helper/" in base
    token = str(conditional_escape(context.get("csrf_token") or "")) if own else ""
    hours, take, rows = _Hours(), esc(_("Take this shift")), []
    language, names = get_language() or "de", _Names()
    for choice in choices:
        line = choice.line
        when, name = hours[line.starts_at, line.ends_at], names[line.post]
        first = f"<bdi>{name}</bdi><br>{when}" if posts else when
        about = f'<span class="hidden">: {name}, {when}</span>'
        how = _staffing(line.coming, line.least, line.most, language)
        if not choice.open:
            said = esc(choice.why) or how
            rows.append(
                f'<tr><td class="meta">{first}</td><td class="meta">{said}</td>'
                "<td></td></tr>"
            )
            continue
        if own:
            act = (
                f'<form class="post" method="post" action="{base}{line.pk}/take/">'
                f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
                f'<button class="button button-text" type="submit"><span>{take}{about}'
                "</span></button></form>"
            )
        else:
            act = f'<a href="{base}{line.pk}/">{take}{about}</a>'
        rows.append(f"<tr><td>{first}</td><td>{how}</td><td>{act}</td></tr>")
    return mark_safe("".join(rows))


@register.simple_tag
def short_hours(starts: dt.datetime, ends: dt.datetime) -> str:
    """Say hours as the head of a column does: "11:30–14"; in Arabic in words."""
    zone, language = get_current_timezone(), get_language() or "de"
    first, last = (at.astimezone(zone) for at in (starts, ends))
    if language.startswith("ar"):  # a dash would turn round
        return dates.hours(first.time(), last.time(), language)
    return "–".join(
        f"{at.hour}:{at.minute:02}" if at.minute else str(at.hour)
        for at in (first, last)
    )


@register.simple_tag
def grid_rows(grid: Grid) -> SafeString:
    """Write place by time: in each cell how many of how many, and a word for it."""
    of, food = esc(_("%(coming)d of %(most)d")), esc(_("food"))
    base = reverse("programmes:shift", args=[0]).removesuffix("0/")
    language = get_language() or "de"
    rows = []
    for post, row in grid.rows:
        cells = []
        for some in row:
            inside = "<br>".join(
                f'<a href="{base}{line.pk}/">'
                f"{of % {'coming': line.coming, 'most': line.most}}</a>"
                "<br>"
                f"{_in_short(line.coming, line.least, line.most, language)}"
                for line in some
            )
            cells.append(f'<td class="together">{inside}</td>')
        handles = any(line.food for some in row for line in some)
        note = f'<br><span class="meta">{food}</span>' if handles else ""
        name = f"<bdi>{esc(post)}</bdi>{note}"
        head = f'<th scope="row" class="together">{name}</th>'
        rows.append(f"<tr>{head}{''.join(cells)}</tr>")
    return mark_safe("".join(rows))

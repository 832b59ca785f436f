"""Calendar and charts: drawn by the server, no script and no inline style needed."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from allin.core import clock
from allin.ui import calendar as calendars
from allin.ui import charts, dates
from allin.ui import lasting as lanes_over_months
from allin.ui.templatetags.ui import draw

register = template.Library()


@register.simple_tag
def calendar(
    days: Sequence[calendars.Day],
    opens: int = 8,
    closes: int = 22,
    now: dt.datetime | None = None,
    *,
    free_url: str = "",
    free_from: dt.datetime | None = None,
    level: int = 3,
) -> SafeString:
    """
    Draw days of lanes; below 900 px as an agenda.

    :param opens: full hour the lanes begin with; `closes` the one they end with
    :param now: aware; draws the line of now when a single day, today, is shown
    :param level: of the headings of the agenda: 2 where no section stands above
    :param free_url: makes free cells links: {key} of the lane, {date} (ISO), {time}
        (HH:MM) and {ends}, an hour later
    :param free_from: aware; free cells before it lead nowhere
    """
    language = get_language() or "de"
    wall = timezone.localtime(now).time() if now else None
    blocks = calendars.lay_out(
        days,
        opens=opens,
        closes=closes,
        now=wall,
        free_url=free_url,
        free_from=timezone.localtime(free_from) if free_from else None,
        language=language,
        this_year=timezone.localtime(clock.now()).year,
    )
    single = len(days) == 1
    share = _share(wall, opens, closes) if single and days[0].is_today else None
    return draw(
        "calendar",
        blocks=blocks,
        hours=range(opens, closes),
        single=single,
        now_at=None if share is None else f"{share:.2f}%",
        level=level,
        now_words=dates.clock(wall, language) if wall else "",
    )


def _share(wall: dt.time | None, opens: int, closes: int) -> float | None:
    """Return where now lies between opening and closing, in per cent of the width."""
    if wall is None:
        return None
    share = (wall.hour + wall.minute / 60 - opens) / (closes - opens) * 100
    if not 0 <= share <= 100:  # noqa: PLR2004  (per cent)
        return None
    return 100 - share if get_language_bidi() else share


@register.filter
def agenda_hours(entry: calendars.Entry) -> str:
    """Say the hours of an agenda line, short: "9:00–11:00"."""
    language = get_language() or "de"
    if language.startswith("ar"):
        return dates.hours(entry.starts, entry.ends, language)
    first, last = (f"{t.hour}:{t.minute:02}" for t in (entry.starts, entry.ends))
    return f"{first}–{'24:00' if last == '0:00' else last}"


@register.simple_tag
def bars(
    rows: Iterable[tuple[str, float | None]],
    caption: str,
    unit: str = "",
    *,
    table: bool = True,
) -> SafeString:
    """
    Draw bars under the sentence they prove, and their table.

    :param rows: word and number; None is a number too small to be published
    :param table: False where the same numbers stand in a table beneath anyway
    """
    given, rtl, too_small = list(rows), get_language_bidi(), _("fewer than 5")
    drawings = {
        size: charts.draw(given, right_to_left=rtl, too_small=too_small, shape=shape)
        for size, shape in (("wide", charts.WIDE), ("narrow", charts.NARROW))
    }
    return draw("bars", drawings=drawings, caption=caption, unit=unit, table=table)


@register.simple_tag(name="lasting")
def lasting_(
    what: lanes_over_months.Lasting,
    *,
    marks: Iterable[tuple[int, str, str, str]] = (),
    legend: Iterable[tuple[str, str]] = (),
) -> SafeString:
    """
    Draw what is paid until when: lanes over months, numbers, and what they mean.

    :param marks: number, what happens, when, and the word for an assumption or ""
    :param legend: a fill (paid, bridged, missing) and its words
    """
    language = get_language() or "de"
    names = [
        dates.month(dt.date(2020, number, 1), language, short=True)
        for number in range(1, 13)
    ]
    drawing = lanes_over_months.draw(what, names, right_to_left=get_language_bidi())
    return draw(
        "lasting", d=drawing, title=what.title, marks=tuple(marks), legend=tuple(legend)
    )


@register.simple_tag
def radio_row(
    name: str,
    options: Iterable[tuple[str, str]],
    chosen: str,
    *,
    label: str,
    submit: str,
    keep: Iterable[tuple[str, str]] = (),
) -> SafeString:
    """
    Draw a choice that shows the page again another way; without script, by a button.

    :param keep: names and values of the address that stay
    """
    return draw(
        "radio_row",
        name=name,
        options=tuple(options),
        chosen=chosen,
        label=label,
        submit=submit,
        keep=tuple(keep),
    )

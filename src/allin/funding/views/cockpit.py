"""The page that says how long the money lasts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import clock
from allin.core.http import Request, requires
from allin.funding import statistics
from allin.funding.forms import DayForm
from allin.funding.models import COORDINATION
from allin.funding.permissions import can_enter, can_see
from allin.funding.statistics import Leaving, Outcome, Picture, words
from allin.funding.views import chart

YEARS = range(1990, 2100)


@dataclass(frozen=True)
class Fact:
    """One of the three: a figure, what it means, whether it rests on an assumption."""

    value: str
    text: str
    value_assumed: str = ""
    text_assumed: str = ""


@dataclass(frozen=True)
class If:
    """A row of what each scenario would mean."""

    key: str
    what: str
    assumed: str
    gap: str
    missing: int
    decided: str
    decided_assumed: str


@dataclass(frozen=True)
class End:
    """A row of when notice has to be given."""

    what: str
    assumed: str
    by: str
    then: str
    late: bool


@requires(can_see)
def runway(request: Request) -> HttpResponse:
    """Show who pays what until when, as seen on a day, if something happens or not."""
    picture = statistics.picture_of(
        centre=request.centre,
        today=clock.now().astimezone(request.centre.tz).date(),
        seen_on=_day(request.GET.get("day", "")),
        scenario=request.GET.get("if", ""),
    )
    shown = {
        "picture": picture,
        "title": words.heading(picture),
        "lead": words.lead(picture),
        "may_enter": can_enter(request.person, request.centre),
    }
    if picture.lines:
        shown |= _drawn(picture, as_table=request.GET.get("as") == "table")
        shown["day_form"] = DayForm(initial={"day": picture.seen_on})
    return render(request, "funding/runway.html", shown)


def _day(asked: str) -> dt.date | None:
    """Return a day somebody asked to look from; what is no day is as if not asked."""
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _drawn(picture: Picture, *, as_table: bool) -> dict[str, Any]:
    happening = chart.events(picture)
    rows = chart.table(picture)
    return {
        "money": _money(picture),
        "staff": _staff(picture),
        "decision": _decision(picture),
        "options": [
            (one.key, words.of_scenario(one, picture)) for one in picture.scenarios
        ],
        "keep": [("day", picture.seen_on.isoformat())],
        "as_table": as_table,
        "drawing": chart.chart(picture, happening),
        "marks": [
            (number, one.what, one.when, one.assumed)
            for number, one in enumerate(happening, start=1)
        ],
        "legend": chart.legend(picture),
        "rows": rows,
        "sums": chart.sums(rows),
        "history": chart.history(picture),
        "ifs": [_if(one, picture) for one in statistics.outcomes(picture)],
        "ends": [_end(one, picture) for one in statistics.leavings(picture)],
        "hanging": [one for one in picture.lines if one.hangs_on and not one.is_paid],
    }


def _if(one: Outcome, picture: Picture) -> If:
    step, asked = one.step, one.scenario.application
    parts = (step.body, words.vague(step.on, picture)) if step else ()
    return If(
        one.scenario.key,
        words.capital(words.of_scenario(one.scenario, picture)),
        chart.assumed(it_is=bool(asked and asked.pays_assumed)),
        words.full_day(one.gap) if one.gap else "",
        one.missing,
        ", ".join(part for part in parts if part),
        chart.assumed(it_is=bool(step and step.assumed)),
    )


def _end(one: Leaving, picture: Picture) -> End:
    about = {
        "end": words.full_day(one.ends_on or picture.last),
        "sum": words.euros(one.missing),
    }
    if one.by is not None:
        by = words.full_day(one.by)
        then = _("It then ends on %(end)s, with its money.") % about
    elif one.ends_on is None:
        by, then = _("not needed"), _("Paid until %(end)s.") % about
    else:
        by = _("too late to end with its money")
        then = _(
            "Notice on this day ends it on %(end)s. Until then %(sum)s are missing."
        )
        then %= about
    assumed = chart.assumed(it_is=one.line.notice_assumed)
    return End(str(one.line), assumed, by, then, late=bool(one.missing))


def _money(picture: Picture) -> Fact:
    gap = picture.gap
    if not picture.missing and gap is None:
        return Fact(
            _("Nothing is missing"),
            _("until %(day)s") % {"day": words.full_day(picture.last)},
            text_assumed=chart.assumed(it_is=picture.until_assumed),
        )
    months = picture.months_covered
    ahead = ngettext(
        "paid for %(n)d month more, until %(day)s this is missing",
        "paid for %(n)d months more, until %(day)s this is missing",
        months,
    )
    until = ahead if months else _("until %(day)s")
    return Fact(
        _("%(sum)s are missing") % {"sum": words.euros(picture.missing)},
        until % {"n": months, "day": words.full_day(picture.last)},
        text_assumed=chart.assumed(it_is=picture.until_assumed),
    )


def _staff(picture: Picture) -> Fact:
    paying = [
        one for one in picture.lines if one.posts or one.line.kind == COORDINATION
    ]
    if not paying:
        return Fact(_("not entered"), _("Which cost pays whom is not entered."))
    worst = min(
        paying,
        key=lambda one: one.unpaid_since or one.covered_until or dt.date.max,
    )
    if worst.unpaid_since:
        value = _("unpaid since %(day)s") % {
            "day": words.day(worst.unpaid_since, picture)
        }
    elif worst.covered_until:
        value = _("secured until %(day)s") % {
            "day": words.day(worst.covered_until, picture)
        }
    else:
        value = _("secured")
    posts = [post for one in paying for post in one.posts]
    about = words.joined(dict.fromkeys(str(one.line) for one in paying))
    if not posts:
        return Fact(value, _("%(what)s; how many posts is not entered") % {
            "what": about
        })  # fmt: skip
    if any(post.hundredths is None for post in posts):
        return Fact(
            value, _("%(what)s; how many posts is not stated") % {"what": about}
        )
    said = words.number(sum(post.hundredths or 0 for post in posts))
    return Fact(
        value,
        _("%(what)s; posts: %(number)s") % {"what": about, "number": said},
        text_assumed=chart.assumed(it_is=any(post.assumed for post in posts)),
    )


def _decision(picture: Picture) -> Fact:
    coming = picture.next_meetings
    if not coming:
        pending = picture.pending
        if not pending:
            return Fact(_("none"), _("No application is open."))
        return Fact(
            _("no date yet"), words.joined(application.title for application in pending)
        )
    application, step = coming[0]
    about = ", ".join(part for part in (application.title, step.body) if part)
    return Fact(words.vague(step.on, picture), about, chart.assumed(it_is=step.assumed))

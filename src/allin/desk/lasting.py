"""How long the money lasts, and what is to be decided, as lines of the work list."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import money
from allin.desk import words
from allin.desk.task import Task
from allin.funding.todo import Ahead, Deciding
from allin.ui import dates


def urgent(ahead: Ahead | None) -> Iterator[Task]:
    """Say that money is missing, and decisions whose date has passed."""
    if ahead is None:
        return
    if ahead.gap is not None and ahead.since:
        yield _lasts(ahead, ahead.gap)
    for one in ahead.deciding:
        if one.passed:
            yield _decided(one, ahead)


def later(ahead: Ahead | None) -> Iterator[Task]:
    """Say when the money ends, and which decisions are to come."""
    if ahead is None:
        return
    if ahead.gap is not None and not ahead.since:
        yield _lasts(ahead, ahead.gap)
    for one in ahead.deciding:
        if not one.passed:
            yield _coming(one, ahead)


def _day(on: dt.date, ahead: Ahead) -> str:
    return dates.date(on, words.language(), this_year=ahead.today.year)


def _seen(ahead: Ahead) -> str:
    """Say from which day it is seen, where that is not today."""
    if ahead.seen_on == ahead.today:
        return ""
    return _("Seen from %(day)s.") % {"day": _day(ahead.seen_on, ahead)}


def _lasts(ahead: Ahead, gap: dt.date) -> Task:
    day = _day(gap, ahead)
    about = {"day": day, "sum": money.said(ahead.missing, words.language())}
    title = _("Money is missing since %(day)s") if ahead.since else _(
        "The money ends: nothing from %(day)s on"
    )  # fmt: skip
    nobody = _("%(sum)s a month have nobody who pays them.") if ahead.since else _(
        "From then on %(sum)s a month have nobody who pays them."
    )  # fmt: skip
    months = ngettext("%(n)d month", "%(n)d months", ahead.months)
    return Task(
        icon="coins",
        title=title % about,
        sentence=" ".join((nobody % about, _seen(ahead))).strip(),
        url=reverse("funding:runway"),
        label=_("See the money"),
        badge=_("missing") if ahead.since else months % {"n": ahead.months},
        tone="bad" if ahead.since else "wait",
    )


def _vague(one: Deciding, ahead: Ahead) -> str:
    if one.on is None:
        return ""
    return dates.vague(one.on, words.language(), this_year=ahead.today.year)


def _decided(one: Deciding, ahead: Ahead) -> Task:
    where = ", ".join(part for part in (one.body, _vague(one, ahead)) if part)
    return Task(
        icon="bank",
        title=_("“%(title)s”: what was decided?") % {"title": one.title},
        sentence=_("The date has passed: %(where)s.") % {"where": where},
        url=reverse("funding:take_step", args=[one.application_id]),
        label=_("Enter the decision"),
        badge=_("check"),
        tone="bad",
    )


def _coming(one: Deciding, ahead: Ahead) -> Task:
    where = ", ".join(part for part in (one.body, _vague(one, ahead)) if part)
    sentence = _("Next date: %(where)s.") % {"where": where} if where else _(
        "No date is entered. Ask when it is decided."
    )  # fmt: skip
    return Task(
        icon="bank",
        title=_("“%(title)s” is not decided") % {"title": one.title},
        sentence=sentence,
        url=reverse("funding:application", args=[one.application_id]),
        label=_("See the application"),
    )

"""The two pages in words, in every language of a report; the words are frozen."""

import datetime as dt
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from allin.funding.statistics import MoneyFacts
from allin.reports.operations.dossiers import blocks
from allin.reports.operations.dossiers.first import first_page, overview
from allin.reports.operations.dossiers.gathering import Matter, money_of
from allin.reports.operations.dossiers.second import as_of, second_page
from allin.reports.operations.tables import LANGUAGES
from allin.reports.rules.saying import clipped
from allin.ui import dates

Paper = dict[str, Any]


def papers(matter: Matter, *, now: dt.datetime) -> dict[str, Paper]:
    """Write the paper in every language of a report."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = _paper(matter, code, now)
    return found


def _paper(matter: Matter, code: str, now: dt.datetime) -> Paper:
    centre, cost = matter.centre, money_of(matter)
    frozen = dates.moment(now.astimezone(centre.tz), code, this_year=0)
    return {
        "language": code,
        "title": _("%(short)s: dossier for %(period)s")
        % {"short": clipped(centre.short_name, 40), "period": _time(matter)},
        "time": _span(matter, code),
        "lead": _lead(matter, cost),
        "centre": clipped(centre.name, 80),
        "address": clipped(centre.address, 90),
        "pages": [first_page(matter), second_page(matter, cost)],
        "frozen": _("Frozen on %(when)s.") % {"when": frozen},
        "check": _("Check value"),
        "page": _("Page"),
        "of": _("of"),
    }


def _time(matter: Matter) -> str:
    if matter.period.is_year:
        return str(matter.period.year)
    return _("four quarters")


def _span(matter: Matter, code: str) -> str:
    period = matter.period
    return _("%(first)s to %(last)s") % {
        "first": dates.date(period.first, code, this_year=0),
        "last": dates.date(period.last, code, this_year=0),
    }


def _lead(matter: Matter, cost: MoneyFacts | None) -> str:
    """Say in two sentences what was done and how the money stands."""
    talks, held = (overview(matter, key) for key in ("sessions", "occasions"))
    said = []
    if talks.value:
        said.append(
            _("Volunteers advised %(people)s people and held %(talks)s talks.")
            % {
                "people": blocks.said(overview(matter, "people")),
                "talks": blocks.said(talks),
            }
        )
    if held.number:
        said.append(
            _("They carried %(occasions)s occasions of programmes.")
            % {"occasions": blocks.said(held)}
        )
    if not talks.value and not held.value:
        said.append(_("For this time no talk and no occasion is recorded."))
    if cost is not None:
        said.append(as_of(cost))
    return " ".join(said)

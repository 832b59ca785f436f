"""The second page: programmes, coordination, money, what is asked, assumptions."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import money
from allin.council.statistics import MotionFacts
from allin.funding.statistics import LineFacts, MoneyFacts
from allin.planning.disclosure import THRESHOLD
from allin.programmes.statistics import Commission, Deeds
from allin.reports.operations.dossiers import blocks
from allin.reports.operations.dossiers.blocks import Section
from allin.reports.operations.dossiers.first import language, overview
from allin.reports.operations.dossiers.gathering import (
    Matter,
    area_label,
    motion_of,
)
from allin.reports.rules.saying import clipped, number
from allin.reports.rules.totals import Count, rows
from allin.ui import dates

PROGRAMMES, LINES, ASKS = 9, 4, 3
NAME, ASKED = 92, 330


def second_page(matter: Matter, cost: MoneyFacts | None) -> list[Section]:
    """Return the sections of the second page."""
    motion = motion_of(matter)
    found = [
        _programmes(matter),
        _coordination(matter),
        _money(cost),
        _motion(motion, cost),
        _assumptions(matter, cost, motion),
        _missing(matter, cost, motion),
    ]
    return [one for one in found if one["blocks"]]


def _day(on: dt.date) -> str:
    return dates.date(on, language(), this_year=0)


def _programmes(matter: Matter) -> Section:
    title = _("The programmes")
    found = list(_lines(matter))
    if not found:
        return blocks.section(title)
    head = [_("Programme"), _("For"), _("Occasions"), _("Taking part"), _("Hours")]
    more = len(found) - PROGRAMMES
    return blocks.section(
        title,
        blocks.table(title, head, found[:PROGRAMMES], words=2),
        blocks.note(
            ngettext("and %(n)d more programme", "and %(n)d more programmes", more)
            % {"n": more}
        )
        if more > 0
        else {},
    )


def _lines(matter: Matter) -> Iterator[list[str]]:
    """Yield a line for each programme, those nothing took place of at the end."""
    counted = [
        {row.key: row.count for row in rows(matter.sources, table)}
        for table in (
            "occasions_by_programme", "people_by_programme", "hours_by_programme"
        )
    ]  # fmt: skip
    every = [
        (
            one,
            [cells.get(f"programme:{one.programme_id}", Count()) for cells in counted],
        )
        for one in matter.catalogue.values()
    ]
    every.sort(key=lambda pair: (-sum(c != Count() for c in pair[1]), pair[0].name))
    for one, (held, people, minutes) in every:
        yield [
            _said(one, matter.deeds.get(one.programme_id)),
            clipped(one.body, 20) or "–",
            *("–" if c == Count() else blocks.said(c) for c in (held, people)),
            "–" if minutes == Count() else blocks.hours(minutes),
        ]


def _said(one: Commission, done: Deeds | None) -> str:
    """Say a programme with what it did, else with what it is."""
    what = _deeds(done) if done else ""
    what = what or one.about
    return clipped(f"{one.name}: {what}" if what else one.name, NAME)


def _deeds(done: Deeds) -> str:
    """Say what a programme did; few deployments are no number."""
    parts = []
    if done.weeks:
        said = ngettext("%(n)d week on call", "%(n)d weeks on call", done.weeks)
        parts.append(said % {"n": done.weeks})
    if 0 < done.deployments < THRESHOLD:
        parts.append(_("fewer than %(n)d deployments") % {"n": THRESHOLD})
    elif done.deployments:
        parts.append(_("%(n)d deployments") % {"n": done.deployments})
    if done.pairs:
        said = ngettext("%(n)d pair", "%(n)d pairs", done.pairs)
        parts.append(said % {"n": done.pairs})
    if done.meetings:
        said = ngettext("%(n)d meeting", "%(n)d meetings", done.meetings)
        parts.append(said % {"n": done.meetings})
    return ", ".join(parts)


def _coordination(matter: Matter) -> Section:
    done = matter.coordination
    title = _("What the coordination did")
    if not (done.requests or done.talks or done.workshops or done.rounds):
        return blocks.section(title)
    said = [
        ngettext("%(n)s request of an association", "%(n)s requests of associations",
                 done.requests) % {"n": number(done.requests, language())},
        ngettext("%(n)s talk of advice", "%(n)s talks of advice", done.talks)
        % {"n": number(done.talks, language())},
        ngettext("%(n)s workshop", "%(n)s workshops", done.workshops)
        % {"n": done.workshops},
        ngettext("%(n)s round of all associations", "%(n)s rounds of all associations",
                 done.rounds) % {"n": done.rounds},
    ]  # fmt: skip
    return blocks.section(
        title,
        blocks.text(
            ", ".join(said) + ".",
            _("%(hours)s hours of advice were noted; %(count)d associations were "
              "reached.")
            % {"hours": number(done.minutes // 60, language()), "count": done.reached},
            _shares(matter),
        ),
    )  # fmt: skip


def _shares(matter: Matter) -> str:
    if not matter.shares:
        return ""
    parts = [
        _("%(area)s %(percent)d %%") % {"area": area_label(key), "percent": percent}
        for key, percent, _assumed in matter.shares
    ]
    return (
        blocks.assumed(
            _("How its time was split: %(parts)s") % {"parts": ", ".join(parts)},
            is_assumed=any(assumed for _key, _percent, assumed in matter.shares),
        )
        + "."
    )


def _money(cost: MoneyFacts | None) -> Section:
    title = _("What it costs, and until when it is paid")
    if cost is None:
        return blocks.section(title)
    head = [_("Cost"), _("a month"), _("How it is paid"), _("missing")]
    until = _("Until %(day)s %(sum)s are missing.") % {
        "day": _day(cost.until), "sum": money.said(cost.missing, language())
    }  # fmt: skip
    return blocks.section(
        title,
        blocks.text(
            as_of(cost),
            cost.lead,
            until if cost.missing else "",
        ),
        blocks.table(title, head, [_cost(one) for one in cost.lines[:LINES]]),
    )


def as_of(cost: MoneyFacts) -> str:
    """Say how the money stands, and on which day that was looked at."""
    return _("On %(day)s: %(sentence)s") % {
        "day": _day(cost.seen_on),
        "sentence": cost.heading,
    }


def _cost(one: LineFacts) -> list[str]:
    if one.unpaid_since:
        paid = _("not paid since %(day)s") % {"day": _day(one.unpaid_since)}
    elif one.secured_until:
        paid = _("paid until %(day)s") % {"day": _day(one.secured_until)}
    else:
        paid = _("paid")
    monthly = money.said(one.monthly, language())
    return [
        clipped(one.name, NAME),
        blocks.assumed(monthly, is_assumed=one.assumed),
        paid,
        money.said(one.missing, language()),
    ]


def _motion(motion: MotionFacts | None, cost: MoneyFacts | None) -> Section:
    title = _("What is asked for")
    asks = [clipped(one, 80) for one in cost.asks[:ASKS]] if cost else []
    waiting = (
        _("Applications nobody has decided: %(asks)s.") % {"asks": ", ".join(asks)}
        if asks
        else ""
    )
    if motion is None:
        return blocks.section(title, blocks.text(waiting) if waiting else {})
    filed = ""
    if motion.filed_on is not None:
        filed = _("Filed: %(when)s.") % {
            "when": blocks.assumed(
                dates.vague(motion.filed_on, language(), this_year=0),
                is_assumed=motion.filed_assumed,
            )
        }
    return blocks.section(
        title,
        blocks.text(clipped(motion.asked or motion.title, ASKED)),
        blocks.text(
            motion.heading, filed, _next(motion), motion.warning, motion.permanence
        ),
        blocks.text(waiting) if waiting else {},
    )


def _next(motion: MotionFacts) -> str:
    step = motion.next_step
    if step is None:
        return ""
    when = dates.vague(step.on, language(), this_year=0)
    said = _("Next: %(body)s, %(when)s.") % {
        "body": clipped(step.body, 90),
        "when": blocks.assumed(when, is_assumed=step.assumed),
    }
    if step.papers_on is None:
        return said
    papers = _("Papers until %(day)s.") % {
        "day": blocks.assumed(_day(step.papers_on), is_assumed=step.papers_assumed)
    }
    return f"{said} {papers}"


def _assumptions(
    matter: Matter, cost: MoneyFacts | None, motion: MotionFacts | None
) -> Section:
    said = []
    if cost is not None and cost.has_assumptions:
        said.append(
            _(
                "Money: amounts, days and the split of the costs that nobody has "
                "stated are assumptions; the sums follow from them."
            )
        )
    if any(assumed for _key, _percent, assumed in matter.shares):
        said.append(
            _(
                "Coordination: where no minutes were noted, each act counts with the "
                "minutes the coordination assumes for it."
            )
        )
    if motion is not None and motion.has_assumptions:
        said.append(
            _(
                "Motion: dates that nobody has stated are marked and can be changed "
                "by the coordination."
            )
        )
    return blocks.section(_("Assumptions"), blocks.listed(said))


def _missing(
    matter: Matter, cost: MoneyFacts | None, motion: MotionFacts | None
) -> Section:
    """Say plainly what is not known, instead of leaving it out."""
    done = matter.coordination
    checks = (
        (matter.belonging.at_end, _("No association is entered.")),
        (overview(matter, "sessions").value, _("No talk of advice is recorded.")),
        (matter.catalogue, _("No programme is entered.")),
        (overview(matter, "occasions").value, _("No occasion of a programme is "
                                                "recorded as held.")),
        (overview(matter, "hours").value, _("No hour of volunteers is entered.")),
        (done.requests or done.talks or done.workshops or done.rounds,
         _("Nothing is noted about the work of the coordination.")),
        (cost, _("No cost is entered, so nobody can say what is missing.")),
        (motion, _("No motion is entered.")),
    )  # fmt: skip
    lacking = [sentence for known, sentence in checks if not known]
    return blocks.section(
        _("What is missing here"),
        blocks.text(_("Of this time nothing is known of the following:"))
        if lacking
        else {},
        blocks.listed(lacking),
    )

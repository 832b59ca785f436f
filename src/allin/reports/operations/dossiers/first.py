"""The first page: who ALL IN is, what a year brought, who was relieved."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allin.core import money
from allin.counselling.statistics import METHOD
from allin.reports.operations.dossiers import blocks
from allin.reports.operations.dossiers.blocks import Block, Section
from allin.reports.operations.dossiers.gathering import Matter
from allin.reports.rules.publishing import OTHER
from allin.reports.rules.saying import clipped
from allin.reports.rules.totals import Count, Row, line, rows
from allin.ui import dates

LANGUAGES_NAMED, BODIES, ROOMS_NAMED = 8, 7, 5
LABEL: Final = 42


def language() -> str:
    return get_language() or "de"


ROWS_OF: Final = {
    "sessions": "sessions_by_sender",
    "people": "people_by_sender",
    "occasions": "occasions_by_programme",
    "reached": "people_by_programme",
}


def overview(matter: Matter, key: str) -> Count:
    """Return a sum; where it is hidden, at least what its shown rows add up to."""
    whole = line(matter.sources, "overview", key)
    if whole.value != "withheld" or key not in ROWS_OF:
        return whole
    shown = sum(row.count.number for row in rows(matter.sources, ROWS_OF[key]))
    return Count(shown, at_least=True) if shown else whole


def first_page(matter: Matter) -> list[Section]:
    """Return the sections of the first page."""
    return [_centre(matter), _year(matter), _relieved(matter)]


def _centre(matter: Matter) -> Section:
    centre, belonging = matter.centre, matter.belonging
    about = {
        "centre": clipped(centre.name, 80),
        "count": belonging.at_end,
        "short": clipped(centre.short_name, 30),
        "day": dates.date(matter.period.last, language(), this_year=0),
    }
    who = ngettext(
        "%(centre)s is the service centre of %(count)d association of migrants (on "
        "%(day)s).",
        "%(centre)s is the shared service centre of %(count)d associations of migrants "
        "(on %(day)s).",
        belonging.at_end,
    )
    left = ngettext(
        "%(left)d association has left during this time; what it did counts.",
        "%(left)d associations have left during this time; what they did counts.",
        belonging.left,
    )
    return blocks.section(
        _("What %(short)s is") % about,
        blocks.text(
            who % about,
            _(
                "Their volunteers advise people who arrive and live here, and carry "
                "programmes for city and police. %(short)s lends them rooms, brings "
                "people and offers together and accompanies them (“begleitende "
                "Koordination”)."
            )
            % about,
            _where(matter),
            left % {"left": belonging.left} if belonging.left else "",
        ),
    )


def _where(matter: Matter) -> str:
    if not matter.rooms or not matter.centre.address:
        return ""
    named = [clipped(one, 30) for one in matter.rooms[:ROOMS_NAMED]]
    return _("At %(address)s they use: %(rooms)s.") % {
        "address": clipped(matter.centre.address, 80),
        "rooms": ", ".join(named),
    }


def _year(matter: Matter) -> Section:
    spoken = _languages(matter)
    others = any(
        row.key == OTHER for row in rows(matter.sources, "sessions_by_language")
    )
    return blocks.section(
        _("What was done in this time"),
        blocks.facts(
            (blocks.said(overview(matter, "people")),
             _("people received for advice")),
            (blocks.said(overview(matter, "sessions")), _("talks held")),
            (blocks.said(Count(len(spoken), at_least=others)),
             _("languages of advice")),
            (blocks.said(overview(matter, "occasions")), _("occasions of programmes")),
            (blocks.said(overview(matter, "reached")), _("times somebody took part")),
            (blocks.hours(overview(matter, "hours")), _("hours given by volunteers")),
        ),
        blocks.text(_named(spoken, others=others), _worth(matter)),
    )  # fmt: skip


def _languages(matter: Matter) -> list[Row]:
    return [
        row
        for row in rows(matter.sources, "sessions_by_language")
        if row.key not in {OTHER, "unsaid"}
    ]


def _named(spoken: list[Row], *, others: bool) -> str:
    if not spoken:
        return ""
    said = [
        _("%(language)s (%(talks)s)")
        % {"language": row.label[language()], "talks": blocks.said(row.count)}
        for row in spoken[:LANGUAGES_NAMED]
    ]
    return _("Talks by language: %(languages)s%(more)s.") % {
        "languages": ", ".join(said),
        "more": _(" and others") if others or len(spoken) > LANGUAGES_NAMED else "",
    }


def _worth(matter: Matter) -> str:
    """Say what the hours would be worth, only where somebody named a rate."""
    rate, given = matter.rate, overview(matter, "hours").number // 60
    if rate is None or not given:
        return _("The volunteers' work is unpaid.")
    valid = dates.date(rate.valid_from, language(), this_year=0)
    until = (
        _(" to %(day)s")
        % {"day": dates.date(rate.valid_until, language(), this_year=0)}
        if rate.valid_until
        else ""
    )
    return _(
        "The volunteers' work is unpaid. At %(rate)s an hour it would be worth "
        "%(sum)s. Rate: %(name)s, valid from %(from)s%(until)s, source: %(source)s."
    ) % {
        "rate": money.said(rate.amount, language()),
        "sum": money.said(given * rate.amount, language()),
        "name": clipped(rate.name, 60),
        "source": clipped(rate.source, 120),
        "from": valid,
        "until": until,
    }


def _relieved(matter: Matter) -> Section:
    title = _("Who was relieved, and by how much")
    found = list(_bodies(matter))
    if not found:
        return blocks.section(
            title, blocks.text(_("No body is named yet that was relieved."))
        )
    head = [
        _("Body"), _("People advised"), _("Talks"), _("Hours of advice"),
        _("Occasions"), _("Taking part"), _("Hours in programmes"),
    ]  # fmt: skip
    return blocks.section(
        title,
        blocks.table(title, head, found[:BODIES]),
        _method(matter, len(found)),
    )


def _method(matter: Matter, bodies: int) -> Block:
    del matter
    cut = (
        _("Only the first %(n)d bodies are named.") % {"n": BODIES}
        if bodies > BODIES
        else ""
    )
    return blocks.note(
        _("How it is counted:"),
        str(METHOD),
        _(
            "A programme counts for the body that commissioned it: occasions that took "
            "place, people counted there each time, hours volunteers entered. An hour "
            "of advice within a programme stands in both columns of hours; they are "
            "not added up."
        ),
        _(
            "Numbers from 1 to 4 are not shown; “at least” and “hidden” stand where a "
            "number would give such a small one away."
        ),
        cut,
    )


COLUMNS = (
    ("people_by_sender", False),
    ("sessions_by_sender", False),
    ("minutes_by_sender", True),
    ("occasions_by_partner", False),
    ("people_by_partner", False),
    ("hours_by_partner", True),
)


def _bodies(matter: Matter) -> Iterator[list[str]]:
    """Yield a row for each body: what it sent, and what it commissioned."""
    counted = {table: rows(matter.sources, table) for table, _minutes in COLUMNS}
    labels = {
        row.key: row.label[language()]
        for table in counted.values()
        for row in table
        if row.key.startswith("partner:") and row.key != "partner:"
    }
    order = list(labels)
    if any(row.key == OTHER for row in counted["people_by_sender"]):
        labels[OTHER] = _("Other bodies, put together")
        order.append(OTHER)
    for key in order:
        cells = [clipped(labels[key], LABEL)]
        for table, minutes in COLUMNS:
            count = next((r.count for r in counted[table] if r.key == key), Count())
            cells.append(
                "–" if count == Count()
                else blocks.hours(count) if minutes else blocks.said(count)
            )  # fmt: skip
        yield cells

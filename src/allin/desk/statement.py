"""
An association's own paper for municipal association funding, as a draft to go on with.

It is filled from what is recorded anyway: hours, sessions, rooms, papers. People and
sessions leave the house rounded to tens, so that no small number can be read off, nor
reckoned from the centre's report. Nothing of it is kept: the Word file is theirs.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.core import money
from allin.directory.models import Association
from allin.support.models import Paper
from allin.ui import dates

APPLICATION, STATEMENT = "application", "statement"
KINDS: Final = (
    (APPLICATION, gettext_lazy("Application for association funding")),
    (STATEMENT, gettext_lazy("Annual statement on association funding")),
)
LANGUAGE: Final = "de"  # who reads it is the city
TEN: Final = 10


@dataclass(frozen=True)
class Wanted:
    """
    What the board says itself.

    :ivar year: whose figures it shows
    :ivar cents: what is applied for, or was spent; None: left open in the paper
    """

    kind: str
    year: int
    cents: int | None = None
    purpose: str = ""


def around(number: int) -> str:
    """Return a number of people rounded to tens; under ten it says no more."""
    if number < TEN:
        return _("fewer than 10") if number else _("none")
    return _("about %(number)d") % {"number": round(number / TEN) * TEN}


def paper(
    association: Association,
    wanted: Wanted,
    figures: Mapping[str, Any],
    papers: Sequence[Paper],
    today: dt.date,
) -> dict[str, Any]:
    """Return the words of the paper, in the language that is active."""
    day = dates.date(today, LANGUAGE, this_year=0)
    of_centre = association.centre.name
    return {
        "centre": association.name,
        "address": association.website,
        "title": str(dict(KINDS)[wanted.kind]),
        "time": _("Figures of the year %(year)d") % {"year": wanted.year},
        "lead": association.about,
        "language": LANGUAGE,
        "frozen": _("Draft of %(day)s. Figures: %(centre)s.")
        % {"day": day, "centre": of_centre},
        "pages": [[
            _who(association),
            _done(figures, wanted.year),
            _asked(wanted),
            _attached(papers, today),
            _signed(),
        ]],
    }  # fmt: skip


def _section(title: str, *blocks: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": title, "blocks": list(blocks)}


def _text(text: str) -> dict[str, Any]:
    return {"kind": "text", "text": text}


def _who(one: Association) -> dict[str, Any]:
    items = [_("Legal form: %(form)s") % {"form": one.get_legal_form_display()}]
    if one.member_since:
        items.append(
            _("Part of %(centre)s since %(year)d")
            % {"centre": one.centre.name, "year": one.member_since.year}
        )
    contact = ", ".join(
        part
        for part in (one.contact_name, one.contact_phone, one.contact_email)
        if part
    )
    if contact:
        items.append(_("To be asked: %(contact)s") % {"contact": contact})
    return _section(_("Who we are"), {"kind": "list", "items": items})


def _done(figures: Mapping[str, Any], year: int) -> dict[str, Any]:
    note = _(
        "Confirmed hours, and bookings as they stood. People and sessions are rounded"
        " to tens, so that nobody can be recognised; who comes twice counts twice."
    )
    title = _("What we did in %(year)d") % {"year": year}
    rows = lines(figures)
    if not rows:
        return _section(title, _text(_("Nothing is recorded for this year.")))
    table = {
        "kind": "table",
        "head": [_("What"), _("How many")],
        "rows": [list(row) for row in rows],
        "words": 1,
    }
    return _section(title, table, {"kind": "note", "text": note})


def lines(figures: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was done and how much of it; areas that are off have no line."""
    found: list[tuple[str, str]] = []
    if given := figures.get("given"):
        said = str(given["confirmed"])
        found.append((_("Unpaid hours of our volunteers, confirmed"), said))
    if received := figures.get("received"):
        found += [
            (_("People our advisers received"), around(received.people)),
            (_("Counselling sessions"), around(received.sessions)),
        ]
    if rooms := figures.get("rooms"):
        found += [
            (_("Our bookings of rooms of the centre"), str(rooms["bookings"])),
            (_("Hours of these bookings"), str(rooms["hours"])),
        ]
    if held := figures.get("held"):
        found += [
            (_("Public dates we hosted"), str(held["occasions"])),
            (_("People at these dates"), around(held["people"])),
        ]
    return found


def _asked(wanted: Wanted) -> dict[str, Any]:
    amount = "" if wanted.cents is None else money.said(wanted.cents, LANGUAGE)
    open_ = _("______ €")
    if wanted.kind == APPLICATION:
        title, said = _("What we apply for"), _("We apply for %(amount)s.")
    else:
        title, said = _("What the funding was used for"), _("We used %(amount)s.")
    purpose = wanted.purpose or _("For: ______")
    return _section(title, _text(said % {"amount": amount or open_}), _text(purpose))


def _attached(papers: Sequence[Paper], today: dt.date) -> dict[str, Any]:
    items = [attached(one, today) for one in papers]
    title = _("What is attached")
    if not items:
        return _section(title, _text(_("No paper is entered.")))
    return _section(title, {"kind": "list", "items": items})


def attached(one: Paper, today: dt.date) -> str:
    """Say a paper with its date; one that has ended says so."""
    about = {
        "what": one.title or one.get_kind_display(),
        "day": dates.date(one.dated_on, LANGUAGE, this_year=0),
        "end": ""
        if one.valid_until is None
        else dates.date(one.valid_until, LANGUAGE, this_year=0),
    }
    if one.has_expired(today):
        return _("%(what)s of %(day)s, ended on %(end)s: renew it first") % about
    if one.valid_until is not None:
        return _("%(what)s of %(day)s, valid until %(end)s") % about
    return _("%(what)s of %(day)s") % about


def _signed() -> dict[str, Any]:
    line = _("Place and day: ______________________     For the board: ______________")
    return _section(_("Signature"), _text(line))

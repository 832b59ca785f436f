"""What the page of the runway draws and lists, made from a Picture."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core.fuzzy import FuzzyDate
from allin.funding.models import Application, Award, Step
from allin.funding.rules import pipeline
from allin.funding.rules.runway import Span
from allin.funding.statistics import Line, Picture, words
from allin.ui import dates, lasting

MOST_MARKS = 8


def assumed(*, it_is: bool) -> str:
    """Return the word for an assumption, or nothing for a fact."""
    return _("Assumption") if it_is else ""


@dataclass(frozen=True)
class Event:
    """
    Something that happens to the money, numbered under the chart.

    :ivar day: where it is drawn; `when` says what is known of it
    """

    day: dt.date
    what: str
    when: str
    assumed: str = ""


@dataclass(frozen=True)
class Decided:
    """A row of what was decided so far."""

    order: str
    when: str
    assumed: str
    icon: str
    what: str
    effect: str
    effect_assumed: str = ""


@dataclass(frozen=True)
class Row:
    """A month of a line, or its sum, for the table."""

    month: str
    line: str
    paid: int
    bridged: int
    missing: int


def chart(picture: Picture, events: Sequence[Event]) -> lasting.Lasting:
    """Return the lanes of the time shown."""
    seen = words.day(picture.seen_on, picture)
    said = _("today, %(day)s") if picture.is_today else _("seen on %(day)s")
    return lasting.Lasting(
        first=picture.first,
        last=picture.last,
        title=words.heading(picture),
        lanes=[_lane(one, picture) for one in picture.lines if _costs(one, picture)],
        now=picture.seen_on,
        now_text=said % {"day": seen},
        now_assumed=assumed(it_is=picture.seen_assumed),
        marks=[(number, event.day) for number, event in enumerate(events, start=1)],
    )


def _costs(one: Line, picture: Picture) -> bool:
    return any(span.last >= picture.first for span in picture.runway.of(one.line.pk))


def _lane(one: Line, picture: Picture) -> lasting.Lane:
    return lasting.Lane(
        label=str(one.line),
        note=_("%(sum)s a month") % {"sum": words.euros(one.monthly)},
        weight=one.monthly,
        assumed=assumed(it_is=one.assumed),
        pieces=list(_pieces(one, picture)),
    )


def _pieces(one: Line, picture: Picture) -> Iterator[lasting.Piece]:
    """Join what is alike across the ends of months; say who pays, what is missing."""
    names = {f"award-{award.pk:012}": str(award) for award in picture.awards}
    shown = [s for s in picture.runway.of(one.line.pk) if s.last >= picture.first]
    said_missing = False
    for alike in _alike(shown):
        first, last = max(alike[0].first, picture.first), alike[-1].last
        state = alike[0].state
        if state == "missing":
            # The sum of all gaps stands once, in the longest run it has to explain.
            text = "" if said_missing else _("missing: %(sum)s") % {
                "sum": words.euros(one.missing)
            }  # fmt: skip
            said_missing = True
        else:
            key = alike[0].shares[0][0]
            hoped = picture.scenario.application
            text = names.get(key) or (words.who(hoped) if hoped else "")
        yield lasting.Piece(first, last, state, text)


def _alike(spans: Sequence[Span]) -> Iterator[list[Span]]:
    run: list[Span] = []
    for span in spans:
        keys = [key for key, _cents in span.shares]
        if run and (
            (run[-1].last + dt.timedelta(days=1), run[-1].state)
            != (span.first, span.state)
            or [key for key, _cents in run[-1].shares] != keys
        ):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def legend(picture: Picture) -> list[tuple[str, str]]:
    said = {
        "paid": _("paid"),
        "bridged": _bridged(picture),
        "missing": _("missing"),
    }
    lanes = [_lane(one, picture) for one in picture.lines]
    return [(fill, said[fill]) for fill in lasting.fills(lanes)]


def _bridged(picture: Picture) -> str:
    bridges = [award for award in picture.awards if award.bridges]
    lines = {str(line) for award in bridges for line in award.lines.all()}
    about = {"what": words.joined(sorted(lines))}
    if any(award.funder is None for award in bridges):
        return _("bridged, %(what)s only; who gave it is not stated") % about
    return _("bridged, %(what)s only") % about


def events(picture: Picture) -> list[Event]:
    """Return what ended, what was decided and what is still to be decided, in order."""
    found = [*_ends(picture), *_decisions(picture), *_meetings(picture)]
    shown = [one for one in found if picture.first <= one.day <= picture.last]
    once = {(one.day, one.what): one for one in shown}
    return sorted(once.values(), key=lambda one: one.day)[:MOST_MARKS]


def _ends(picture: Picture) -> Iterator[Event]:
    for award in picture.awards:
        if award.ended_by is None and award.last_on < picture.last:
            yield Event(
                award.last_on,
                _("%(award)s ends") % {"award": award},
                words.day(award.last_on, picture),
                assumed(it_is=award.last_assumed),
            )


def _decisions(picture: Picture) -> Iterator[Event]:
    for application, step in decided(picture):
        if step.date is not None:
            yield Event(
                step.date.last,
                words.of_marker(application),
                words.vague(step.on, picture),
                assumed(it_is=step.assumed),
            )


def _meetings(picture: Picture) -> Iterator[Event]:
    for application, step in picture.next_meetings:
        if step.date is not None:
            yield Event(
                step.date.first,
                step.body or application.title,
                words.vague(step.on, picture),
                assumed(it_is=step.assumed),
            )


def decided(picture: Picture) -> list[tuple[Application, Step]]:
    """Return the applications decided by the day, with the deciding step."""
    day = FuzzyDate.of(picture.seen_on)
    return [
        (one, step)
        for one in picture.applications
        if (step := one.decision) is not None and one.state(day) in pipeline.DECIDED
    ]


def history(picture: Picture) -> list[Decided]:
    """List what was decided so far and what it did, the latest first."""
    rows = [*_rows_of_decisions(picture), *_rows_of_awards(picture)]
    return sorted(rows, key=lambda row: row.order, reverse=True)


def _full(kept: FuzzyDate | None) -> str:
    return "" if kept is None else dates.vague(kept, words.language(), this_year=0)


def _rows_of_decisions(picture: Picture) -> Iterator[Decided]:
    icons = {pipeline.REJECTED: "x-circle", pipeline.APPROVED: "check-circle"}
    for application, step in decided(picture):
        paid = words.joined(str(line) for line in application.lines.all())
        effect = step.reason
        if not effect and paid and step.kind != pipeline.APPROVED:
            effect = _("%(what)s: no money from it") % {"what": paid}
        yield Decided(
            order=f"{step.on} {step.pk:012}",
            when=_full(step.date),
            assumed=assumed(it_is=step.assumed),
            icon=icons.get(step.kind, "pause-circle"),
            what=words.of_decision(application),
            effect=effect,
        )


def _rows_of_awards(picture: Picture) -> Iterator[Decided]:
    for award in picture.awards:
        what = words.joined(str(line) for line in award.lines.all())
        if award.decided_date is not None:
            yield Decided(
                order=award.decided,
                when=_full(award.decided_date),
                assumed=assumed(it_is=award.decided_assumed),
                icon="check-circle",
                what=_("%(award)s: %(what)s") % {"award": award, "what": what},
                effect=_effect(award, what),
                effect_assumed=assumed(it_is=award.last_assumed),
            )
        if award.ended_by is None and award.last_on < picture.seen_on:
            yield Decided(
                order=str(award.last_on),
                when=words.full_day(award.last_on),
                assumed=assumed(it_is=award.last_assumed),
                icon="flag",
                what=_("%(award)s ends") % {"award": award},
                effect=_("%(what)s: without it from %(day)s")
                % {
                    "what": what,
                    "day": words.day(award.last_on + dt.timedelta(days=1), picture),
                },
            )


def _effect(award: Award, what: str) -> str:
    months = round(((award.last_on - award.first_on).days + 1) / 30.44)
    span = ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    if award.ended_by is not None:
        return _("%(what)s: paid until the refusal, %(span)s") % {
            "what": what,
            "span": span,
        }
    return _("%(what)s: paid until %(day)s, %(span)s") % {
        "what": what,
        "day": words.full_day(award.last_on),
        "span": span,
    }


def table(picture: Picture) -> list[Row]:
    """Return every month of the time shown, line by line."""
    rows: dict[dt.date, list[Row]] = {}
    for one in picture.lines:
        for month in picture.runway.months(one.line.pk):
            if month.first >= picture.first:
                said = dates.month(month.first, words.language())
                rows.setdefault(month.first, []).append(
                    Row(said, str(one.line), month.paid, month.bridged, month.missing)
                )
    return [row for _month, some in sorted(rows.items()) for row in some]


def sums(rows: Sequence[Row]) -> Row:
    return Row(
        _("Together"),
        "",
        sum(row.paid for row in rows),
        sum(row.bridged for row in rows),
        sum(row.missing for row in rows),
    )

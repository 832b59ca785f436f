"""Money in sentences: how things stand, since when, until when."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from allin.core import fuzzy, money
from allin.funding.models import COORDINATION, RENT, Application, Award, CostLine
from allin.funding.rules import pipeline
from allin.funding.rules.runway import DAY
from allin.funding.statistics.reading import Line, Picture, Scenario
from allin.ui import dates


def language() -> str:
    return get_language() or "de"


def euros(cents: int) -> str:
    return money.said(cents, language())


def day(on: dt.date, picture: Picture) -> str:
    """Say a day, with its year if that is not the year the money is seen in."""
    return dates.date(on, language(), this_year=picture.seen_on.year)


def number(hundredths: int) -> str:
    """Say how many posts: "1,5"."""
    said = f"{hundredths / 100:g}"
    return said if language().startswith("en") else said.replace(".", ",")


def full_day(on: dt.date) -> str:
    """Say a day with its year."""
    return dates.date(on, language(), this_year=0)


def vague(kept: str, picture: Picture) -> str:
    date = fuzzy.known(kept)
    if date is None:
        return ""
    return dates.vague(date, language(), this_year=picture.seen_on.year)


def of_line(line: CostLine) -> str:
    """Name a line of cost within a sentence: "the rent", “copies”."""
    if line.name:
        return _("“%(name)s”") % {"name": line.name}
    if line.kind == RENT:
        return _("the rent")
    return _("the coordination") if line.kind == COORDINATION else str(line)


def of_award(award: Award) -> str:
    """Name an award within a sentence: "the project funding"."""
    if award.title:
        return _("“%(name)s”") % {"name": award.title}
    named = {
        Award.PROJECT: _("the project funding"),
        Award.ASSOCIATION: _("the association funding"),
    }
    return named.get(award.kind, str(award))


def joined(parts: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *first, last = list(parts) or [""]
    if not first:
        return last
    return _("%(some)s and %(last)s") % {"some": ", ".join(first), "last": last}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _since(on: dt.date, picture: Picture, lines: Sequence[Line]) -> str:
    """Say since when: "the refusal" where an application's refusal ended a bridge."""
    keys = {one.line.pk for one in lines}
    refused = any(
        award.ended_by is not None
        and award.last_on + DAY == on
        and keys & {line.pk for line in award.lines.all()}
        for award in picture.awards
    )
    if refused:
        return pgettext("since …", "the refusal")
    return day(on, picture)


def heading(picture: Picture) -> str:
    """Say in one sentence how the money stands on the day."""
    if not picture.lines:
        return _("Nothing is entered about money yet.")
    unpaid = _by_day(picture, "unpaid_since")
    if unpaid:
        first, *others = unpaid
        said = ngettext(
            "Since %(since)s %(what)s has not been paid for",
            "Since %(since)s %(what)s have not been paid for",
            len(first[1]),
        ) % _about(*first, picture)
        for more in others:
            said += _(", nor since %(since)s %(what)s") % _about(*more, picture)
        return said + "."
    ending = _by_day(picture, "covered_until")
    if ending:
        parts = [
            ngettext(
                "%(what)s is paid for until %(until)s",
                "%(what)s are paid for until %(until)s",
                len(lines),
            )
            % {"what": _names(lines), "until": day(on, picture)}
            for on, lines in ending
        ]
        return capital(", ".join(parts)) + "."
    return _("Everything is paid for until %(until)s.") % {
        "until": full_day(picture.last)
    }


def _by_day(picture: Picture, name: str) -> list[tuple[dt.date, list[Line]]]:
    """Put lines that share a day together, the earliest and dearest first."""
    found: dict[dt.date, list[Line]] = {}
    for one in picture.lines:
        on = getattr(one, name)
        if on is not None:
            found.setdefault(on, []).append(one)
    return sorted(found.items())


def _names(lines: Iterable[Line]) -> str:
    return joined(of_line(one.line) for one in lines)


def _about(on: dt.date, lines: Sequence[Line], picture: Picture) -> dict[str, str]:
    return {"since": _since(on, picture, lines), "what": _names(lines)}


def lead(picture: Picture) -> str:
    """Say what it costs and which money ended."""
    if not picture.lines:
        return _("Enter what the house costs a month and who pays it until when.")
    names = joined(str(one.line) for one in picture.lines if one.monthly)
    parts = [
        ngettext(
            "%(what)s costs %(year)s a year, %(month)s a month.",
            "%(what)s cost %(year)s a year, %(month)s a month.",
            sum(1 for one in picture.lines if one.monthly) or 1,
        )
        % {
            "what": names,
            "year": euros(picture.yearly),
            "month": euros(picture.monthly),
        }
    ]
    ended = [one for one in picture.awards if one.last_on < picture.seen_on]
    parts.extend(said_of_end(one) for one in ended[-2:])
    return " ".join(parts)


def said_of_end(award: Award) -> str:
    """Say that money ended, or until what it bridged."""
    about = {
        "award": of_award(award),
        "day": full_day(award.last_on),
        "what": joined(of_line(line) for line in award.lines.all()),
    }
    if award.ended_by is not None:
        return _("Until the refusal: %(award)s bore %(what)s.") % about
    if award.bridges:
        return _("Until %(day)s: %(award)s bore %(what)s.") % about
    return capital(_("%(award)s ended on %(day)s.") % about)


def of_scenario(scenario: Scenario, picture: Picture) -> str:
    """Say a scenario after "If": "nothing is decided", "City pays from 1 January"."""
    if scenario.application is None or scenario.first_on is None:
        return _("nothing is decided")
    about = {
        "who": who(scenario.application),
        "day": full_day(scenario.first_on),
    }
    if scenario.back:
        return _("%(who)s pays back to %(day)s") % about
    del picture
    return _("%(who)s pays from %(day)s") % about


def who(application: Application) -> str:
    return str(application.funder or application.title)


def of_decision(application: Application) -> str:
    """Say a decision in one line: "BAMF: “House of Resources” rejected"."""
    step = application.decision
    if step is None:
        return application.title
    about = {"who": who(application), "title": application.title}
    if application.funder is None:
        about["who"] = _("Application")
    if step.kind == pipeline.REJECTED:
        return _("%(who)s: “%(title)s” rejected") % about
    if step.kind == pipeline.APPROVED:
        return _("%(who)s: “%(title)s” approved") % about
    return _("%(who)s: “%(title)s” withdrawn by us") % about


def of_marker(application: Application) -> str:
    """Say a decision in three words: "BAMF refuses"."""
    step = application.decision
    about = {"who": who(application)}
    if step is not None and step.kind == pipeline.APPROVED:
        return _("%(who)s approves") % about
    if step is not None and step.kind == pipeline.WITHDRAWN:
        return _("%(who)s: withdrawn") % about
    return _("%(who)s refuses") % about

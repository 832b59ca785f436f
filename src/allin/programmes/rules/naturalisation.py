"""
What the law asks of who wants to become German, as dated data with its sources.

Nothing here is legal advice. A rule holds on the days `[begins, ends)`; where its
source names no first day, none is invented. Only what was seen in a source is printed
as a fact; what is known from hearsay stands here so that nobody adds it again.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Requirement(StrEnum):
    RESIDENCE = "residence"
    FAST_TRACK = "fast_track"
    TITLE = "title"
    LIVELIHOOD = "livelihood"
    LANGUAGE = "language"
    TEST = "test"
    IDENTITY = "identity"
    RECORD = "record"
    NATIONALITY = "nationality"
    FEE = "fee"
    BAR = "bar"


class Mark(StrEnum):
    SEEN = "V"  # read in the named source
    HEARSAY = "K"  # general knowledge, checked against nothing: never printed


# What the office's letters call it: the same words in every language of the page.
TERMS: Final[Mapping[Requirement, str]] = {
    Requirement.RESIDENCE: "Rechtmäßiger gewöhnlicher Aufenthalt",
    Requirement.FAST_TRACK: "Besondere Integrationsleistungen",
    Requirement.TITLE: "Aufenthaltstitel",
    Requirement.LIVELIHOOD: "Sicherung des Lebensunterhalts",
    Requirement.LANGUAGE: "Ausreichende Deutschkenntnisse (B1)",
    Requirement.TEST: "Einbürgerungstest",
    Requirement.IDENTITY: "Geklärte Identität und Staatsangehörigkeit",
    Requirement.RECORD: "Straffreiheit und Bekenntnis zur Grundordnung",
    Requirement.NATIONALITY: "Mehrstaatigkeit",
    Requirement.FEE: "Einbürgerungsgebühr",
    Requirement.BAR: "Einbürgerungssperre",
}
NAMES: Final[Mapping[Requirement, Promise]] = {
    Requirement.RESIDENCE: _("Living in Germany lawfully"),
    Requirement.FAST_TRACK: _("Short way after three years"),
    Requirement.TITLE: _("Right to stay"),
    Requirement.LIVELIHOOD: _("Earning a living"),
    Requirement.LANGUAGE: _("German language"),
    Requirement.TEST: _("Naturalisation test"),
    Requirement.IDENTITY: _("Identity is proven"),
    Requirement.RECORD: _("Convictions and commitment"),
    Requirement.NATIONALITY: _("Former nationality"),
    Requirement.FEE: _("Fee"),
    Requirement.BAR: _("Waiting time after deception"),
}


@dataclass(frozen=True)
class Rule:
    """
    One rule of law, as long as it holds.

    :param begins: first day; None: the source names none
    :param ends: first day on which it no longer holds; None: no end is known
    :param figure: years, questions, euros, as `says` tells
    :param source: where it was read
    :param is_old: the source was written before the reform of 2024
    """

    requirement: Requirement
    says: Promise | str
    source: str
    mark: Mark = Mark.SEEN
    begins: dt.date | None = None
    ends: dt.date | None = None
    figure: int | None = None
    is_old: bool = False

    @property
    def host(self) -> str:
        """The name of the place where it was read."""
        return urlsplit(self.source).hostname or ""

    def holds_on(self, day: dt.date) -> bool:
        return (self.begins is None or self.begins <= day) and (
            self.ends is None or day < self.ends
        )

    @property
    def name(self) -> Promise:
        return NAMES[self.requirement]

    @property
    def term(self) -> str:
        """What the office's letters call it, in German."""
        return TERMS[self.requirement]

    @property
    def is_fact(self) -> bool:
        """Whether it may be printed: it was seen, and the source is named."""
        return self.mark is Mark.SEEN and bool(self.source)


READ: Final = dt.date(2026, 11, 1)  # the month in which the sources were read
REFORM: Final = dt.date(2024, 6, 27)
TRACK_ENDED: Final = dt.date(2025, 10, 30)
PROASYL: Final = "https://proasyl.de/hintergrund/voraussetzungen-fuer-die-einbuergerung-seit-juni-2024"
# Offices of Hesse on the law since June 2024: the ministry of the interior, the
# regional council, a town beside Kassel where applications are handed in.
MINISTRY: Final = (
    "https://innen.hessen.de/buerger-staat/staatsangehoerigkeit/einbuergerung/"
    "voraussetzungen/unterhaltsfaehigkeit"
)
COUNCIL: Final = "https://rp-giessen.hessen.de/integration-und-asylrecht/einbuergerung"
TOWN: Final = (
    "https://vellmar.de/Relaunch-2020/Dienstleistungen/"
    "BITV-Buergerservice-Vorgang-Kindertagesstaetten-horte/Einbuergerung.html"
)

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        Requirement.RESIDENCE,
        _("Eight years of lawful stay."),
        PROASYL,
        ends=REFORM,
        figure=8,
    ),
    Rule(
        Requirement.RESIDENCE,
        _("Five years of lawful stay."),
        PROASYL,
        begins=REFORM,
        figure=5,
    ),
    Rule(
        Requirement.FAST_TRACK,
        _("Three years were enough with special achievements, such as German at C1."),
        "https://ra-koschuaschwili.de/abschaffung-der-einbuergerung-nach-drei-jahren",
        begins=REFORM,
        ends=TRACK_ENDED,
        figure=3,
    ),
    Rule(
        Requirement.TITLE,
        _(
            "An unlimited right to stay, or a permit meant to last. Permits under "
            "§§ 16a, 16b, 16d, 16e, 16f, 17, 18f, 19, 19b, 19e, 20, 20a, 22, 23a, 24, "
            "25(3) to (5) and 104c AufenthG are not enough."
        ),
        "https://www.lkwf.de/index.php?ModID=7&FID=3282.39685.1",
    ),
    Rule(
        Requirement.LIVELIHOOD,
        _(
            "A living without Bürgergeld or social assistance. There are exceptions "
            "for people who came as guest workers or contract workers, and for some "
            "who work full time."
        ),
        MINISTRY,
        begins=REFORM,
    ),
    Rule(Requirement.LANGUAGE, _("German at level B1."), COUNCIL),
    Rule(
        Requirement.TEST,
        _(
            "33 questions in 60 minutes, 17 answers have to be right. It costs 25 "
            "euros and may be repeated."
        ),
        "https://www.mdr.de/nachrichten/vermischtes/einbuergerungstest-deutschland-"
        "zehn-jahre-die-schwierigsten-fragen-100.html",
        begins=dt.date(2008, 9, 1),
        is_old=True,
        figure=17,
    ),
    Rule(
        Requirement.IDENTITY,
        _("You have to be able to prove who you are."),
        COUNCIL,
    ),
    Rule(
        Requirement.RECORD,
        _("You commit to the constitution. Convictions can stand in the way."),
        COUNCIL,
    ),
    Rule(
        Requirement.NATIONALITY,
        _(
            "You may keep your nationality. Whether the other state allows it, its "
            "own law says."
        ),
        PROASYL,
        begins=REFORM,
    ),
    Rule(
        Requirement.FEE,
        _("255 euros, 51 euros for a child naturalised with its parents."),
        TOWN,
        figure=255,
    ),
    # Said to hold since the end of 2025. No source was found, so nobody reads it.
    Rule(
        Requirement.BAR,
        "Ten years after deception.",
        "",
        mark=Mark.HEARSAY,
        figure=10,
    ),
)


def in_force(day: dt.date, rules: Iterable[Rule] = RULES) -> list[Rule]:
    """Return what may be printed as holding on a day."""
    return [rule for rule in rules if rule.is_fact and rule.holds_on(day)]


def of(requirement: Requirement, day: dt.date) -> Rule | None:
    """Return the printable rule of a requirement on a day, or None."""
    return next((r for r in in_force(day) if r.requirement is requirement), None)


def former(requirement: Requirement, day: dt.date) -> Rule | None:
    """Return the rule of a requirement that no longer holds on a day, the latest."""
    ended = [
        rule
        for rule in RULES
        if rule.requirement is requirement
        and rule.is_fact
        and rule.ends is not None
        and rule.ends <= day
    ]
    return max(ended, key=lambda rule: rule.ends or dt.date.min, default=None)


def changes(
    after: dt.date, until: dt.date, rules: Iterable[Rule] = RULES
) -> list[tuple[dt.date, Requirement]]:
    """Return what began or ended on a day in (after, until], in order."""
    found = {
        (day, rule.requirement)
        for rule in rules
        if rule.is_fact
        for day in (rule.begins, rule.ends)
        if day is not None and after < day <= until
    }
    return sorted(found)


def years_later(start: dt.date, years: int) -> dt.date:
    """
    Return the first day on which whole years have passed since the morning of a day.

    29 February has no such day in a common year: then it is 1 March, never too early.
    """
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return dt.date(start.year + years, 3, 1)


def earliest_filing(start: dt.date, rules: Iterable[Rule] = RULES) -> dt.date | None:
    """
    Return the first day on which the length of stay is enough by the rule of that day.

    :param start: first day of the lawful stay
    """
    days = []
    for rule in rules:
        if rule.requirement is not Requirement.RESIDENCE or not rule.is_fact:
            continue
        enough = years_later(start, rule.figure or 0)
        day = max(enough, rule.begins or enough)
        if rule.holds_on(day):
            days.append(day)
    return min(days, default=None)


# --- the pre-check: answers in, words out; nothing is kept ---


class Verdict(StrEnum):
    MET = "met"
    MISSING = "missing"
    EXPERT = "expert"


VERDICTS: Final[Mapping[Verdict, Promise]] = {
    Verdict.MET: _("probably met"),
    Verdict.MISSING: _("still missing"),
    Verdict.EXPERT: _("ask an expert"),
}
YES, NO, UNSURE = "yes", "no", "unsure"
SETTLED, PERMIT, LISTED = "settled", "permit", "listed"
OWN, BENEFITS, GUEST = "own", "benefits", "guest"
SCHOOL = "school"

_VERDICTS: Final[Mapping[Requirement, Mapping[str, Verdict]]] = {
    Requirement.TITLE: {SETTLED: Verdict.MET, LISTED: Verdict.MISSING},
    Requirement.LIVELIHOOD: {OWN: Verdict.MET, BENEFITS: Verdict.MISSING},
    Requirement.LANGUAGE: {YES: Verdict.MET, NO: Verdict.MISSING},
    Requirement.TEST: {YES: Verdict.MET, NO: Verdict.MISSING},
    Requirement.IDENTITY: {YES: Verdict.MET, NO: Verdict.MISSING},
}


@dataclass(frozen=True)
class Line:
    """One requirement, what the answers say of it, and the rule with its source."""

    requirement: Requirement
    verdict: Verdict
    rule: Rule | None

    @property
    def name(self) -> Promise:
        return NAMES[self.requirement]

    @property
    def term(self) -> str:
        return TERMS[self.requirement]

    @property
    def word(self) -> Promise:
        return VERDICTS[self.verdict]


@dataclass(frozen=True)
class Outlook:
    """
    What a pre-check says.

    :param earliest: first day on which the length of stay is enough
    :param surely: False when stays abroad may move it
    """

    lines: tuple[Line, ...]
    earliest: dt.date | None
    surely: bool

    def count(self, verdict: Verdict) -> int:
        return sum(line.verdict is verdict for line in self.lines)


def look(
    *, since: dt.date, abroad: str, answers: Mapping[str, str], today: dt.date
) -> Outlook:
    """
    Say what is probably met, missing, or for an expert. Never more than the sources do.

    :param since: first day of the lawful stay; not after `today`
    :param abroad: whether the person was abroad for long: yes, no, unsure
    :param answers: requirement -> one of the answers above
    """
    earliest = earliest_filing(since)
    long_enough = earliest is not None and earliest <= today
    stay = Verdict.MET if long_enough else Verdict.MISSING
    if abroad != NO and long_enough:
        stay = Verdict.EXPERT
    lines = [Line(Requirement.RESIDENCE, stay, of(Requirement.RESIDENCE, today))]
    for requirement, known in _VERDICTS.items():
        verdict = known.get(answers.get(requirement, ""), Verdict.EXPERT)
        rule = of(requirement, today)
        # Without a source there is nothing to measure an answer by.
        lines.append(Line(requirement, verdict if rule else Verdict.EXPERT, rule))
    record = of(Requirement.RECORD, today)
    # Nobody is asked for convictions here: that talk belongs to an expert.
    lines.append(Line(Requirement.RECORD, Verdict.EXPERT, record))
    return Outlook(tuple(lines), earliest, surely=abroad == NO)

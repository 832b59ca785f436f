"""Reasons in words: nobody is scored, everybody has a sentence."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allin.core import languages
from allin.counselling.models import Ask, Referral
from allin.counselling.operations.candidates import Candidates, Counted
from allin.counselling.rules import DayTime, Gender
from allin.planning.asking import WISHES, Reason
from allin.ui.templatetags.times import day_of_month
from allin.volunteers import rules as times
from allin.volunteers.models import Volunteer

PRESELECTED: Final = 3


@dataclass(frozen=True)
class Line:
    """
    One person who can be asked.

    :param whom: "v12" or "a3", for forms
    :param wish: the wish that stays open, or ""
    :param order: the place in the order of asking; 0 where there is none
    """

    whom: str
    name: str
    association: str
    reason: str
    wish: str = ""
    order: int = 0
    ticked: bool = False


@dataclass(frozen=True)
class Against:
    """Somebody who is not possible: why, and what would change it."""

    name: str
    association: str
    icon: str
    reason: str
    change: str = ""
    url: str = ""


def language(code: str) -> str:
    return languages.name(code, get_language() or "de") if code else ""


def days_left(referral: Referral, now: dt.datetime) -> int | None:
    if referral.deadline_on is None:
        return None
    return (referral.deadline_on - now.astimezone(referral.centre.tz).date()).days


def lead(referral: Referral, people: Candidates) -> str:
    """Say how things stand, first of all."""
    fit = len(people.fits)
    if referral.is_urgent:
        return ngettext(
            "The deadline goes to professionals first. %(n)d person fits: to go along "
            "and interpret.",
            "The deadline goes to professionals first. %(n)d people fit: to go along "
            "and interpret.",
            fit,
        ) % {"n": fit}
    if not fit and people.but_for_a_wish:
        return _("Nobody fits in everything. Some do but for a wish.")
    if not fit and not people.contacts:
        return _("Nobody fits at present. Below is what would change it.")
    return ngettext("%(n)d person fits.", "%(n)d people fit.", fit) % {"n": fit}


def rows(referral: Referral, people: Candidates, now: dt.datetime) -> dict[str, object]:
    """Return both groups that can be asked."""
    fits = [
        Line(
            whom=f"v{one.pk}",
            name=one.name,
            association=one.association.called,
            reason=_for(referral, one, now),
            order=place,
            ticked=place <= PRESELECTED,
        )
        for place, one in enumerate(people.fits, start=1)
    ]
    fits += [
        Line(
            whom=f"a{one.pk}",
            name=one.contact_name or one.called,
            association=one.called,
            reason=_("Contact person: the association has named no advisers yet."),
        )
        for one in people.contacts
    ]
    wishes = [
        Line(
            whom=f"v{one.pk}",
            name=one.name,
            association=one.association.called,
            reason=_for(referral, one, now),
            wish=_wish(referral, one),
        )
        for one in people.but_for_a_wish
    ]
    return {"fits": fits, "wishes": wishes, "first": min(PRESELECTED, len(people.fits))}


def _for(referral: Referral, one: Volunteer, now: dt.datetime) -> str:
    """Say what speaks for somebody, and whose turn it is."""
    said = []
    level = one.level_of(referral.language) if referral.language else ""
    spoken = {"language": language(referral.language)}
    if level == times.NATIVE:
        said.append(_("Native %(language)s") % spoken)
    elif level:
        said.append(_("Fluent %(language)s") % spoken)
    said.append(_("free: %(times)s") % {"times": times.in_words(one.available)})
    asked = (
        _("Last asked on %(day)s") % {"day": day_of_month(one.asked_at)}
        if one.asked_at
        else _("Never asked so far")
    )
    had = one.had_in(now.astimezone(referral.centre.tz).date())
    turn = ngettext(
        "has had %(had)d of %(share)d agreed referral this quarter",
        "has had %(had)d of %(share)d agreed referrals this quarter",
        one.share,
    ) % {"had": had, "share": one.share}
    return f"{', '.join(said)}. {asked}, {turn}."


def _wish(referral: Referral, one: Volunteer) -> str:
    open_ones = []
    why = one.why & WISHES
    if Reason.WISH_GENDER in why:
        open_ones.append(str(Gender(referral.wish_gender).label))
    if Reason.WISH_TIME in why:
        open_ones.append(str(DayTime(referral.wish_time).label))
    if Reason.WISH_DISTRICT in why:
        open_ones.append(referral.district)
    return _("Wish not met: %(wishes)s") % {"wishes": ", ".join(open_ones)}


def against(
    referral: Referral, people: Candidates, asks: list[Ask], now: dt.datetime
) -> list[Against]:
    """Say of everybody else why not, and what would change it."""
    by_person = {one.volunteer_id: one for one in asks if one.volunteer_id}
    named = [
        _one_against(referral, one, by_person.get(one.pk), now)
        for one in people.not_possible
    ]
    return [*named, *(_counted(referral, some) for some in people.counted)]


def _one_against(
    referral: Referral, one: Volunteer, asked: Ask | None, now: dt.datetime
) -> Against:
    why = next(reason for reason in _ORDER if reason in one.why)
    icon, words = _WORDS[why]
    reason, change, url = words(referral, one, asked, now)
    return Against(one.name, one.association.called, icon, reason, change, url)


Words = tuple[str, str, str]  # why, what would change it, where


def _declined(
    _referral: Referral, _one: Volunteer, asked: Ask | None, _now: dt.datetime
) -> Words:
    day = {"day": day_of_month(asked.answered_at) if asked else ""}
    if asked is not None and asked.answer == Ask.Answer.NO_ANSWER:
        said = _("did not answer in time, %(day)s") % day
    else:
        said = _("said no on %(day)s") % day
        if asked is not None and asked.reason:
            said = f"{said}: {asked.get_reason_display()}"
    return said, _("with the next referral again"), ""


def _asked_now(
    _referral: Referral, _one: Volunteer, asked: Ask | None, _now: dt.datetime
) -> Words:
    if asked is None or asked.asked_at is None:
        return _("planned, the turn is to come"), "", ""
    day = {"day": day_of_month(asked.due_at)}
    return _("is asked, answer until %(day)s") % day, "", ""


def _paused(
    _referral: Referral, one: Volunteer, _asked: Ask | None, _now: dt.datetime
) -> Words:
    until = one.paused_until or dt.date.min
    back = {"day": day_of_month(until + dt.timedelta(days=1))}
    said = _("away until %(day)s") % {"day": day_of_month(until)}
    return said, _("back from %(day)s") % back, ""


def _unbound(
    _referral: Referral, one: Volunteer, _asked: Ask | None, _now: dt.datetime
) -> Words:
    url = reverse("volunteers:bind", args=[one.pk])
    if one.confidentiality_until is None:
        return _("confidentiality not signed yet"), _("Have it signed"), url
    day = {"day": day_of_month(one.confidentiality_until)}
    return _("confidentiality ended on %(day)s") % day, _("Have it renewed"), url


def _lawless(
    _referral: Referral, one: Volunteer, _asked: Ask | None, _now: dt.datetime
) -> Words:
    url = reverse("volunteers:edit", args=[one.pk])
    return _("legal question: only with guidance"), _("Enter guidance"), url


def _full(
    referral: Referral, one: Volunteer, _asked: Ask | None, now: dt.datetime
) -> Words:
    had = one.had_in(now.astimezone(referral.centre.tz).date())
    said = _("has had %(had)d of %(share)d this quarter")
    return said % {"had": had, "share": one.share}, _("again next quarter"), ""


def _topicless(
    _referral: Referral, one: Volunteer, _asked: Ask | None, _now: dt.datetime
) -> Words:
    url = reverse("volunteers:edit", args=[one.pk])
    return _("helps with other topics"), _("Add the topic"), url


def _mute(
    referral: Referral, _one: Volunteer, _asked: Ask | None, _now: dt.datetime
) -> Words:
    spoken = {"language": language(referral.language)}
    return _("does not speak %(language)s") % spoken, "", ""


_WORDS: Final[
    dict[
        Reason,
        tuple[str, Callable[[Referral, Volunteer, Ask | None, dt.datetime], Words]],
    ]
] = {
    Reason.DECLINED: ("x-circle", _declined),
    Reason.ASKED: ("hourglass-medium", _asked_now),
    Reason.PAUSE: ("pause-circle", _paused),
    Reason.SECRECY: ("warning", _unbound),
    Reason.LEGAL: ("bank", _lawless),
    Reason.FULL: ("check-circle", _full),
    Reason.TOPIC: ("chats", _topicless),
    Reason.LANGUAGE: ("translate", _mute),
}
_ORDER: Final = tuple(_WORDS)


def _counted(referral: Referral, some: Counted) -> Against:
    people = ngettext("%(n)d person", "%(n)d people", some.people) % {"n": some.people}
    if some.reason == Reason.EXCLUDED:
        return Against(
            people,
            "",
            "prohibit",
            _("not asked, at the person's wish"),
            _("only the person can change that"),
        )
    if some.reason == Reason.LANGUAGE:
        spoken = {"language": language(referral.language)}
        from_where = ngettext(
            "from %(n)d association", "from %(n)d associations", some.associations
        )
        return Against(
            people,
            from_where % {"n": some.associations},
            "translate",
            ngettext("speaks no %(language)s", "speak no %(language)s", some.people)
            % spoken,
        )
    return Against(people, "", "warning", _("other reasons, as above"))

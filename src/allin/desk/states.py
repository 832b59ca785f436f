"""The state of a referral as a badge: a tone and a word or two."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.counselling.todo import Waiting, is_left_open
from allin.desk import words
from allin.ui import dates

DAY = dt.timedelta(days=1)


def of(line: Waiting, now: dt.datetime, zone: dt.tzinfo) -> tuple[str, str]:
    """Return tone and word: what happens with it, and since when if that matters."""
    if line.appointment_at:
        return _meeting(line, line.appointment_at, now, zone)
    if line.urgent:
        return "urgent", _("urgent, nobody has accepted")
    if line.state == "asking" and line.asked:
        return "wait", _("asked, %(ago)s") % {"ago": _ago(now - line.since)}
    if line.state == "accepted":
        return "wait", _("accepted, no appointment yet")
    if line.declined:
        return "wait", _("declined")
    return "new", _("new")


def _meeting(
    line: Waiting, at: dt.datetime, now: dt.datetime, zone: dt.tzinfo
) -> tuple[str, str]:
    today = now.astimezone(zone).date()
    when = dates.when(at.astimezone(zone), words.language(), today=today)
    if is_left_open(line, now):
        return "wait", _("met %(when)s? Not closed") % {"when": when}
    return "good", _("appointment %(when)s") % {"when": when}


def _ago(span: dt.timedelta) -> str:
    if span >= DAY:
        return ngettext("%(days)d day", "%(days)d days", span.days) % {
            "days": span.days
        }
    hours = max(1, int(span.total_seconds() // 3600))
    return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}


def news_of(line: Waiting) -> tuple[str, str]:
    """Return what happened to a referral lately: a word, and what follows."""
    if line.state == "closed":
        minutes = line.minutes
        said = ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes)
        told = _("the sender learns of it") if line.tells_sender else ""
        parts = [said % {"minutes": minutes}, told]
        return _("closed"), "; ".join(part for part in parts if part)
    return _("accepted"), line.association

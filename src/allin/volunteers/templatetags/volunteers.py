"""Words for what the tables hold in bits and minutes."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allin.core import languages, phones
from allin.ui.templatetags.times import day as shown_day
from allin.ui.templatetags.ui import badge
from allin.volunteers import rules
from allin.volunteers.forms import LEVEL_NAMES
from allin.volunteers.models import Hours, Interest, Volunteer

register = template.Library()
_LEVELS = dict(LEVEL_NAMES)


@register.filter
def spoken(volunteer: Volunteer | Interest, levels: str = "") -> str:
    """Name the languages somebody speaks, best first."""
    shown = get_language() or "de"
    return ", ".join(
        f"{languages.name(code, shown)} ({_LEVELS[level]})"
        if levels
        else languages.name(code, shown)
        for level, code in volunteer.spoken
    )


@register.filter
def wants(codes: Iterable[str]) -> str:
    """Say what somebody would like to do."""
    named = dict(rules.WANTS)
    return ", ".join(str(named[code]) for code in codes if code in named)


@register.filter
def half_days(mask: int) -> str:
    return rules.in_words(mask)


@register.filter
def phone(number: str) -> str:
    return phones.shown(number)


@register.filter
def worked(hours: Hours) -> str:
    """Say the day of work; of some only the month is known."""
    if hours.dated:
        return shown_day(hours.worked_on)
    named: str = date_format(hours.worked_on, "YEAR_MONTH_FORMAT")
    return named


@register.filter
def duration(minutes: int) -> str:
    """Say minutes as hours and minutes: "1:30 h"."""
    return _("%(hours)s h") % {"hours": f"{minutes // 60}:{minutes % 60:02}"}


@register.simple_tag
def state_badge(volunteer: Volunteer, today: dt.date) -> SafeString:
    """Say in one word whether somebody can be asked."""
    if volunteer.is_paused(today):
        until = {"day": shown_day(volunteer.paused_until)}
        return badge("pause", _("away until %(day)s") % until)
    if not volunteer.is_bound(today):
        return badge("wait", _("confidentiality missing"))
    return badge("good", _("can be asked"))


@register.simple_tag
def hours_badge(hours: Hours) -> SafeString:
    if hours.confirmed_at is not None:
        return badge("good", _("confirmed"))
    return badge("wait", _("waits"))


@register.simple_tag
def share_line(volunteer: Volunteer, today: dt.date) -> str:
    had = volunteer.had_in(today)
    said = ngettext(
        "%(share)s referral, %(had)s taken on this quarter",
        "%(share)s referrals, %(had)s taken on this quarter",
        volunteer.share,
    )
    return said % {"share": volunteer.share, "had": had}


@register.simple_tag
def standing_lead(volunteer: Volunteer, today: dt.date) -> str:
    """Say how things stand with somebody."""
    if volunteer.left_on is not None:
        return _("Stopped on %(day)s.") % {"day": shown_day(volunteer.left_on)}
    if volunteer.is_paused(today):
        until = {"day": shown_day(volunteer.paused_until)}
        return _("Away until %(day)s, back after that.") % until
    if not volunteer.is_bound(today):
        return _("Cannot be asked yet: the commitment to confidentiality is missing.")
    return _("Can be asked.")

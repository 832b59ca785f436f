"""Offers in the language of the page."""

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core import languages, phones
from allin.directory.models import Offer, OpenHour, PartnerAddress
from allin.directory.rules.likeness import Likeness
from allin.ui import dates

register = template.Library()


class Spoken(Protocol):
    """An offer, an association, or a line of a list that says its languages."""

    @property
    def languages(self) -> list[str]: ...


def _here() -> str:
    return get_language() or "de"


@register.filter
def title_here(offer: Offer) -> str:
    """Say an offer's title in the language of the page."""
    return offer.title_in(_here())


@register.filter
def about_here(offer: Offer) -> str:
    """Say what is offered in the language of the page."""
    return offer.about_in(_here())


@register.filter
def languages_here(thing: Spoken) -> SafeString:
    """Name the languages of an offer or association."""
    names = [(languages.name(code, _here()),) for code in thing.languages]
    return format_html_join(_(", "), "<bdi>{}</bdi>", names)


@register.filter
def phone_here(number: str) -> str:
    """Write a telephone number as people here do."""
    return phones.shown(number)


@register.filter
def hour_here(hour: OpenHour) -> str:
    """Say when an open hour is: "Montag, 15 bis 18 Uhr, jeden 2. im Monat"."""
    said = _("%(day)s, %(hours)s") % {
        "day": hour.get_weekday_display(),
        "hours": dates.hours(hour.starts, hour.ends, _here()),
    }
    if not hour.nths:
        return said
    which = " + ".join(str(_("last")) if nth < 0 else f"{nth}." for nth in hour.nths)
    return _("%(when)s (%(which)s of the month)") % {"when": said, "which": which}


@register.filter
def why_alike(likeness: Likeness) -> str:
    """Say what two entries have in common."""
    return {
        "name": _("similar name"),
        "phone": _("same telephone number"),
        "email": _("same email address"),
        "website": _("same website"),
    }[likeness.why]


@register.filter
def valid_addresses(addresses: Iterable[PartnerAddress]) -> int:
    """Count the form addresses that still hold."""
    return sum(address.is_valid for address in addresses)

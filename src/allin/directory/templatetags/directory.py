"""Offers in the language of the page."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core import languages, phones
from allin.directory.models import Offer

register = template.Library()


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
def languages_here(thing: Offer) -> SafeString:
    """Name the languages of an offer or association."""
    names = [(languages.name(code, _here()),) for code in thing.languages]
    return format_html_join(_(", "), "<bdi>{}</bdi>", names)


@register.filter
def phone_here(number: str) -> str:
    """Write a telephone number as people here do."""
    return phones.shown(number)

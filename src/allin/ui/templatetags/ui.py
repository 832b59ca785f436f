from django import template

from allin.core import ways

register = template.Library()


@register.simple_tag
def way(name: str, **about: object) -> str:
    """Return the URL of a way up, or nothing when there is none."""
    return ways.resolve(name, **about) or ""

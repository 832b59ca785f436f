from django import template

from allin.programmes.rules import festival as rules

register = template.Library()


@register.filter
def euros(amount: int) -> str:
    """Write cents as people do: "1.234,50 €"."""
    return rules.euros(amount)

"""Ways up: `{% way "name" thing=thing %}` in a lower room leads to a higher one."""

from django.conf import settings
from django.urls import reverse

from allin.core import ways


def bind() -> None:
    """Bind each name to the URL it leads to."""
    # one block a room, in the order of the house
    # accounts
    ways.bind("account", lambda: reverse("accounts:account"))
    ways.bind("team", lambda: reverse("accounts:team"))
    ways.bind("held_back", lambda: reverse("accounts:held_back"))
    ways.bind("role", lambda: reverse("desk:role"))
    ways.bind("demo_cast", lambda: reverse("demo_cast") if settings.DEMO else None)

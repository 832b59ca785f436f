"""Ways up: `{% way "name" thing=thing %}` in a lower room leads to a higher one."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from allin.core import ways


def bind() -> None:
    """Bind each name to the URL it leads to."""
    # one block a room, in the order of the house
    # counselling
    ways.bind("slip", lambda **_about: reverse("counselling:refer"))
    ways.bind("status", lambda: reverse("counselling:status"))
    # counselling, for the form addresses of the directory's partners
    ways.bind(
        "partner_form",
        lambda token: reverse("counselling:refer_from", kwargs={"token": token}),
    )
    # directory
    ways.bind("find", lambda: reverse("find:search"))
    # accounts
    ways.bind("account", lambda: reverse("accounts:account"))
    ways.bind("team", lambda: reverse("accounts:team"))
    ways.bind("held_back", lambda: reverse("accounts:held_back"))
    ways.bind("role", lambda: reverse("desk:role"))
    ways.bind("demo_cast", lambda: _demo("demo_cast"))
    # outbox
    ways.bind("letters", lambda: reverse("outbox:letters"))
    ways.bind("mailbox", lambda: _demo("outbox:mailbox"))
    ways.bind("jobs", lambda: reverse("jobs"))
    # the house
    ways.bind("audit", lambda: reverse("record"))


def _demo(name: str) -> str | None:
    """Return an address of the demo; a house that is none has no such address."""
    try:
        return reverse(name) if settings.DEMO else None
    except NoReverseMatch:
        return None

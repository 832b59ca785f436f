"""Ways up: `{% way "name" thing=thing %}` in a lower room leads to a higher one."""

from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from allin.centres.rules import (
    COUNSELLING,
    PROGRAMMES,
    PUBLIC_PAGES,
    REPORTS,
    SUPPORT,
    VOLUNTEERS,
)
from allin.config import here
from allin.core import clock, ways
from allin.directory.models import Association, Offer
from allin.support.models import Paper


def bind() -> None:
    """Bind each name to the URL it leads to."""
    # one block a room, in the order of the house
    # intake, directory, counselling, reports
    _to("import", "intake:index", "intake:begin", "intake:lists")
    _to("find", "find:search", module=COUNSELLING)
    ways.bind("slip", _slip)
    _to("refer", "counselling:refer", module=COUNSELLING)
    _to("take", "counselling:take", module=COUNSELLING)
    _to("report", "reports:report", "reports:index", module=REPORTS)
    _to("dossier", "reports:dossiers", module=REPORTS)
    _to("status", "counselling:status", module=COUNSELLING)
    _to("precheck", "programmes:precheck", module=PROGRAMMES)
    ways.bind(
        "partner_form",
        lambda token: reverse("counselling:refer_from", kwargs={"token": token}),
    )
    _to("join", "volunteers:join", module=VOLUNTEERS)
    # support
    ways.bind("papers", _papers)
    ways.bind("expired_papers", _expired_papers)
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
    # centres
    ways.bind("texts", lambda: reverse("centres:texts"))
    for page in PUBLIC_PAGES:
        ways.bind(page, partial(_public_page, page))
    # the desk
    ways.bind("handover", lambda: reverse("desk:handover"))
    ways.bind(
        "glance",
        lambda association: reverse("desk:association", args=[association.pk]),
    )
    # the house
    ways.bind("audit", lambda: reverse("record"))
    ways.bind("doctor", lambda: reverse("checkup"))


def _slip(
    offer: Offer | None = None, topic: str = "", language: str = ""
) -> str | None:
    """Return the slip's address, with what is known of the need; nothing personal."""
    if not here.has(COUNSELLING):
        return None
    known = {"topic": topic, "language": language, "offer": offer.pk if offer else ""}
    query = urlencode({name: value for name, value in known.items() if value})
    url = reverse("counselling:refer")
    return f"{url}?{query}" if query else url


def _papers(association: Association) -> str | None:
    """Return the address of an association's papers."""
    if not here.has(SUPPORT):
        return None
    return reverse("support:papers_of", args=[association.pk])


def _expired_papers(association: Association) -> str | None:
    """Return the same address only if one of the papers has ended."""
    today = clock.now().astimezone(association.centre.tz).date()
    own = Paper.objects.of(association.centre).filter(association=association)
    if not here.has(SUPPORT) or not own.expired(today).exists():
        return None
    return _papers(association)


def _public_page(page: str) -> str | None:
    """Return the address of imprint, privacy or accessibility of this centre."""
    if here.centre.get() is None:
        return None
    return reverse("centres:legal", kwargs={"kind": page})


def _demo(name: str) -> str | None:
    """Return an address of the demo; a house that is none has no such address."""
    try:
        return reverse(name) if settings.DEMO else None
    except NoReverseMatch:
        return None


def _to(name: str, *addresses: str, module: str = "") -> None:
    """Bind a name to the first address that exists; an area that is off has none."""

    def way(**_about: object) -> str | None:
        if module and not here.has(module):
            return None
        for address in addresses:
            try:
                return reverse(address)
            except NoReverseMatch:
                continue
        return None

    ways.bind(name, way)

"""
Every page of the house, as everybody of the cast, in a real browser.

One demo of the day is told and served. Each of the cast walks from the own first page
along every link, to one page of every route (several of those that differ most), after
the deeds that make some pages be there. On each: axe without a fault, one h1, a skip
link that is the first stop and shows its ring, no scrolling sideways, targets large
enough for a thumb, nothing said on the console.
"""

import os
from contextlib import contextmanager

import pytest

from tests.architecture import crawl, matrix, routes
from tests.house import furnish
from tests.journeys import deeds, walk
from tests.journeys.walk import DESKTOP, NARROW, TELEPHONE, Walk

pytestmark = pytest.mark.slow
# Walking every page as everybody takes longer than the rest of the journeys together.
drill = pytest.mark.skipif(
    "ALLIN_DRILLS" not in os.environ, reason="a drill: make drills"
)

CAST = {
    "stranger": "",
    "coordinator": "derya",
    "deputy": "deputy",
    "board": "board",
    "adviser": "adviser",
    "caritas": "caritas",
    "diakonie": "diakonie",
    "city": "city",
    "funder": "funder",
    "elsewhere": "other",
}
STARTS = {
    "coordinator": ("/kassel/", "/gallery/", "/kassel/accounts/second-factor/"),
    "caritas": ("/kassel/", "/kassel/counselling/sent-by-us/"),
    "elsewhere": ("/werrabrueck/",),
    "stranger": (
        "/", "/kassel/", "/kassel/find/", "/kassel/counselling/refer/",
        "/kassel/counselling/status/", "/accounts/login/", "/demo/",
        "/werrabrueck/", "/kassel/find/?q=Miete",
    ),
}  # fmt: skip
ARABIC = ("stranger", "adviser", "caritas", "diakonie")

# The demo of the day has nothing of this kind: looked at in a furnished house instead.
NOT_IN_THE_DEMO = (
    "accounts:look", "counselling:session", "counselling:slip", "directory:asked",
    "directory:enter_advice_hour", "directory:merge", "intake:result", "rooms:door",
    "counselling:answer",
)  # fmt: skip

walked = {}


@pytest.fixture(scope="module")
def seen():
    """Pages looked at already, by language: what two roles share is looked at once."""
    return {"de": set(), "ar": set()}


@pytest.fixture
def enters(chromium, house):
    """Open a window of the house as one of the cast."""

    @contextmanager
    def opened(who, language, *, look="", **more):
        context = chromium.new_context(
            base_url=house,
            locale={"de": "de-DE", "ar": "ar"}[language],
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(30_000)
        if look:
            context.add_cookies([{"name": "allin_theme", "value": look, "url": house}])
        page = context.new_page()
        page.goto(f"/demo/?lang={language}")
        if CAST[who]:
            page.locator(f'form[action$="/demo/{CAST[who]}/"] button').click()
            page.wait_for_load_state()
        yield page
        context.close()

    return opened


@drill
@pytest.mark.parametrize("who", CAST)
def test_every_page_in_german(enters, seen, who):
    sizes = (DESKTOP, TELEPHONE, *((NARROW,) if who == "stranger" else ()))
    with enters(who, "de") as page:
        done = Walk(page, seen["de"], sizes)
        getattr(deeds, who, lambda _walk: None)(done)
        done.through(*STARTS.get(who, ("/kassel/",)))
    walked[who] = done.met

    assert done.faults == [], _said(done)


@drill
@pytest.mark.parametrize("who", ARABIC)
def test_every_page_in_arabic(enters, seen, who):
    sizes = (DESKTOP, TELEPHONE, *((NARROW,) if who == "stranger" else ()))
    with enters(who, "ar") as page:
        done = Walk(page, seen["ar"], sizes)
        done.through(*STARTS.get(who, ("/kassel/",)))
        direction = page.locator("html").get_attribute("dir")

    assert direction == "rtl"
    assert done.faults == [], _said(done)


SAMPLE = (
    "/kassel/", "/kassel/counselling/", "/kassel/rooms/", "/kassel/directory/",
    "/kassel/volunteers/", "/kassel/report/", "/kassel/counselling/take/contact/",
    "/kassel/rooms/book/", "/kassel/find/", "/gallery/",
)  # fmt: skip


@drill
@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_main_pages_in_other_looks(enters, look):
    with enters("coordinator", "de", look=look) as page:
        done = Walk(page, set())
        for path in SAMPLE:
            done.visit(path)

    assert done.faults == [], _said(done)


@drill
def test_main_pages_in_the_colours_of_the_system(enters):
    with enters("coordinator", "de", forced_colors="active") as page:
        done = Walk(page, set())
        for path in SAMPLE:
            done.visit(path)

    assert done.faults == [], _said(done)


@drill
def test_nobody_forgot_a_page():
    """Whatever the table of access shows to anybody was looked at by somebody."""
    if set(walked) != set(CAST):
        pytest.skip("Only a part of the cast walked.")
    met = {name for pages in walked.values() for name in pages}
    pages = {
        name
        for name, marks in matrix.rows().items()
        if "s" in marks and name not in walk.FILES and not walk.only_sends(name)
    }

    assert sorted(pages - met - set(NOT_IN_THE_DEMO)) == []


def _said(done):
    return "\n".join(["", *done.faults])


@pytest.mark.parametrize("language", ["de", "ar"])
def test_pages_the_demo_has_nothing_for(page, enter, kassel, language):
    kassel.host = "localhost"
    kassel.save()
    furnished = furnish(kassel)
    enter(page, furnished.users["coordinator"])
    page.goto(f"/?lang={language}")
    done = Walk(page, set())
    for name in NOT_IN_THE_DEMO:
        path = crawl.path_of(name, routes.every()[name], furnished)
        done.visit(path)

    # A screen at a door has nobody to press anything: it asks again each minute.
    others = [fault for fault in done.faults if "meta-refresh" not in fault]
    assert others == [], _said(done)

"""
Every page of the house, as everybody of the cast, in a real browser.

One demo of the day is told and served. Each of the cast walks from the own first page
along every link, to one page of every route (several of those that differ most), after
the deeds that make some pages be there. On each: axe without a fault, one h1, a skip
link that is the first stop and shows its ring, no scrolling sideways, targets large
enough for a thumb, nothing said on the console.
"""

from contextlib import contextmanager

import pytest

from tests.architecture import matrix
from tests.journeys import deeds, walk
from tests.journeys.walk import DESKTOP, NARROW, TELEPHONE, Walk

pytestmark = pytest.mark.slow

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

# Pages behind a secret, or in the middle of doing something: other journeys go there
# and let axe look; each is named with where.
SEEN_ELSEWHERE = {
    "counselling:answer": "test_sent_by_caritas",
}

walked = {}


@pytest.fixture(scope="module")
def house():
    """Return the address of a demo of the day."""
    from tools.pictures import served  # noqa: PLC0415  (needs a browser to be there)

    with served() as address:
        yield address


@pytest.fixture(scope="module")
def seen():
    """Pages looked at already, by language: what two roles share is looked at once."""
    return {"de": set(), "ar": set()}


@pytest.fixture
def window(chromium, house):
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


@pytest.mark.parametrize("who", CAST)
def test_every_page_in_german(window, seen, who):
    sizes = (DESKTOP, TELEPHONE, *((NARROW,) if who == "stranger" else ()))
    with window(who, "de") as page:
        done = Walk(page, seen["de"], sizes)
        getattr(deeds, who, lambda _walk: None)(done)
        done.through(*STARTS.get(who, ("/kassel/",)))
    walked[who] = done.met

    assert done.faults == [], _said(done)


@pytest.mark.parametrize("who", ARABIC)
def test_every_page_in_arabic(window, seen, who):
    sizes = (DESKTOP, TELEPHONE, *((NARROW,) if who == "stranger" else ()))
    with window(who, "ar") as page:
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


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_main_pages_in_other_looks(window, look):
    with window("coordinator", "de", look=look) as page:
        done = Walk(page, set())
        for path in SAMPLE:
            done.visit(path)

    assert done.faults == [], _said(done)


def test_main_pages_in_the_colours_of_the_system(window):
    with window("coordinator", "de", forced_colors="active") as page:
        done = Walk(page, set())
        for path in SAMPLE:
            done.visit(path)

    assert done.faults == [], _said(done)


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

    assert sorted(pages - met - set(SEEN_ELSEWHERE)) == []


def test_what_is_said_to_be_seen_elsewhere_is_no_page_met_here():
    if set(walked) != set(CAST):
        pytest.skip("Only a part of the cast walked.")
    met = {name for pages in walked.values() for name in pages}

    assert sorted(met & set(SEEN_ELSEWHERE)) == []


def _said(done):
    return "\n".join(["", *done.faults])

"""
What a journey in a real browser is written with.

`house`    the address of a demo of the day, served by a process of its own
`page`     a desktop window, 1280 x 900, German
`phone`    a telephone, 360 x 740, with touch, German
`arabic`   the same telephone in Arabic
`bare`     a desktop window without JavaScript
`enter(page, user)`         sign the user in, second factor included
`axe(page)`                 fail on any accessibility fault, AAA contrast of text too
`no_sideways_scroll(page)`  fail when something is wider than the window
`picture(page, "name")`     keep a screenshot when ALLIN_PICTURES names a folder
`hand(page)`, `keys(page)`, `scriptless()`  somebody who works there (hands.py)
`traces`                    searches everything for planted words (traces.py); those a
                            window sent are looked for anyway when it is closed
`clock_at("2026-03-10 16:00")`  turn the house's clock, in wall time
`work()`                    let the jobs that are due be done

Addresses are relative: `page.goto("/rooms/")`. The server runs in this process on the
test's own database, so what a fixture makes is there, and the clock stands as in every
test. Chromium: ALLIN_CHROMIUM, else Debian's; without one journeys are skipped.
"""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from allin.config import worker
from tests.conftest import BERLIN
from tests.journeys.hands import Bare, Hand, Keys
from tests.journeys.traces import Traces

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
CHROMIUM = os.environ.get("ALLIN_CHROMIUM", "/usr/bin/chromium")
DESKTOP = {"width": 1280, "height": 900}
TELEPHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Journeys write into a file of the home, as an installation does."""
    database = installed.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(database["NAME"])}


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"No Chromium at {CHROMIUM}: journeys in the browser are skipped.")
    # Playwright keeps a loop in this thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (skip without it)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def house():
    """Return the address of a demo of the day, told once for all who look at it."""
    from tools.pictures import served  # noqa: PLC0415  (needs a browser to be there)

    with served() as address:
        yield address


@pytest.fixture
def window(chromium, live_server, traces):
    """
    Open a window of a size and language; closed after the test.

    Planted words it sent are then looked for everywhere: none lies about.
    """
    contexts = []

    def opened(*, size=DESKTOP, language="de", **more):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=size,
            locale=language,
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(30_000)
        context.on("request", traces.heed)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console",
            lambda said: (
                page.faults.append(said.text)
                if "Content Security Policy" in said.text
                else None
            ),
        )
        return page

    yield opened
    faults = [
        fault
        for context in contexts
        for page in context.pages
        for fault in getattr(page, "faults", ())
    ]
    for context in contexts:
        context.close()
    assert faults == [], "the page's own scripts or styles were refused or failed"
    if traces.typed:
        traces.none("when the windows were closed", backup=False)


@pytest.fixture
def page(window):
    return window()


@pytest.fixture
def phone(window):
    return window(size=TELEPHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def arabic(window):
    return window(size=TELEPHONE, language="ar", has_touch=True, is_mobile=True)


@pytest.fixture
def bare(window):
    return window(java_script_enabled=False)


@pytest.fixture
def enter(live_server):
    """Sign a user in, as after their second factor."""

    def signed(page, user):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = installed.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session["second_factor"] = True
        session.save()
        page.context.add_cookies(
            [
                {
                    "name": installed.SESSION_COOKIE_NAME,
                    "value": session.session_key,
                    "url": live_server.url,
                }
            ]
        )
        return page

    return signed


@pytest.fixture
def axe():
    """Look for accessibility faults: WCAG 2.2 A and AA, and AAA contrast of text."""

    def looked(page, *, within="body", without=()):
        # The debugger's door: the page's own policy would refuse a foreign script.
        page.evaluate(AXE)
        # What lies under the bar at this moment is reached by scrolling.
        page.evaluate(
            """() => document.querySelectorAll(".phone").forEach(
                (bar) => { bar.style.position = "static"; })"""
        )
        found = page.evaluate(
            """async ([within, without]) => {
                const result = await axe.run(
                    {include: [[within]], exclude: without.map((w) => [w])},
                    {
                        runOnly: [
                            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
                            "best-practice",
                        ],
                        rules: {"color-contrast-enhanced": {enabled: true}},
                        resultTypes: ["violations"],
                    },
                );
                return result.violations.map((v) => ({
                    rule: v.id,
                    says: v.help,
                    where: v.nodes.map((n) => n.html.slice(0, 160) + " | " +
                        n.any.map((a) => a.message).join("; ").slice(0, 160)),
                }));
            }""",
            [within, list(without)],
        )
        page.evaluate(
            """() => document.querySelectorAll(".phone").forEach(
                (bar) => { bar.style.position = ""; })"""
        )
        lines = [
            f"{fault['rule']}: {fault['says']}\n    " + "\n    ".join(fault["where"])
            for fault in found
        ]
        assert not lines, f"{page.url}\n" + "\n".join(lines)

    return looked


@pytest.fixture
def no_sideways_scroll():
    """Fail when the page is wider than its window, and name what sticks out."""

    def looked(page):
        wide = page.evaluate(
            """() => {
                const room = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= room) return [];
                return [...document.querySelectorAll("body *")]
                    .filter((e) => {
                        const box = e.getBoundingClientRect();
                        return box.width && (box.right > room + 1 || box.left < -1);
                    })
                    .slice(0, 8)
                    .map((e) => e.outerHTML.slice(0, 140));
            }"""
        )
        assert wide == [], f"{page.url} is wider than its window"

    return looked


@pytest.fixture
def picture():
    """Keep a screenshot of the whole page, when somebody wants to look at it."""

    def kept(page, name):
        folder = os.environ.get("ALLIN_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return kept


@pytest.fixture
def hand(axe, no_sideways_scroll):
    return lambda page: Hand(page, (axe, no_sideways_scroll))


@pytest.fixture
def scriptless(window, axe, no_sideways_scroll):
    def opened():
        page = window(java_script_enabled=False)
        return Bare(page, (axe, no_sideways_scroll), window())

    return opened


@pytest.fixture
def keys(axe, no_sideways_scroll):
    return lambda page: Keys(page, (axe, no_sideways_scroll))


@pytest.fixture
def traces(transactional_db):
    kept = Traces()
    kept.listen()
    yield kept
    kept.stop()


@pytest.fixture
def clock_at(monkeypatch):
    """Turn the clock of the house, in wall time."""

    def turned(words):
        moment = dt.datetime.fromisoformat(words).replace(tzinfo=BERLIN)
        monkeypatch.setenv("ALLIN_NOW", moment.isoformat())

    return turned


@pytest.fixture
def work():
    """Do what the timetable says is due, as the house's own worker does."""

    def done():
        hand = worker.Worker("journey:1")
        hand.look()
        while hand.work_once():
            pass

    return done

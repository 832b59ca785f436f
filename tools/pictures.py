"""
Take the pictures of docs/pictures: `make pictures`, or `python -m tools.pictures NAME`.

A demo of Tuesday, 10 March 2026, in a throw-away home, served on a free port, seen by
a real browser: the same pictures on every machine. Chromium: ALLIN_CHROMIUM, else
Debian's.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

SRC: Final = Path(__file__).resolve().parent.parent / "src"
TARGET: Final = Path(__file__).resolve().parent.parent / "docs/pictures"
CHROMIUM: Final = os.environ.get("ALLIN_CHROMIUM", "/usr/bin/chromium")
DAY: Final = "2026-03-10"
CENTRE: Final = "/kassel"  # the demo has two centres: a path names which
OTHER: Final = "/werrabrueck"  # in its first week
DESKTOP: Final = (1280, 900)
TELEPHONE: Final = (360, 740)


def stay(_page: Page) -> None:
    """Take the page as it is."""


def to_candidates(page: Page) -> None:
    """Go from what waits today to who could accompany the referral."""
    for n in range(page.locator("main .task-action a").count()):
        page.goto(f"{CENTRE}/")
        page.locator("main .task-action a").nth(n).click()
        page.wait_for_load_state()
        who = page.locator('main a[href$="/candidates/"]')
        if who.count():
            who.first.click()
            page.wait_for_load_state()
            return


def to_task(page: Page) -> None:
    """Go from one's first page to the first thing that waits there."""
    links = page.locator("main .task-action a, main .listing a")
    if links.count():
        links.first.click()
        page.wait_for_load_state()


@dataclass(frozen=True)
class Picture:
    """
    One picture.

    :param cast: whom to sign in as in the demo; empty for a stranger
    :param go: what to do on the page before it is taken
    """

    name: str
    path: str
    cast: str = "derya"
    size: tuple[int, int] = DESKTOP
    language: str = "de"
    look: str = ""
    centre: str = CENTRE
    go: Callable[[Page], None] = stay


PICTURES: Final = (
    Picture("today", "/"),
    Picture("today-360", "/", size=TELEPHONE),
    Picture("today-dark", "/", look="dark"),
    Picture("refer-360", "/counselling/refer/", cast="caritas", size=TELEPHONE),
    Picture("refer-contact-360", "/counselling/refer/contact/", cast="caritas",
            size=TELEPHONE),
    Picture("answer-ar-360", "/", cast="adviser", size=TELEPHONE, language="ar",
            go=to_task),
    Picture("rooms-week", "/rooms/", cast="board"),
    Picture("rooms-360", "/rooms/", cast="board", size=TELEPHONE),
    Picture("candidates", "/", go=to_candidates),
    Picture("find-help-ar-360", "/find/", cast="", size=TELEPHONE, language="ar"),
    Picture("find-help", "/find/", cast=""),
    Picture("report", "/report/"),
    Picture("programmes", "/programmes/"),
    Picture("festival", "/programmes/5/"),
    Picture("support", "/support/"),
    Picture("year-of-an-association", "/associations/3/year/"),
    Picture("money", "/money/"),
    Picture("motion", "/motion/", cast="city"),
    Picture("motion-360", "/motion/", size=TELEPHONE),
    Picture("referrals", "/counselling/"),
    Picture("import", "/import/"),
    Picture("hours", "/volunteers/hours/"),
    Picture("first-week", "/", cast="other", centre=OTHER),
    Picture("gallery", "/gallery/"),
    Picture("gallery-ar", "/gallery/", language="ar"),
)  # fmt: skip


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture in a fresh window."""
    width, height = picture.size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=2 if width == TELEPHONE[0] else 1,
        locale=picture.language,
        reduced_motion="reduce",
    )
    if picture.look:
        context.add_cookies(
            [{"name": "allin_theme", "value": picture.look, "url": address}]
        )
    page = context.new_page()
    if picture.cast:
        page.goto("/demo/")
        page.locator(f'form[action$="/demo/{picture.cast}/"] button').click()
        page.wait_for_load_state()
    mark = "&" if "?" in picture.path else "?"
    house = "" if picture.path.startswith("/gallery/") else picture.centre
    page.goto(f"{house}{picture.path}{mark}lang={picture.language}")
    picture.go(page)
    page.evaluate("document.activeElement && document.activeElement.blur()")
    # What sticks to the window's foot stands at the end of the page, not in its middle.
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, int(tall))})
    page.screenshot(path=str(TARGET / f"{picture.name}.png"), full_page=True)
    context.close()


@contextmanager
def served(*, papers: bool = False) -> Iterator[str]:
    """
    Tell the demo of the day in a home of its own, and serve it meanwhile.

    :param papers: also draw the pages of the dossier that was made for it
    """
    with tempfile.TemporaryDirectory(prefix="allin-pictures-") as folder:
        mine = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALLIN_", "DJANGO_"))
        }
        environment = {
            **mine,
            "PYTHONPATH": str(SRC),
            "ALLIN_HOME": f"{folder}/home",
            "XDG_CONFIG_HOME": f"{folder}/config",
            "ALLIN_NOW": f"{DAY}T09:40:00+01:00",
        }
        allin = [sys.executable, "-m", "allin"]
        subprocess.run([*allin, "demo", "--today", DAY], env=environment, check=True)  # noqa: S603
        if papers:
            drawing = [sys.executable, "-m", "tools.paper", str(TARGET)]
            above = {**environment, "PYTHONPATH": f"{SRC}:{SRC.parent}"}
            subprocess.run(drawing, env=above, check=True)  # noqa: S603
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        words = [*allin, "serve", "--port", str(port)]
        with subprocess.Popen(words, env=environment) as serving:  # noqa: S603
            try:
                yield until_it_answers(f"http://localhost:{port}")
            finally:
                serving.terminate()
                serving.wait(30)


def until_it_answers(address: str) -> str:
    """Wait for the house, at most two minutes, and return its address."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{address}/demo/", timeout=5):  # noqa: S310
                return address
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The house does not answer.")


def main(names: list[str]) -> None:
    """Take all pictures, or those named."""
    TARGET.mkdir(parents=True, exist_ok=True)
    papers = not names or any(name.startswith("dossier") for name in names)
    with served(papers=papers) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        for picture in PICTURES:
            if not names or picture.name in names:
                take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])

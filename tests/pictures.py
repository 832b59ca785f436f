"""
Make the pictures of the README and the handbook: `make pictures`.

A demo of Tuesday, 10 March 2026, in a throw-away home, served on a free port, seen by
a real browser: the same pictures on every machine.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"
CHROMIUM = os.environ.get("ALLIN_CHROMIUM") or "/usr/bin/chromium"
DAY = "2026-03-10"
DESKTOP, TELEPHONE = (1280, 900), (360, 740)


@dataclass(frozen=True)
class Picture:
    """One picture: whose page, where, how large, in which language and light."""

    name: str
    role: str
    path: str
    size: tuple[int, int] = DESKTOP
    language: str = "de"
    dark: bool = False


PICTURES = (
    Picture("a-today", "derya", ""),
    Picture("b-today-360", "derya", "", TELEPHONE),
    Picture("c-refer-360", "", "counselling/slip/", TELEPHONE),
    Picture("d-own-ar-360", "adviser", "", TELEPHONE, "ar"),
    Picture("e-rooms-week", "derya", "rooms/"),
    Picture("f-referrals", "derya", "counselling/"),
    Picture("g-report", "derya", "report/"),
    Picture("h-help-ar-360", "", "find/", TELEPHONE, "ar"),
    Picture("i-today-dark", "derya", "", dark=True),
    Picture("k-volunteers", "derya", "volunteers/"),
    Picture("l-jobs", "derya", "jobs/"),
)


def main():
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "ALLIN_HOME": f"{folder}/home",
            "XDG_CONFIG_HOME": f"{folder}/config",
            "ALLIN_NOW": f"{DAY}T09:40:00+01:00",
        }
        allin = [sys.executable, "-m", "allin"]
        subprocess.run([*allin, "demo", "--today", DAY], env=environment, check=True)
        port = free_port()
        words = [*allin, "serve", "--port", str(port)]
        with subprocess.Popen(words, env=environment) as serving:
            try:
                until_it_answers(port)
                take(f"http://localhost:{port}")
            finally:
                serving.terminate()
                serving.wait(30)
    return 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until_it_answers(port):
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/demo/", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The house does not answer.")


def take(house):
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in PICTURES:
            take_one(browser, house, picture)
        browser.close()


def take_one(browser, house, picture):
    width, height = picture.size
    window = browser.new_context(
        viewport={"width": width, "height": height},
        locale=picture.language,
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page = window.new_page()
    if picture.role:
        page.goto(f"{house}/demo/")
        page.locator(f"form[action$='/{picture.role}/'] button").first.click()
        page.wait_for_load_state()
    answer = page.goto(f"{house}/kassel/{picture.path}?lang={picture.language}")
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.name}: {picture.path} does not answer.")
    page.screenshot(path=TARGET / f"{picture.name}.png")
    window.close()
    print(picture.name)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())

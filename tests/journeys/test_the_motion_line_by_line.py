"""What docs/motion.md says is there: each page, for whom it says, with its words."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

TOLD = (Path(__file__).parents[2] / "docs" / "motion.md").read_text(encoding="utf-8")
LINE = re.compile(
    r"^\| (M\d+) \| [^|]+ \| \[`(?P<path>[^`]+)`\]\((?P<link>[^)]+)\) \| "
    r"(?P<who>\w+) \| (?P<read>[^|]+) \|$",
    re.MULTILINE,
)
CAST = {"coordination": "derya", "board": "board", "city": "city", "anybody": ""}


def said(cell):
    """Return what a cell quotes; what is quoted may quote."""
    return [piece.strip()[1:-1] for piece in cell.split(" · ")]


def test_every_line_of_the_motion_has_a_page():
    lines = [int(found[1][1:]) for found in LINE.finditer(TOLD)]

    assert sorted(set(lines)) == list(range(1, 22))
    rows = [row for row in TOLD.splitlines() if row.startswith("| M")]
    assert len(lines) == len(rows), "a row of the table is not read"


@pytest.fixture
def reader(chromium, house):
    """Open pages of the demo as one of the cast; one window for each of them."""
    windows = {}

    def opened(who):
        if who not in windows:
            context = chromium.new_context(base_url=house, locale="de-DE")
            context.set_default_timeout(30_000)
            windows[who] = context.new_page()
            if CAST[who]:
                windows[who].goto("/demo/")
                form = f"form[action$='/demo/{CAST[who]}/'] button"
                windows[who].locator(form).click()
        return windows[who]

    yield opened
    for page in windows.values():
        page.context.close()


@pytest.mark.slow
def test_each_page_says_what_the_table_says(reader):
    missing = []
    for found in LINE.finditer(TOLD):
        line, path = found[1], found["path"]
        assert urlsplit(found["link"]).path == path
        page = reader(found["who"])
        answer = page.goto(path)
        assert answer.status == 200, f"{line}: {path} as {found['who']}"
        text = " ".join(page.locator("main").text_content().split())
        missing += [
            f"{line} {path}: {piece}"
            for piece in said(found["read"])
            if piece not in text
        ]

    assert missing == []

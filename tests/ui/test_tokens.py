"""The colours reach the contrast that look.md promises, by the WCAG formula."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "src/allin/ui/static/ui/css"
TEXT = (CSS / "tokens.css").read_text()


def block(start):
    body = TEXT[TEXT.index(start) :]
    body = body[body.index("{") + 1 : body.index("}")]
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})", body))


LIGHT = block("  :root {")
DARK = block(':root[data-theme="dark"]')


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GOALS = [
    ("ink", ("paper", "ground", "sunk"), 7),
    ("ink", ("act-soft", "mark-soft", "good-soft", "bad-soft"), 7),
    ("ink2", ("paper", "ground", "sunk"), 7),
    ("on-act", ("act", "act-hover"), 7),
    ("on-mark", ("mark",), 7),
    ("act", ("paper", "ground", "act-soft"), 4.5),
    ("warn", ("paper", "mark-soft"), 4.5),
    ("good", ("paper", "good-soft"), 4.5),
    ("bad", ("paper", "bad-soft"), 4.5),
    ("edge", ("paper", "ground", "sunk"), 3),
]  # fmt: skip


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("above", "below", "goal"),
    [(a, b, goal) for a, grounds, goal in GOALS for b in grounds],
)
def test_what_is_written_can_be_read(look, above, below, goal):
    assert contrast(look[above], look[below]) >= goal


def test_links_on_paper_and_ground_reach_the_highest_level_too():
    for look in (LIGHT, DARK):
        assert contrast(look["act"], look["paper"]) >= 7
        assert contrast(look["act"], look["ground"]) >= 7


def test_the_dark_look_is_the_same_by_choice_and_by_system():
    assert block(':root:not([data-theme="light"])') == DARK


def test_there_are_no_other_colours():
    known = {c.upper() for c in (*LIGHT.values(), *DARK.values())}
    for part in (CSS / "components").glob("*.css"):
        used = {c.upper() for c in re.findall(r"#[0-9A-Fa-f]{6}\b", part.read_text())}
        assert used <= known, part.name

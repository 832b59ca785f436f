"""What pages load is what the parts say: styles, icons, fonts."""

import re
from pathlib import Path

from django.template import engines

from allin.config import navigation
from allin.ui.tones import BADGE_ICONS, NOTICE_ICONS
from tools import icons, styles

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src/allin"
STATIC = SRC / "ui/static/ui"


def test_the_built_styles_are_made_of_the_parts():
    assert styles.TARGET.read_text() == styles.bundle(), "python -m tools.styles"


def test_styles_know_no_left_and_right():
    physical = re.compile(
        r"(?<!area-)(margin|padding|border|inset)-(left|right|top|bottom)|[;{\s](left|right|top"
        r"|bottom)\s*:|text-align:\s*(left|right)|float:\s*(left|right)"
    )
    for part in styles.parts():
        assert not physical.search(part.read_text()), part.name


def test_every_icon_that_is_drawn_exists():
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', icons.SPRITE.read_text()))
    assert drawn == set(icons.ICONS), "python -m tools.icons"
    used = {*BADGE_ICONS.values(), *NOTICE_ICONS.values()}
    for template in SRC.rglob("templates/**/*.html"):
        text = template.read_text()
        used |= set(re.findall(r"""{% icon ["']([a-z-]+)["']""", text))
        used |= set(re.findall(r"""\bicon=["']([a-z-]+)["']""", text))
    for module in SRC.rglob("*.py"):
        used |= set(re.findall(r'\bicon(?:=|\()"([a-z-]+)"', module.read_text()))
    used |= {
        place.icon
        for place in vars(navigation).values()
        if isinstance(place, navigation.Place)
    }
    assert used <= drawn


def test_the_document_names_every_icon():
    said = (ROOT / "docs/design.md").read_text()
    for name, meaning in icons.ICONS.items():
        assert f"| {name} | {meaning} |" in said, name


def test_every_component_is_a_tag_and_has_its_style():
    tags = engines["django"].engine.template_builtins
    words = {name for library in tags for name in library.tags}
    for word in (
        "page_header", "notice", "panel", "facts", "listing", "pager", "empty", "steps",
        "badge", "button", "action_row", "menu", "dialog", "form", "calendar",
        "timeline", "figure", "help", "tasks", "candidates",
    ):  # fmt: skip
        assert word in words, word
        assert (STATIC / f"css/components/{word}.css").exists(), word


def test_a_public_page_stays_light():
    fonts = STATIC / "fonts"
    arabic = [*fonts.glob("latin-*.woff2"), *fonts.glob("arabic-*.woff2")]
    assert sum(font.stat().st_size for font in arabic) < 96_000
    assert len((STATIC / "js/allin.js").read_text().splitlines()) <= 150


def test_every_style_names_its_layer():
    for part in (STATIC / "css/components").glob("*.css"):
        assert part.read_text().startswith("@layer components {"), part.name

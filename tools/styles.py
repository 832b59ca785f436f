"""
Put the styles into one file: `python -m tools.styles`.

The parts are written one component a file; a page loads `allin.css` alone. The layers
decide who wins, so the order of the parts inside a layer does not matter.
"""

import re
from pathlib import Path
from typing import Final

CSS: Final = Path(__file__).resolve().parent.parent / "src/allin/ui/static/ui/css"
TARGET: Final = CSS / "allin.css"
FIRST: Final = ("fonts", "tokens", "reset", "base", "layout")


def parts() -> list[Path]:
    """Return the parts in the order they are put together."""
    return [
        *(CSS / f"{name}.css" for name in FIRST),
        *sorted((CSS / "components").glob("*.css")),
        CSS / "print.css",
    ]


def bundle() -> str:
    """Return all styles, without comments and needless space."""
    joined = "\n".join(part.read_text() for part in parts())
    bare = re.sub(r"/\*.*?\*/", "", joined, flags=re.DOTALL)
    tight = re.sub(r"\s+", " ", bare)
    tight = re.sub(r"\s*([{};,>])\s*", r"\1", tight).replace(";}", "}")
    return "@layer reset,base,layout,components;" + tight.strip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(bundle())

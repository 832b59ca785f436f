"""
Cut the fonts to the signs we use: `python -m tools.fonts <folder of Noto TTFs>`.

The folder holds NotoSans-, NotoSansArabic- and NotoSansEthiopic-{Regular,Bold}.ttf
(Debian: fonts-noto-core; OFL-1.1). Pages get woff2, documents get TTF.
"""

import sys
from pathlib import Path
from typing import Final

from fontTools import subset

ROOT: Final = Path(__file__).resolve().parent.parent
WEB: Final = ROOT / "src/allin/ui/static/ui/fonts"
PAPER: Final = ROOT / "src/allin/ui/fonts"

LATIN: Final = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+0259,U+1E9E,U+2010-2026,U+202F,"
    "U+2032-2033,U+2039-203A,U+20AC,U+2190-2193,U+2212"
)
CYRILLIC: Final = "U+0400-045F,U+0490-0491"
ARABIC: Final = "U+0600-06D5,U+06F0-06F9,U+200C-200F"
ETHIOPIC: Final = "U+1200-137F"

CUTS: Final = (
    ("latin", "NotoSans", ("Regular", "Bold"), LATIN),
    ("cyrillic", "NotoSans", ("Regular", "Bold"), CYRILLIC),
    ("arabic", "NotoSansArabic", ("Regular", "Bold"), ARABIC),
    # Headings in Ethiopic are larger, not bolder: its bold would weigh 45 kB more.
    ("ethiopic", "NotoSansEthiopic", ("Regular",), ETHIOPIC),
)
WEIGHTS: Final = {"Regular": "400", "Bold": "700"}


def cut(source: Path, target: Path, signs: str, *, web: bool) -> None:
    """Write the part of a font that holds `signs`."""
    more = ["--flavor=woff2", "--no-hinting", "--desubroutinize"] if web else []
    subset.main(
        [str(source), f"--output-file={target}", f"--unicodes={signs}",
         "--layout-features=*" if "Arabic" in source.name else
         "--layout-features=kern,mark,mkmk,ccmp,locl,tnum,lnum,liga",
         *more]
    )  # fmt: skip


def main(folder: Path) -> None:
    """Write all fonts of pages and documents."""
    WEB.mkdir(parents=True, exist_ok=True)
    PAPER.mkdir(parents=True, exist_ok=True)
    for script, family, faces, signs in CUTS:
        for face in faces:
            source = folder / f"{family}-{face}.ttf"
            cut(source, WEB / f"{script}-{WEIGHTS[face]}.woff2", signs, web=True)
    for face in WEIGHTS:
        cut(folder / f"NotoSans-{face}.ttf", PAPER / f"NotoSans-{face}.ttf",
            f"{LATIN},{CYRILLIC}", web=False)  # fmt: skip
        cut(folder / f"NotoSansArabic-{face}.ttf",
            PAPER / f"NotoSansArabic-{face}.ttf", ARABIC, web=False)  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""A dossier as tagged PDF (PDF/UA-1) and as pictures of its pages, with our fonts."""

import json
from pathlib import Path
from typing import Any, Final

import typst

from allin.reports.exports.pdf import FONTS
from allin.reports.models import Dossier

TEMPLATE: Final = Path(__file__).parent / "dossier.typ"


def paper_of(dossier: Dossier, language: str) -> dict[str, Any]:
    """Return the frozen words in a language, with the check value at their foot."""
    paper: dict[str, Any] = dossier.paper[language]
    foot = f"{paper['frozen']} {paper['check']} {dossier.check_value}"
    return {**paper, "frozen": foot}


def as_pdf(dossier: Dossier, language: str) -> bytes:
    """Write two pages A4; the same frozen words give the same bytes, for ever."""
    made = typst.compile(
        TEMPLATE,
        pdf_standards=["ua-1"],
        timestamp=int(dossier.frozen_at.timestamp()),
        **_given(dossier, language),
    )
    assert isinstance(made, bytes)  # noqa: S101  (no output path was given)
    return made


def as_pictures(dossier: Dossier, language: str, *, dots: float = 110) -> list[bytes]:
    """
    Draw each page as PNG.

    :param dots: an inch
    """
    made = typst.compile(TEMPLATE, format="png", ppi=dots, **_given(dossier, language))
    return [made] if isinstance(made, bytes) else list(made or ())


def _given(dossier: Dossier, language: str) -> dict[str, Any]:
    data = json.dumps(paper_of(dossier, language), ensure_ascii=False)
    return {
        "font_paths": [FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": data},
    }

"""Lists to sign and certificates as tagged PDF (PDF/UA-1), with our own fonts."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allin.programmes.models import ListHead, Occasion, Registration
from allin.programmes.models.listhead import COLUMNS
from allin.programmes.operations import registering, seminars
from allin.ui import dates

PAPER: Final = Path(__file__).parent / "paper.typ"
FONTS: Final = settings.PACKAGE / "ui" / "fonts"
EMPTY_LINES: Final = 5  # for who comes without registration
WIDE_FROM: Final = 3  # columns of a funder: then the page lies on its side


def _language() -> str:
    return (get_language() or "de").split("-", maxsplit=1)[0]


def _day(occasion: Occasion) -> str:
    on = occasion.starts_at.astimezone(occasion.centre.tz)
    return dates.date(on.date(), _language(), this_year=0)


def _when(occasion: Occasion) -> str:
    here = occasion.centre.tz
    return dates.span(
        occasion.starts_at.astimezone(here),
        occasion.ends_at.astimezone(here),
        _language(),
        this_year=0,
    )


def _paper(data: dict[str, Any], stamp: int) -> bytes:
    """Write a paper; nothing leaves the machine, no font of the system is used."""
    told = {"lead": "", "lines": [], "head": [], "rows": [], "sign": ""} | {
        "wide": False, "funder": "", "logo": [], "logo_kind": "",
    } | data  # fmt: skip
    told |= {"language": _language(), "page": _("Page"), "of": _("of")}
    made = typst.compile(
        PAPER,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=stamp,
    )
    assert isinstance(made, bytes)  # noqa: S101  (no output path was given)
    return made


def sign_list(
    *, occasion: Occasion, names: Sequence[str], head: ListHead | None = None
) -> bytes:
    """
    Write the list of a date: number, name, room for a signature; no more.

    :param head: whose money pays: its logo, and the columns it demands, left empty
    """
    wanted = head.columns if head else []
    extra = [str(label) for key, label in COLUMNS if key in wanted]
    blank = [""] * (len(extra) + 1)
    rows = [[str(n), name, *blank] for n, name in enumerate(names, start=1)]
    rows += [[str(len(rows) + n), "", *blank] for n in range(1, EMPTY_LINES + 1)]
    centre = occasion.centre
    funded: dict[str, Any] = {"wide": len(extra) >= WIDE_FROM}
    if head and head.funder:
        funded["funder"] = _("Funded by %(funder)s") % {"funder": head.funder}
        funded["logo"], funded["logo_kind"] = list(head.logo), head.logo_kind
    return _paper(
        {
            "centre": centre.name,
            "address": centre.address,
            "title": _("List of participants"),
            "lead": f"{occasion.title}, {_when(occasion)}",
            "head": [_("No."), _("Name"), *extra, _("Signature")],
            "rows": rows,
        }
        | funded,
        int(occasion.starts_at.timestamp()),
    )


def certificate(*, registration: Registration, name: str) -> bytes:
    """Write the certificate of a series: who, what, how many of how many dates."""
    series = registration.series
    assert series is not None  # noqa: S101  (only a series has one)
    held = registering.dates_of(series)
    count = seminars.attended(series).get(registration.pk, 0)
    centre = registration.centre
    said = ngettext(
        "%(name)s took part on %(count)d of %(all)d date.",
        "%(name)s took part on %(count)d of %(all)d dates.",
        len(held),
    ) % {"name": name, "count": count, "all": len(held)}
    return _paper(
        {
            "centre": centre.name,
            "address": centre.address,
            "title": _("Certificate of participation"),
            "lead": series.title,
            "lines": [
                said,
                _("From %(first)s to %(last)s.")
                % {"first": _day(held[0]), "last": _day(held[-1])},
                series.about,
            ],
            "sign": _("For the centre"),
        },
        int(held[-1].ends_at.timestamp()),
    )


def answer(made: bytes, name: str) -> HttpResponse:
    """Send a PDF as a file; nothing of it is kept on the way."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response

"""A certificate of service as tagged PDF (PDF/UA-1), in German and another language."""

import io
import json
from pathlib import Path
from typing import Any, Final

import segno
import typst
from babel.dates import format_date
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from allin.core import languages
from allin.volunteers.models import Certificate, Hours

TEMPLATE: Final = Path(__file__).parent / "certificate.typ"
FONTS: Final = settings.PACKAGE / "ui" / "fonts"
_DATES: Final = {"de": "de", "en": "en_GB", "ar": "ar_EG", "uk": "uk"}


def certificate(one: Certificate, *, address: str) -> bytes:
    """
    Write a certificate as PDF; the same one gives the same bytes, a year later too.

    :param address: of the page that checks it
    """
    german = _words(one, "de")
    own = None if one.language == "de" else _words(one, one.language)
    with translation.override("de"):
        data = {
            "title": german["title"],
            "centre": one.facts["centre"],
            "address": one.facts["address"],
            "foot": _("Certificate %(number)s, issued on %(day)s")
            % {"number": one.shown_number, "day": _day(one.issued_at, one, "de")},
            "page": _("Page"),
            "of": _("of"),
            "german": german,
            "own": own,
            "qr": _qr(address),
            "check": _("Whether it holds is said here: %(address)s")
            % {"address": address},
            "code": one.code,
            "sign": _("Place, day, signature of the coordination"),
        }
    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(one.issued_at.timestamp()),
    )
    assert isinstance(made, bytes)  # noqa: S101  (no output path was given)
    return made


def _day(value: Any, one: Certificate, language: str) -> str:
    if hasattr(value, "astimezone"):
        value = value.astimezone(one.centre.tz).date()
    return str(
        format_date(
            value,
            "d. MMMM y" if language == "de" else "d MMMM y",
            locale=_DATES[language],
        )
    )


def _words(one: Certificate, language: str) -> dict[str, Any]:
    """Say what is certified in one language; digits are western everywhere."""
    kinds = dict(Hours.KINDS)
    with translation.override(language):
        total = _length(one.facts["minutes"])
        about = {
            "name": one.name,
            "first": _day(one.first_on, one, language),
            "last": _day(one.last_on, one, language),
            "hours": total,
            "centre": one.facts["centre"],
        }
        return {
            "lang": language,
            "rtl": language in languages.RIGHT_TO_LEFT,
            "title": _("Certificate of voluntary service"),
            "lead": _(
                "%(name)s gave %(hours)s hours of voluntary service from %(first)s to "
                "%(last)s, for the associations of %(centre)s."
            )
            % about,
            "unpaid": _("The service was unpaid. Every hour was confirmed."),
            "head": [_("Association"), _("What"), _("Hours")],
            "rows": [
                [
                    row["association"],
                    ", ".join(
                        part
                        for part in (str(kinds[row["kind"]]), row["programme"])
                        if part
                    ),
                    _length(row["minutes"]),
                ]
                for row in one.facts["rows"]
            ],
            "sum": _("Together"),
            "total": total,
        }


def _length(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()

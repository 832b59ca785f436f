"""What the two pages are made of: plain values, so that they can be frozen."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.reports.rules.saying import number
from allin.reports.rules.totals import Count

Block = dict[str, Any]
Section = dict[str, Any]


def section(title: str, *blocks: Block) -> Section:
    return {"title": title, "blocks": [block for block in blocks if block]}


def text(*sentences: str) -> Block:
    return {"kind": "text", "text": " ".join(one for one in sentences if one)}


def note(*sentences: str) -> Block:
    return {"kind": "note", "text": " ".join(one for one in sentences if one)}


def facts(*pairs: tuple[str, str]) -> Block:
    return {"kind": "facts", "facts": [list(pair) for pair in pairs]}


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1
) -> Block:
    """
    Return a table.

    :param words: so many columns hold words and stand at the start
    """
    return {
        "kind": "table",
        "caption": caption,
        "head": list(head),
        "rows": [list(row) for row in rows],
        "words": words,
    }


def listed(items: Sequence[str]) -> Block:
    return {"kind": "list", "items": list(items)} if items else {}


def assumed(said: str, *, is_assumed: bool) -> str:
    """Mark what nobody has stated."""
    return _("%(said)s (assumption)") % {"said": said} if is_assumed else said


def said(count: Count, *, threshold: int = 5) -> str:
    """Say a number, or why none is shown."""
    return _said(count, count.number, threshold)


def hours(count: Count) -> str:
    """Say minutes as whole hours."""
    return _said(count, count.number // 60, 0)


def _said(count: Count, value: int, threshold: int) -> str:
    if count.value == "small":
        return _("fewer than %(n)d") % {"n": threshold or 5}
    if count.value == "withheld":
        return _("hidden")
    written = number(value, get_language() or "de")
    return _("at least %(n)s") % {"n": written} if count.at_least else written

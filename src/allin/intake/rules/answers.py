"""Names, e-mail addresses, dates, yes and no, as lists hold them."""

import datetime as dt
import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from allin.core.cells import EMPTY, Day, Option, Reading
from allin.core.text import clean

NOTHING: Final = re.compile(
    r"[-–—./\s]*|k\.?\s?a\.?|keine?|keine angaben?|n/?a|none|unbekannt|fehlt",
    re.IGNORECASE,
)
_MOJIBAKE: Final = re.compile(r"[ÃÂÅÄÐÑØ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_LOST: Final = re.compile(r"\ufffd|(?<=\w)\?(?=\w)|(?:^|\s)\?+(?=\w)|\?{2,}")


def read_text(text: str, *, long: bool = True) -> Reading:
    """Take text as it is; letters that were lost on the way are a doubt."""
    text = clean(text, lines=long)
    if not text:
        return EMPTY
    if _MOJIBAKE.search(text):
        return _garbled(text)
    return Reading(value=text)


def _garbled(text: str) -> Reading:
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        mended = ""
    options = (Option(mended, mended),) if mended and mended != text else ()
    return Reading(
        value=text,
        certainty="likely",
        doubt=_("Letters look wrong, as if saved by another program."),
        options=options,
    )


def read_name(text: str) -> Reading:
    """Turn "Aksoy, Derya" round; name lost letters."""
    text = clean(text).strip(" ,;")
    if not text or NOTHING.fullmatch(text):
        return EMPTY
    if _MOJIBAKE.search(text):
        return _garbled(text)
    if not re.search(r"[^\W\d_]", text):
        return Reading(
            certainty="none",
            doubt=_("All letters were lost when the list was saved. How is it spelt?"),
        )
    turned = re.fullmatch(r"([^,]{2,60}),\s*([^,]{2,60})", text)
    value = f"{turned.group(2)} {turned.group(1)}" if turned else text
    if _LOST.search(value):
        return Reading(
            value=value,
            certainty="likely",
            doubt=_("A letter was lost when the list was saved. How is it spelt?"),
        )
    if turned:
        return Reading(value=value, note=_("Family name and first name were swapped."))
    return Reading(value=value)


def read_email(text: str) -> Reading:
    """Understand an address with (at), blanks, capitals."""
    if NOTHING.fullmatch(text.strip()):
        return EMPTY
    plain = re.sub(r"^\s*(?:mailto:|e-?mail:?)\s*", "", text.lower())
    plain = re.sub(r"\s*[(\[{]\s*(?:at|ät)\s*[)\]}]\s*|\s+at\s+", "@", plain)
    plain = re.sub(r"\s*[(\[{]\s*(?:dot|punkt)\s*[)\]}]\s*", ".", plain)
    several = [p for p in re.split(r"[;,\s/]+|\boder\b", plain) if "@" in p]
    if len(several) > 1:
        return Reading(
            certainty="none",
            doubt=_("There are several addresses. Which one is for letters?"),
            options=tuple(Option(p, p) for p in several if _is_address(p)),
        )
    address = re.sub(r"\s+", "", plain).strip("<>.,;")
    if not _is_address(address):
        return Reading(certainty="none", doubt=_("This is no e-mail address."))
    return Reading(value=address)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


_YES: Final = re.compile(
    r"j|ja|jo|x|✓|✔|✗?yes|y|true|wahr|1|vorhanden|liegt vor|gegeben|ok", re.IGNORECASE
)
_NO: Final = re.compile(
    r"n|nein|no|false|falsch|0|nicht vorhanden|fehlt|keine?r?", re.IGNORECASE
)
_PARTLY: Final = re.compile(
    r"teilw\w*\.?|teils|tlw\.?|partly|eingeschränkt|bedingt", re.IGNORECASE
)
_STEP_FREE: Final = re.compile(
    r"rampe|aufzug|lift|fahrstuhl|ebenerdig|ramp|elevator", re.IGNORECASE
)
_SEEN: Final = re.compile(r"(?:eingesehen|vorgelegt|gesehen|seen)\b", re.IGNORECASE)


def read_yes_no(text: str) -> Reading:
    """Understand yes, no, partly; a word for how ("Rampe") is a doubt, not a yes."""
    bare = text.strip().strip("!. ").lower()
    if not bare or re.fullmatch(r"[-–—]+|k\.?\s?a\.?", bare):
        return EMPTY
    head, _sep, rest = bare.partition("(")
    head, rest = head.strip(" ,!.:"), rest.strip(" )")
    note = text.strip() if rest else ""
    for value, form in (("yes", _YES), ("no", _NO), ("partly", _PARTLY)):
        if form.fullmatch(head):
            return Reading(value=value, note=note)
    if _SEEN.match(bare):
        return Reading(value="yes", note=text.strip())
    choices = (
        Option("ja", _("yes")),
        Option("teilweise", _("partly")),
        Option("nein", _("no")),
    )
    if _STEP_FREE.search(bare) and not re.search(r"\b(kein|ohne|no)\b", bare):
        doubt = _("“%s” says how, but not whether it is enough.") % text.strip()
        return Reading("partly", "likely", doubt, choices)
    if bare == "?":
        doubt = _("There is only a question mark.")
    else:
        doubt = _("We cannot tell whether “%s” means yes or no.") % text.strip()
    return Reading(None, "none", doubt, choices)


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january", "feb februar february", "mär märz mrz mar march",
            "apr april", "mai may", "jun juni june", "jul juli july", "aug august",
            "sep sept september", "okt oktober oct october", "nov november",
            "dez dezember dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_050  # 1950 to 2099
_SERIAL_ZERO: Final = dt.date(1899, 12, 30)


def read_date(text: str) -> Reading:
    """Understand a day, a month or a year; 7/1/18 is a doubt with both readings."""
    bare = re.sub(r"^(?:seit|ab|am|since|from)\s+", "", text.strip().lower()).strip(
        " ."
    )
    if NOTHING.fullmatch(bare):
        return EMPTY
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?", bare):
        return _day(found.group(1), found.group(2), found.group(3))
    if found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})", bare):
        return _day(found.group(3), found.group(2), found.group(1))
    if found := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})", bare):
        return _slashed(found)
    if found := re.fullmatch(r"(\d{1,2})\.?\s?([a-zäé]{3,9})\.?\s?(\d{2}|\d{4})", bare):
        month = _MONTHS.get(found.group(2))
        return _day(found.group(3), month, found.group(1)) if month else _no_date(text)
    return _longer(bare, text)


def _longer(bare: str, text: str) -> Reading:
    if found := re.fullmatch(r"([a-zäé]{3,9})\.?\s?['’]?(\d{2}|\d{4})", bare):
        month = _MONTHS.get(found.group(1))
        return _month(found.group(2), month) if month else _no_date(text)
    if found := re.fullmatch(r"(\d{1,2})\s?[/.]\s?(\d{4})", bare):
        return _month(found.group(2), int(found.group(1)))
    if re.fullmatch(r"(?:19|20)\d{2}", bare):
        return Reading(
            value=Day(dt.date(int(bare), 1, 1), "year"),
            note=_("Only the year is given."),
        )
    if bare.isdecimal() and _FIRST_SERIAL <= int(bare) <= _LAST_SERIAL:
        day = _SERIAL_ZERO + dt.timedelta(days=int(bare))
        told = {"number": bare, "date": f"{day:%d.%m.%Y}"}
        return Reading(
            value=Day(day),
            note=_("%(number)s is how Excel stores %(date)s.") % told,
        )
    return _no_date(text)


def _no_date(text: str) -> Reading:
    return Reading(certainty="none", doubt=_("“%s” is no date.") % text.strip())


def _year(text: str) -> int:
    number = int(text)
    if number >= 100:  # noqa: PLR2004
        return number
    return number + (1900 if number > 50 else 2000)  # noqa: PLR2004


def _day(year: str, month: str | int, day: str) -> Reading:
    try:
        return Reading(value=Day(dt.date(_year(year), int(month), int(day))))
    except ValueError:
        return Reading(certainty="none", doubt=_("This day does not exist."))


def _month(year: str, month: int) -> Reading:
    try:
        first = dt.date(_year(year), month, 1)
    except ValueError:
        return Reading(certainty="none", doubt=_("This month does not exist."))
    return Reading(value=Day(first, "month"), note=_("Only month and year are given."))


def _slashed(found: re.Match[str]) -> Reading:
    one, two, year = found.groups()
    german, american = _day(year, two, one), _day(year, one, two)
    both = [r.value for r in (german, american) if isinstance(r.value, Day)]
    if len(both) == 2 and both[0] != both[1]:  # noqa: PLR2004
        options = tuple(
            Option(day.date.isoformat(), f"{day.date:%d.%m.%Y}") for day in both
        )
        told = {"one": options[0].label, "other": options[1].label}
        doubt = _("This may be %(one)s or %(other)s.") % told
        return Reading(None, "none", doubt, options)
    return german if german.value else american

"""What somebody reads on a page: its words, in whatever corner they stand."""

import ast
import gettext
import re
from html.parser import HTMLParser

from django.utils.translation.template import templatize

from tests.architecture import source

SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
SPOKEN |= {"data-sending", "data-copied"}
SILENT = {"script", "style", "template"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "col", "wbr", "use"}
BUTTONS = {"submit", "button", "reset"}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Addresses, codes and what opens something are no words of any language.
NO_WORDS = re.compile(
    r"(?:https?|otpauth)://\S+|\S+@\S+|/[\w/.~-]{3,}/?|\b[\w~-]*\d[\w~-]*\b"
    r"|\b[A-Z]{5}-[A-Z]{5}\b"
)
# The lines of a calendar file that people read.
READ_IN_CALENDARS = ("SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME")
# How a text is marked for translation, and which argument is the text.
MARKS = {
    "_": 0, "_lazy": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0,
    "ngettext": 0, "ngettext_lazy": 0,
    "pgettext": 1, "pgettext_lazy": 1, "npgettext": 1, "npgettext_lazy": 1,
}  # fmt: skip


class Reading(HTMLParser):
    """
    Collect what a page says in its own language.

    What is marked as another language (`lang`) is left out: the names of languages
    and German official terms say so of themselves.
    """

    def __init__(self, language):
        super().__init__(convert_charrefs=True)
        self.language, self.pieces = language, []
        self._stack, self._hushed = [], 0

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        other = said.get("lang", self.language) != self.language
        if tag not in VOID:
            hushed = other or tag in SILENT
            self._stack.append((tag, hushed))
            self._hushed += hushed
        if other or self._hushed:
            return
        self.pieces += [said[one] for one in sorted(SPOKEN & said.keys()) if said[one]]
        if tag == "input" and said.get("type") in BUTTONS and said.get("value"):
            self.pieces.append(said["value"])

    def handle_endtag(self, tag):
        if not any(tag == one for one, _hushed in reversed(self._stack)):
            return
        closed = ""
        while closed != tag:
            closed, hushed = self._stack.pop()
            self._hushed -= hushed

    def handle_data(self, data):
        if not self._hushed and data.strip():
            self.pieces.append(" ".join(data.split()))


def pieces_of(answer, language):
    """Return what an answer says, piece by piece; no more of a file than is read."""
    kind = answer.headers.get("Content-Type", "")
    if "text/calendar" in kind:
        lines = answer.content.decode().splitlines()
        return [
            line.partition(":")[2]
            for line in lines
            if line.startswith(READ_IN_CALENDARS)
        ]
    if "html" not in kind:
        return []
    reader = Reading(language)
    reader.feed(answer.content.decode())
    return reader.pieces


def words_of(piece):
    """Return the words of a piece, without addresses and codes."""
    return WORD.findall(NO_WORDS.sub(" ", piece))


def latin_words(piece):
    """Return the words of a piece that are written in Latin letters."""
    return [word for word in words_of(piece) if word[0].lower() < "\u0250"]


def catalogue(language):
    """Return msgid -> translation over all rooms, what is not translated left out."""
    found = {}
    places = source.SRC.glob(f"*/locale/{language}/LC_MESSAGES/django.mo")
    for compiled in sorted(places):
        with compiled.open("rb") as file:
            entries = gettext.GNUTranslations(file)._catalog
        for key, words in entries.items():
            msgid = key[0] if isinstance(key, tuple) else key
            if msgid and words:
                found[msgid.rpartition("\x04")[2]] = words
    return found


def marked_in(path):
    """Return every text a file marks for translation, whatever branch it is in."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Django turns a template into calls as xgettext reads them.
        text = _calls_alone(templatize(text, str(path)))
    return {
        node.args[place].value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and (place := MARKS.get(_name(node))) is not None
        and len(node.args) > place
        and isinstance(node.args[place], ast.Constant)
    }


def _name(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


CALL = re.compile(
    r"""(?:n?p?gettext|_)\((?:\s*u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"),?)+""",
    re.DOTALL,
)


def _calls_alone(text):
    calls = (call.rstrip(",") for call in CALL.findall(text))
    return "\n".join(f"{call})" for call in calls)

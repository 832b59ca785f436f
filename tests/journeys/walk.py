"""Walking through the house as one of the cast: every page met, and looked at."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, get_resolver, resolve
from playwright.sync_api import Error

HERE = Path(__file__).parent
AXE = (HERE.parent / "vendor" / "axe.min.js").read_text()
LOOK = (HERE / "look.js").read_text()
CENTRES = re.compile(r"^/(kassel|werrabrueck)(?=/)")
NOT_THERE = 404
DESKTOP, TELEPHONE, NARROW = (1280, 900), (360, 740), (320, 700)

# Their answer is a file, not a page.
FILES = frozenset(
    {"reports:file", "reports:public_file", "rooms:feed", "volunteers:feed"}
)
# Pages that differ much with the state of what they show: so many of each.
SEVERAL = {
    "counselling:referral": 4,
    "counselling:candidates": 3,
    "find:offer": 2,
    "outbox:mail": 3,
}
# What differs between two pages that look the same: keys, stamps, addresses.
SECRETS = re.compile(r'(value|for|id|name|content|href|action|data-[a-z]+)="[^"]*"')

FIRST_STOP = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    if (!e.matches("a.skip")) return ["the first stop is " + e.outerHTML.slice(0, 90)];
    const ring = style.outlineStyle === "solid" && style.outlineWidth === "3px";
    const shown = e.getBoundingClientRect().width > 40;
    e.blur();
    return ring && shown ? [] : ["the first stop has no ring"];
}"""
# What a page is built of: the same parts in other words have the same faults.
PARTS = """() => [...new Set([...document.querySelectorAll("body *")].map(
    (e) => [e.tagName, e.getAttribute("class"), e.getAttribute("role")].join()))]"""
LINKS = """() => [...new Set([...document.querySelectorAll("a[href]")]
    .filter((a) => a.origin === location.origin && !a.hasAttribute("download"))
    .map((a) => a.pathname + a.search))]"""


@dataclass
class Walk:
    """
    One walk: `met` is route -> address, `faults` are sentences.

    :param seen: pages other walks of the same look have been on already, and what axe
        looked at there: it looks at each route, and wherever something new stands
    :param sizes: windows to look at each page in; axe looks in all but the narrow one
    """

    page: object
    seen: set
    sizes: tuple = (DESKTOP, TELEPHONE)
    met: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    said: list = field(default_factory=list)

    def __post_init__(self):
        self.page.on(
            "console",
            lambda line: self.said.append(line.text) if line.type == "error" else None,
        )
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def through(self, *starts):
        """Look at the first pages, and at one page of every route linked from there."""
        waiting, times = [(path, False) for path in starts], Counter()
        while waiting:
            path, of_a_letter = waiting.pop(0)
            name = route(path)
            if "lang=" in path:
                continue  # the walk stays in its language
            if not name or name in FILES or times[name] >= SEVERAL.get(name, 1):
                continue
            times[name] += 1
            self.met.setdefault(name, path)
            led = self.visit(path, of_a_letter=of_a_letter)
            waiting += [(one, name == "outbox:mail") for one in led]
        return self

    def visit(self, path, *, of_a_letter=False):
        """
        Look at one page and return where its links lead.

        :param of_a_letter: the link stands in the demo's mailbox, which holds
            everybody's letters: the page may be there for its reader alone
        """
        self.said.clear()
        self.page.set_viewport_size(_size(DESKTOP))
        try:
            answer = self.page.goto(path)
        except Error as stopped:
            if "Download is starting" not in stopped.message:
                raise
            return []  # a file: there is no page to look at
        if of_a_letter and answer.status == NOT_THERE:
            return []
        if answer.status >= 400:
            self.faults.append(f"{path}: the answer is {answer.status}")
        self.faults += [f"{path}, {fault}" for fault in self._first_stop()]
        self.here(path)
        return self.page.evaluate(LINKS)

    def here(self, path):
        """Look at the page that stands in the window."""
        self.met.setdefault(route(path), path)
        if self._is_new(path):
            self.faults += [f"{path}, {fault}" for fault in self._look()]
        self.faults += [f"{path} said: {line}" for line in self.said]

    def _is_new(self, path):
        html = self.page.locator("main").inner_html()
        key = (route(path), SECRETS.sub("", html))
        new = key not in self.seen
        self.seen.add(key)
        return new

    def _look(self):
        self.page.evaluate(AXE)
        faults = []
        for size in self.sizes:
            self.page.set_viewport_size(_size(size))
            axe = size != NARROW and self._shows_something_new(size)
            asked = {"telephone": size != DESKTOP, "axe": axe}
            found = self.page.evaluate(LOOK, asked)
            faults += [f"{size[0]} px: {fault}" for fault in found]
        return faults

    def _shows_something_new(self, size):
        """Whether axe was not yet on this route, or not yet at a part of this page."""
        parts = {(size, one) for one in self.page.evaluate(PARTS)}
        if size == DESKTOP:
            parts.add((size, route(urlsplit(self.page.url).path)))
        new = not parts <= self.seen
        self.seen |= parts
        return new

    def _first_stop(self):
        """The keyboard stops at the skip link first, and the ring is seen."""
        if not self.page.evaluate("document.activeElement === document.body"):
            return []  # what is wrong in a form is read first
        self.page.keyboard.press("Tab")
        return self.page.evaluate(FIRST_STOP)


def _size(size):
    return {"width": size[0], "height": size[1]}


def route(path):
    """Return the name of the route, or nothing for what is no page of the house."""
    inner = CENTRES.sub("", urlsplit(path).path)
    if inner == "/demo/":
        return "demo_cast"
    try:
        return resolve(inner).view_name
    except Resolver404:
        return ""


def only_sends(name):
    """Return whether an address takes what a form sends, and has no page to show."""
    view = _views()[name]
    while view is not None:
        names = getattr(view, "__code__", None) and view.__code__.co_freevars
        if names and "request_method_list" in names:
            cell = view.__closure__[names.index("request_method_list")]
            return "GET" not in cell.cell_contents
        view = getattr(view, "__wrapped__", None)
    return False


def _views(patterns=None, space=""):
    found = {}
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(one, "url_patterns"):
            inner = f"{one.namespace}:" if one.namespace else space
            found |= _views(one.url_patterns, inner)
        elif one.name:
            found[f"{space}{one.name}"] = one.callback
    return found

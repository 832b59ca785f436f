"""
Every page at S and M: queries, bytes, and time against a bare page.

The bare page goes through the same middleware, shows as many rows (table rows, list
items, entries) and asks the same questions: without a form, a page with a list of
fifty languages to choose from would be held against one that has nothing to choose.
It has only those fields which the page really shows. Bytes are what an empty browser
loads: the page as it is, style, script and icons as they are sent (compressed), and
the fonts of the page's script.

`python -m bench pages.find.M` asks for one page, or those that begin so, at one size.
"""

import argparse
import copy
import datetime as dt
import gzip
import re
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.forms import BaseForm, Form
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)

import bench
from allin.accounts.demo import CAST
from allin.accounts.models import User
from allin.audit import operations as audit
from allin.audit.models import ACTS, READS
from allin.centres.models import Centre
from allin.config import command_demo
from bench import Result, measure, timing, urls

ROUNDS = 15
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
QUERIES, KILOBYTES = 20, 150.0
FONTS = {"de": ("latin-400", "latin-700"), "ar": ("arabic-400", "arabic-700")}


@dataclass(frozen=True)
class Page:
    """A page somebody opens: its path below the centre, and who opens it."""

    name: str
    path: str
    by: str = ""
    language: str = "de"


PAGES = (
    Page("today", "", "derya"),
    Page("referrals", "counselling/", "derya"),
    Page("rooms_week", "rooms/", "derya"),
    Page("rooms_day", "rooms/day/", "board"),
    Page("book", "rooms/book/", "board"),
    Page("associations", "directory/", "derya"),
    Page("partners", "directory/partners/", "derya"),
    Page("volunteers", "volunteers/", "derya"),
    Page("hours", "volunteers/hours/", "board"),
    Page("own_hours", "volunteers/own/", "adviser"),
    Page("report", "report/", "derya"),
    Page("report_city", "report/", "city"),
    Page("board", "", "board"),
    Page("adviser", "", "adviser"),
    Page("referrer", "", "caritas"),
    Page("find", "find/"),
    Page("find_results", "find/?q=brief"),
    Page("find_arabic", "find/", language="ar"),
    Page("refer", "counselling/refer/"),
    Page("start", ""),
)


def _client(page: Page) -> Client:
    client = Client()
    if page.by:
        email = next(one.email for one in CAST if one.key == page.by)
        client.force_login(User.objects.get(email=email))
        session = client.session
        session["second_factor"] = True
        session.save()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = page.language
    return client


def _sent(html: str, language: str) -> float:
    """Return the kilobytes an empty browser loads for a page."""
    size = float(len(html.encode()))
    for address in set(re.findall(r'/static/([^"#]+)', html)):
        found = finders.find(address)
        if found:
            size += len(gzip.compress(Path(str(found)).read_bytes()))
    folder = Path(str(finders.find("ui/fonts")))
    for font in folder.glob("*.woff2"):
        if any(name in font.name for name in FONTS["de"] + FONTS.get(language, ())):
            size += font.stat().st_size
    return size / 1024


def _rows(html: str) -> int:
    return max(1, len(re.findall(r"<(?:tr|li|article)\b", html)))


def _remember_form(page: Page, client: Client, html: str) -> None:
    """Keep the questions a page asks, for the bare page to ask them too."""
    urls.FORMS.pop(page.name, None)
    setup_test_environment()  # only now are pages told what they were made of
    try:
        arrived = client.get(f"/kassel/{page.path}", follow=True)
    finally:
        teardown_test_environment()
    form = arrived.context.get("form") if arrived.context else None
    if isinstance(form, BaseForm):
        shown = {
            name: copy.deepcopy(field)
            for name, field in form.fields.items()
            if f'name="{form.add_prefix(name)}"' in html
        }
        if shown:
            urls.FORMS[page.name] = type("Plain", (Form,), shown)


def _tell(size: str) -> None:
    """Tell the demo anew; SQLite keeps the record until a checkpoint covers it."""
    for centre in Centre.objects.all():
        for kind in (ACTS, READS):
            audit.expire(centre=centre, kind=kind, before=LATER, now=LATER)
    call_command("flush", verbosity=0, interactive=False)
    command_demo.tell(argparse.Namespace(today="2026-03-10", size=size, seed=1))


def _get(client: Client, path: str) -> Callable[[], str]:
    # Where the page really is: the newest report, say, has an address of its own.
    arrived = client.get(path, follow=True)
    path = arrived.redirect_chain[-1][0] if arrived.redirect_chain else path

    def get() -> str:
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
        return response.content.decode()

    return get


@measure("pages", unit="", against="goal, bare page, or the same page at S")
def pages() -> Iterator[Result]:
    small: dict[str, float] = {}
    asked = [page for page in PAGES if _sizes(page)]
    for size in ("S", "M"):
        shown = [page for page in asked if size in _sizes(page)]
        if shown:
            _tell(size)
        for page in shown:
            yield from _one(page, size, small)


def _sizes(page: Page) -> str:
    """Say at which sizes a page is wanted; M is held against S, so both where both."""
    return "".join(size for size in "SM" if bench.wants(f"pages.{page.name}.{size}"))


def _one(page: Page, size: str, small: dict[str, float]) -> Iterator[Result]:
    client = _client(page)
    get = _get(client, f"/kassel/{page.path}")
    html = get()
    rows, digest = _rows(html), timing.checksum([_rows(html)])
    _remember_form(page, client, html)
    with CaptureQueriesContext(connection) as asked:
        get()
    name = f".{page.name}.{size}"
    yield Result(len(asked), QUERIES, rows, digest, f"{name}.queries")
    if not page.by:
        sent = _sent(html, page.language)
        yield Result(sent, KILOBYTES, rows, digest, f"{name}.kilobytes")
    bare = _get(_client(page), f"/kassel/bare/{page.name}/{rows}/")
    ours, theirs = timing.side_by_side(get, bare, rounds=ROUNDS)
    yield Result(ours, theirs, rows, digest, f"{name}.time")
    if size == "S":
        small[page.name] = ours
    elif page.name in small:
        again = statistics.median(timing.once(get) for _ in range(ROUNDS))
        yield Result(again, small[page.name], rows, digest, f"{name}.growth")

"""Every form of the house, sent wrongly: a page and a sentence, never an error."""

import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.architecture import crawl, matrix, routes
from tests.architecture.crawl import ROLES, SEES
from tests.architecture.source import modules
from tests.house import furnish

LONG = "x" * 10_000
HTML = '<script>alert("x")</script><b>fett</b>'
TURNED = "vorn\u202ehinten\u2066\x00"
WRONG = {"long": LONG, "html": HTML, "turned": TURNED, "empty": ""}
# The furnished booking is no series: the page asks again, there is nothing to refuse.
NO_ANSWER_NEEDED = {"rooms:cancel_series"}
# What an address may ask of a page, whatever page it is.
ASKED = ("\x00", "x" * 3000, "-1", "2026-03-29T02:30", "\u202e0")
SEEN_BY = ("stranger", "coordinator", "board", "volunteer", "referrer", "city")
TYPED = {"text", "email", "tel", "number", "date", "time", "search", "url", "password"}


class Forms(HTMLParser):
    """Collect the POST forms of a page: where they go, and what can be typed."""

    def __init__(self):
        super().__init__()
        self.found, self._form = [], None

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form" and said.get("method", "").lower() == "post":
            self._form = {"action": said.get("action", ""), "fields": {}}
            self.found.append(self._form)
        elif self._form is not None and said.get("name"):
            self._field(tag, said)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None

    def _field(self, tag, said):
        kind = said.get("type", "text")
        typed = tag in {"textarea", "select"} or (tag == "input" and kind in TYPED)
        value = said.get("value", "")
        if typed or kind == "hidden" or "checked" in said:
            self._form["fields"][said["name"]] = (typed, value)


def _forms_of(browser, path):
    answer = crawl.ask(browser, path)
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return []
    reader = Forms()
    reader.feed(answer.content.decode())
    here = [one for one in reader.found if one["action"] in {"", path}]
    return [one for one in here if any(typed for typed, _ in one["fields"].values())]


def _sees(name, role):
    return matrix.rows()[name][ROLES.index(role)] == SEES


def _asked_for():
    """Every name some page of the house reads out of its address."""
    read = re.compile(r"GET(?:\.get(?:list)?\(|\[)\"([a-z_]+)\"")
    found = {name for path in modules() for name in read.findall(path.read_text())}
    assert {"q", "page", "on"} <= found
    return sorted(found | {"purpose", "language", "topic", "next"} - {"lang"})


def _send(browser, path, form, wrong, times=1):
    data = {
        name: wrong if typed else value
        for name, (typed, value) in form["fields"].items()
    }
    with transaction.atomic():
        answers = [browser.post(path, data) for _time in range(times)]
        transaction.set_rollback(True)
    return answers


@pytest.fixture
def forms(kassel, elsewhere):
    """Every form the coordination, a board, a volunteer or a stranger can fill."""
    house, other = furnish(kassel), furnish(elsewhere)
    browsers = crawl.clients(house, other)
    found = {}
    for name, parameters in routes.every().items():
        for role in ("stranger", "coordinator", "board", "volunteer", "referrer"):
            if matrix.rows()[name][ROLES.index(role)] != SEES or name in found:
                continue
            path = crawl.path_of(name, parameters, house)
            for form in _forms_of(browsers[role], path):
                found[name] = (browsers[role], path, form)
    return found


def test_no_form_breaks_whatever_is_typed(forms):
    assert len(forms) > 20
    broken = []
    for name, (browser, path, form) in forms.items():
        for kind, wrong in WRONG.items():
            answers = _send(browser, path, form, wrong, times=2)
            broken += [
                f"{name} {kind}: {one.status_code}"
                for one in answers
                if one.status_code >= 500
            ]

    assert broken == []


def test_markup_somebody_typed_stays_text_on_the_page(forms):
    marked = [
        name
        for name, (browser, path, form) in forms.items()
        if HTML in _send(browser, path, form, HTML)[0].content.decode()
    ]

    assert marked == []


def test_no_address_breaks_whatever_it_asks_for(kassel, elsewhere):
    house, other = furnish(kassel), furnish(elsewhere)
    browsers = crawl.clients(house, other)
    broken = []
    for name, parameters in routes.every().items():
        role = next((r for r in SEEN_BY if _sees(name, r)), None)
        if role is None:
            continue
        path = crawl.path_of(name, parameters, house)
        for wrong in ASKED:
            asked = urlencode(dict.fromkeys(_asked_for(), wrong))
            answer = crawl.ask(browsers[role], f"{path}?{asked}")
            if answer.status_code >= 500:
                broken.append(f"{name} {wrong!r}: {answer.status_code}")

    assert broken == []


def test_an_address_with_a_sign_nobody_types_is_none(client, kassel):
    del kassel
    assert client.get("/counselling/status/%00/").status_code == 404
    assert client.get("/find/?q=%00&topic=%00").status_code == 200


def test_an_empty_form_comes_back_with_a_sentence(forms):
    silent = []
    for name, (browser, path, form) in forms.items():
        if name in NO_ANSWER_NEEDED:
            continue
        answer = _send(browser, path, form, "")[0]
        page = answer.content.decode()
        if answer.status_code in {200, 422} and 'role="alert"' not in page:
            silent.append(name)

    assert silent == []

"""Every form of the house, sent wrongly: a page and a sentence, never an error."""

import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.architecture import crawl, listening, matrix, routes
from tests.architecture.crawl import ROLES, SEES
from tests.architecture.source import modules

LONG = "x" * 10_000
HTML = '<script>alert("x")</script><b>fett</b>'
TURNED = "vorn\u202ehinten\u2066\x00"
WRONG = {"long": LONG, "html": HTML, "turned": TURNED, "empty": ""}
# The furnished booking is no series: the page asks again, there is nothing to refuse.
NO_ANSWER_NEEDED = {"rooms:cancel_series"}
# What an address may ask of a page, whatever page it is.
ASKED = ("\x00", "x" * 3000, "-1", "2026-03-29T02:30", "\u202e0")
AFTER = "allin.config.middleware.WithoutNul"
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


def _written():
    """Every name the source reads out of an address."""
    read = re.compile(r"GET(?:\.get(?:list)?\(|\[)\"([a-z_]+)\"")
    found = {name for path in modules() for name in read.findall(path.read_text())}
    assert {"q", "page", "on"} <= found
    return sorted(found | {"purpose", "language", "topic", "next"})


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
def forms(houses):
    """Every form the coordination, a board, a volunteer or a stranger can fill."""
    browsers = crawl.clients(*houses)
    found = {}
    for name, parameters in routes.every().items():
        for role in ("stranger", "coordinator", "board", "volunteer", "referrer"):
            if matrix.rows()[name][ROLES.index(role)] != SEES or name in found:
                continue
            path = crawl.path_of(name, parameters, houses[0])
            for form in _forms_of(browsers[role], path):
                found[name] = (browsers[role], path, form)
    return found


def _says_why(answer, page):
    return answer.status_code not in {200, 422} or 'role="alert"' in page


def test_whatever_is_typed_no_form_breaks_or_draws_it_or_stays_silent(forms):
    assert len(forms) > 20
    broken, drawn, silent = [], [], []
    for name, (browser, path, form) in forms.items():
        for kind, wrong in WRONG.items():
            times = 2 if kind == "empty" else 1
            answers = _send(browser, path, form, wrong, times=times)
            page = answers[0].content.decode()
            statuses = [one.status_code for one in answers]
            broken += [f"{name} {kind}: {s}" for s in statuses if s >= 500]
            drawn += [name] if HTML in page else []
            if kind == "empty" and not _says_why(answers[0], page):
                silent.append(name)

    assert broken == []
    assert drawn == [], "markup somebody typed stays text"
    assert [one for one in silent if one not in NO_ANSWER_NEEDED] == []


def _mixture(names, turn):
    """Return an address's question: each name with one of what is wrong, in turn."""
    return urlencode(
        {name: ASKED[(place + turn) % len(ASKED)] for place, name in enumerate(names)}
    )


def test_no_address_breaks_whatever_it_asks_for(houses, settings, bare_404):
    """
    Each page is asked with every name there is; then with those it looks for.

    Which it looks for is heard (`listening`): every one of them is asked for with
    everything that is wrong, the same for all and mixed.
    """
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[: settings.MIDDLEWARE.index(AFTER) + 1],
        "tests.architecture.listening.Listens",
        *settings.MIDDLEWARE[settings.MIDDLEWARE.index(AFTER) + 1 :],
    ]
    browsers = crawl.clients(*houses)
    written, broken, looked_for = _written(), [], {}
    for turn, (name, parameters) in enumerate(routes.every().items()):
        role = next((r for r in SEEN_BY if _sees(name, r)), None)
        if role is None:
            continue
        path = crawl.path_of(name, parameters, houses[0])
        answers = [crawl.ask(browsers[role], f"{path}?{_mixture(written, turn)}")]
        looked_for[name] = names = listening.names()
        questions = [urlencode(dict.fromkeys(names, wrong)) for wrong in ASKED]
        questions += [_mixture(names, place) for place in range(len(ASKED))]
        answers += [
            crawl.ask(browsers[role], f"{path}?{question}")
            for question in (dict.fromkeys(questions) if names else ())
        ]
        broken += [
            f"{name} {names}: {one.status_code}"
            for one in answers
            if one.status_code >= 500
        ]

    assert broken == []
    assert {"on"} <= set(looked_for["rooms:day"]) | set(looked_for["rooms:week"])
    heard = {one for names in looked_for.values() for one in names}
    assert len(heard & set(written)) > 15, "nothing is heard any more"


def test_an_address_with_a_sign_nobody_types_is_none(houses, client):
    assert client.get("/kassel/counselling/status/%00/").status_code == 404
    assert client.get("/kassel/find/?q=%00&topic=%00").status_code == 200

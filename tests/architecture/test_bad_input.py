"""Every form of the house, sent wrongly: a page and a sentence, never an error."""

from html.parser import HTMLParser

import pytest
from django.db import transaction

from tests.architecture import crawl, matrix, routes
from tests.architecture.crawl import ROLES, SEES
from tests.house import furnish

LONG = "x" * 10_000
HTML = '<script>alert("x")</script><b>fett</b>'
TURNED = "vorn\u202ehinten\u2066\x00"
WRONG = {"long": LONG, "html": HTML, "turned": TURNED, "empty": ""}
# The furnished booking is no series: the page asks again, there is nothing to refuse.
NO_ANSWER_NEEDED = {"rooms:cancel_series"}
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

"""Every form of the house, sent with one answer missing: the others are still there."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.db import transaction

from tests.architecture import crawl, matrix, routes
from tests.architecture.crawl import ROLES, SEES

# What a form shows again does not hang on the database.
pytestmark = pytest.mark.once

ROLES_THAT_FILL = ("stranger", "coordinator", "board", "volunteer", "referrer")
# What somebody might type into a field of each kind, told apart by a number.
TYPED = {
    "text": "Wort {}",
    "search": "Wort {}",
    "textarea": "Zwei Wörter\nund {} Zeilen",
    "email": "jo{}@example.org",
    "tel": "0561 10{:03}",
    "url": "https://example.org/{}",
    "number": "{}",
    "date": "2026-04-{:02}",
    "time": "10:{:02}",
    "datetime-local": "2026-04-{:02}T10:00",
}
# The gallery shows what a form looks like; nobody sends it.
EXHIBITS = {"ui:gallery"}
# Secrets are typed again: a page that holds them can be read over a shoulder.
SECRET = {"password", "code", "pin", "current_password"}


@dataclass
class Field:
    """One field of a form, as the page shows it."""

    kind: str
    required: bool
    value: str = ""
    values: list[str] = field(default_factory=list)  # what can be chosen


class Forms(HTMLParser):
    """Collect the POST forms of a page with every field and what stands in it."""

    def __init__(self):
        super().__init__()
        self.found, self._fields, self._open = [], None, None

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form" and said.get("method", "").lower() == "post":
            self._fields = {}
            self.found.append((said.get("action", ""), self._fields))
        elif self._fields is None:
            return
        elif tag == "option" and self._open:
            self._option(said)
        elif said.get("name"):
            self._field(tag, said)

    def handle_endtag(self, tag):
        if tag == "form":
            self._fields = None
        if tag in {"textarea", "select"}:
            self._open = None

    def handle_data(self, data):
        if self._open and self._open.kind == "textarea":
            self._open.value += data

    def _option(self, said):
        self._open.values.append(said.get("value", ""))
        if "selected" in said:
            self._open.value = said.get("value", "")

    def _field(self, tag, said):
        kind = said.get("type", "text") if tag == "input" else tag
        if tag == "button" or kind == "submit":
            return
        one = Field(kind, "required" in said)
        if kind in {"radio", "checkbox"}:
            one = self._fields.get(said["name"], one)
            one.values.append(said.get("value", "on"))
            if "checked" in said:
                one.value = said.get("value", "on")
        elif tag == "input":
            one.value = said.get("value") or ""
        else:
            self._open = one
        self._fields[said["name"]] = one


def _forms(answer, path):
    reader = Forms()
    reader.feed(answer.content.decode())
    return [
        fields
        for action, fields in reader.found
        if action in {"", path} and any(one.kind in TYPED for one in fields.values())
    ]


def _is_page(answer):
    return answer.status_code in {200, 422} and "html" in answer.headers["Content-Type"]


def _filled(fields):
    """Return an answer to every field, each told apart from the others."""
    answers = {}
    for number, (name, one) in enumerate(fields.items(), start=1):
        if one.kind in TYPED:
            answers[name] = TYPED[one.kind].format(number)
        elif one.kind in {"select", "radio"}:
            answers[name] = next((v for v in reversed(one.values) if v), one.value)
        elif one.kind == "hidden" or (one.kind == "checkbox" and one.value):
            answers[name] = one.value
    return answers


def _sent(browser, path, answers):
    with transaction.atomic():
        answer = browser.post(path, answers)
        if hasattr(answer, "render") and not answer.is_rendered:
            answer.render()
        transaction.set_rollback(True)
    return answer


def _lost(before, answers, missing, after):
    """Return the names of the fields whose answer is gone from the page."""
    lost = []
    for name, said in answers.items():
        one = before[name]
        if name == missing or name in SECRET or one.kind in {"hidden", "file"}:
            continue
        there = next((form[name].value for form in after if name in form), None)
        if there is None or there.strip() != said.strip():
            lost.append(name)
    return lost


@pytest.fixture
def forms(houses):
    house, other = houses
    browsers = crawl.clients(house, other)
    found = {}
    asked = {n: p for n, p in routes.every().items() if n not in EXHIBITS}
    for name, parameters in asked.items():
        for role in ROLES_THAT_FILL:
            if name in found or matrix.rows()[name][ROLES.index(role)] != SEES:
                continue
            path = crawl.path_of(name, parameters, house)
            answer = crawl.ask(browsers[role], path)
            if _is_page(answer) and (first := _forms(answer, path)):
                found[name] = (browsers[role], path, first)
    return found


def test_a_form_with_one_answer_missing_comes_back_with_all_others(forms):
    came_back, lost = 0, []
    for name, (browser, path, on_page) in forms.items():
        for fields in on_page:
            answers = _filled(fields)
            for missing in [n for n, one in fields.items() if one.required][:3]:
                answer = _sent(browser, path, answers | {missing: ""})
                if not _is_page(answer):
                    continue  # another form of the page, or nothing was missing
                came_back += 1
                gone = _lost(fields, answers, missing, _forms(answer, path))
                lost += [f"{name} without {missing}: {one}" for one in gone]

    assert came_back > 20
    assert not lost, "\n".join(lost)

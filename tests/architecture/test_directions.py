"""What the import contract cannot see: names in strings lead downwards too."""

import ast
import re

from tests.architecture.source import (
    layers,
    may_lead,
    modules,
    room_of,
    templates,
    tree,
    where,
)

URL_TAG = re.compile(r"""\{%\s*url\s+["']([a-z_]+):""")
UPPER_TAG = re.compile(r"""\{%\s*(?:include|extends)\s+["']([a-z_]+)/""")
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
NAMED_BY_STRING = {"reverse", "reverse_lazy", "redirect", "resolve_url"}


def _calls(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield name, first.value, node.lineno


def _in_rooms():
    return [path for path in modules() if room_of(path) in layers()]


def test_a_relation_named_by_a_string_leads_downwards():
    upward = [
        f"{where(path, line)} {target}"
        for path in _in_rooms()
        for name, target, line in _calls(path)
        if name in RELATIONS
        and "." in target
        and not may_lead(room_of(path), target.split(".")[0])
    ]

    assert upward == []


def test_an_address_named_by_a_string_leads_downwards():
    upward = [
        f"{where(path, line)} {target}"
        for path in _in_rooms()
        for name, target, line in _calls(path)
        if name in NAMED_BY_STRING
        and ":" in target
        and not may_lead(room_of(path), target.split(":")[0])
    ]

    assert upward == []


def test_a_link_in_a_template_leads_downwards_else_it_is_a_way():
    upward = [
        f"{where(path)} {target}"
        for path in templates()
        for target in URL_TAG.findall(path.read_text())
        if not may_lead(room_of(path), target)
    ]

    assert upward == []


def test_a_template_is_built_of_its_own_and_lower_rooms():
    upward = [
        f"{where(path)} {target}"
        for path in templates()
        for target in UPPER_TAG.findall(path.read_text())
        if not may_lead(room_of(path), target)
    ]

    assert upward == []


def test_nobody_fetches_a_model_by_its_name():
    users = [
        where(path, line)
        for path in _in_rooms()
        for name, _target, line in _calls(path)
        if name == "get_model"
    ]

    assert users == []


def test_pages_know_no_left_and_right_and_no_inline_style():
    wrong = re.compile(
        r'\sstyle="|<style|<script(?![^>]*(src=|application/json))|\son[a-z]+="'
    )
    found = [where(path) for path in templates() if wrong.search(path.read_text())]

    assert found == []

